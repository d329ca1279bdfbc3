/** Draws exact partitions as the engines draw their pictures, from polygons and segments rather than from a grid. */
import type { PictureLayers, PictureTheme } from '../training/picture.js';
import { paintPlan } from '../training/reference/paint.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { ExactFill } from './cell-fills.js';
import { fillCellsInPieces } from './fill-cells.js';
import { LineRaster } from './line-raster.js';
import type { Partition } from './partition.js';
import type { ValueScale } from './value-scale.js';
import { wallSegments } from './wall-segments.js';

const SEGMENTS_PER_PIECE = 256;

export interface PartitionStyle {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels per CSS pixel: line widths are given in CSS pixels. */
  readonly pixelRatio: number;
  readonly theme: PictureTheme;
  /** Null: lines alone, on nothing. */
  readonly fill: ExactFill | null;
  /** Of a fill by a number; null: its own. */
  readonly scale: ValueScale | null;
  readonly lines: Pick<PictureLayers, 'walls' | 'decisionBoundary'>;
}

/** The whole window of a partition, with the style that it was drawn in. */
export interface PartitionPicture {
  /** RGBA, sRGB, straight alpha, row by row from the top, [heightPx, widthPx, 4]. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** What the colours of a fill by a number stand for; null for other fills. */
  readonly scale: ValueScale | null;
  /** What they would stand for if the picture had a scale of its own. */
  readonly ownScale: ValueScale | null;
  readonly style: PartitionStyle;
}

/** The fill, then the walls, from the last layer to the first, and the decision boundary on top. */
export const drawPartition = (partition: Partition, style: PartitionStyle): PartitionPicture =>
  finish(drawPartitionInPieces(partition, style));

export function* drawPartitionInPieces(partition: Partition, style: PartitionStyle): Pieces<PartitionPicture> {
  const { widthPx: width, heightPx: height, fill, theme } = style;
  const { pixels, scale, ownScale } = fill
    ? yield* fillCellsInPieces(partition, {
        view: partition.window,
        width,
        height,
        fill,
        theme,
        ...(style.scale && { scale: style.scale }),
      })
    : { pixels: new Uint8ClampedArray(4 * width * height), scale: null, ownScale: null };
  yield* drawLines(pixels, partition, style);
  return { rgba: pixels, scale, ownScale, style };
}

function* drawLines(rgba: Uint8ClampedArray, partition: Partition, style: PartitionStyle): Pieces<void> {
  const { widthPx, heightPx, pixelRatio, theme, lines } = style;
  const { window, hiddenWidths, walls, decisionBoundary } = partition;
  const layers: PictureLayers = { fill: 'plain', ...lines };
  const plan = paintPlan({ layers, theme, gridPixelsPerCssPixel: pixelRatio }, hiddenWidths.length);
  const ofWalls = wallSegments(partition);
  const raster = new LineRaster(widthPx, heightPx);
  const right = widthPx / (window.x1 - window.x0);
  const down = heightPx / (window.y0 - window.y1);
  for (const line of plan.lines) {
    const reach = Math.max(line.casingHalfWidth, line.coreHalfWidth) + 0.5;
    const segments = line.source === 'decision' ? decisionBoundary.segments : ofWalls;
    yield* inRanges(segments.length / 4, SEGMENTS_PER_PIECE, (first, end) => {
      for (let segment = first; segment < end; segment++) {
        if (line.source !== 'decision' && walls.layers[segment] !== line.source) continue;
        const at = 4 * segment;
        raster.add(
          right * (segments[at]! - window.x0),
          down * (segments[at + 1]! - window.y1),
          right * (segments[at + 2]! - window.x0),
          down * (segments[at + 3]! - window.y1),
          reach,
        );
      }
    });
    yield* raster.drawOn(rgba, line);
  }
}
