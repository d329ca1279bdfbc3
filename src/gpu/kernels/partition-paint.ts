import codeHash from '../../shaders/lib/code_hash.wgsl?raw';
import partitionPaintText from '../../shaders/partition_paint.wgsl?raw';
import { networkLimits } from '../../training/network-spec.js';
import type { Rgb } from '../../training/palette.js';
import { fills } from '../../training/picture.js';
import type { PaintPlan } from '../../training/reference/paint.js';
import type { KernelDefinition } from '../kernel.js';
import { arrayOf, uniformStruct } from '../uniform-struct.js';
import { PARTITION_WORKGROUP_SIZE, partitionTileFile } from './partition-grid.js';

const [, MOST_LAYERS] = networkLimits.depth;
const [, MOST_CLASSES] = networkLimits.classCount;

export const PaintColour = uniformStruct('PaintColour', { rgb: 'vec4f' });

export const PaintLine = uniformStruct('PaintLine', {
  core: 'vec4f',
  casing: 'vec4f',
  core_half_width: 'f32',
  casing_half_width: 'f32',
  source: 'u32',
});

export const PartitionPaint = uniformStruct('PartitionPaint', {
  fill: 'u32',
  line_count: 'u32',
  class_count: 'u32',
  region_count: 'u32',
  words_per_pixel: 'u32',
  neutral: 'vec4f',
  paper: 'vec4f',
  class_fills: arrayOf(PaintColour, MOST_CLASSES),
  region_fills: arrayOf(PaintColour, 32),
  lines: arrayOf(PaintLine, MOST_LAYERS + 1),
});

/** `source` of the decision boundary's line. */
export const DECISION_SOURCE = 255;

/** Distances end at 8 pixels, so no line can be wider. */
const WIDEST_HALF = 7.25;

const bindings = {
  tile: 'uniform',
  paint: 'uniform',
  codes: 'read',
  distances: 'read',
  classes: 'read',
  painted: 'write-texture',
} as const;

/** Dispatch (rows of 4 pixels, padded to whole blocks / workgroup size). */
export const partitionPaint: KernelDefinition<typeof bindings> = {
  name: 'partition_paint',
  files: [
    partitionTileFile,
    { path: 'lib/code_hash.wgsl', text: codeHash },
    { path: 'partition_paint.wgsl', text: partitionPaintText },
  ],
  bindings,
  constants: { workgroup_size: PARTITION_WORKGROUP_SIZE },
};

const rgba = ([red, green, blue]: Rgb, opacity: number): number[] => [red / 255, green / 255, blue / 255, opacity];

/** The plan as the kernel's uniform. */
export function paintValues(
  plan: PaintPlan,
  classCount: number,
  wordsPerPixel: number,
): Parameters<typeof PartitionPaint.encode>[0] {
  const colours = (list: readonly Rgb[]) => list.map((rgb) => ({ rgb: rgba(rgb, 1) }));
  return {
    fill: fills.indexOf(plan.fill),
    line_count: plan.lines.length,
    class_count: classCount,
    region_count: plan.palette.regionFills.length,
    words_per_pixel: wordsPerPixel,
    neutral: rgba(plan.palette.neutral, 1),
    paper: rgba(plan.palette.paper, 1),
    class_fills: colours(plan.palette.classFills),
    region_fills: colours(plan.palette.regionFills),
    lines: plan.lines.map((line) => ({
      core: rgba(line.core, line.coreOpacity),
      casing: rgba(line.casing, line.casingOpacity),
      core_half_width: Math.min(line.coreHalfWidth, WIDEST_HALF),
      casing_half_width: Math.min(line.casingHalfWidth, WIDEST_HALF),
      source: line.source === 'decision' ? DECISION_SOURCE : line.source,
    })),
  };
}
