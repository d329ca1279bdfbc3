/** What lies over the cells of one network's picture, as groups of SVG elements from the lowest to the topmost. */
import type { Partition } from '../geometry/partition.js';
import { wallSegments } from '../geometry/wall-segments.js';
import type { LabelledPoints } from '../training/data-set.js';
import type { Rgb } from '../training/palette.js';
import { PICTURE_WIDTH } from './picture-layout.js';

/** Decimals of a coordinate: at four times the size, 1/2500 of a pixel; areas still add up to the window's to 1e-6. */
const DECIMALS = 4;

/** From the window to the picture: y upwards in the plane is upwards in the picture. */
export interface Frame {
  x(x: number): string;
  y(y: number): string;
}

export function frameOf({ window: { x0, x1, y1 } }: Partition): Frame {
  const unit = PICTURE_WIDTH / (x1 - x0);
  return { x: (x) => round((x - x0) * unit), y: (y) => round((y1 - y) * unit) };
}

export function round(value: number): string {
  return String(Number(value.toFixed(DECIMALS)));
}

export function hex(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** A path per unit, over the casing of the whole layer. */
export function drawWalls(partition: Partition, frame: Frame, layer: number, prefix: string): string[] {
  const { walls, hiddenWidths } = partition;
  const segments = wallSegments(partition);
  const byUnit = Array.from({ length: hiddenWidths[layer]! }, (): string[] => []);
  walls.layers.forEach((of, wall) => {
    if (of === layer) byUnit[walls.units[wall]!]!.push(segmentPath(segments, wall, frame));
  });
  const number = layer + 1;
  const id = `${prefix}walls-layer-${number}`;
  const paths = byUnit.flatMap((parts, unit) =>
    parts.length > 0 ? [`<path id="${prefix}layer-${number}-unit-${unit + 1}" d="${parts.join('')}"/>`] : [],
  );
  return cased(id, `wall-${number}`, 'wall-casing', paths);
}

export function drawDecisionBoundary(
  { decisionBoundary: { segments } }: Partition,
  frame: Frame,
  prefix: string,
): string[] {
  const parts = Array.from({ length: segments.length / 4 }, (_, piece) => segmentPath(segments, piece, frame));
  const paths = parts.length > 0 ? [`<path d="${parts.join('')}"/>`] : [];
  return cased(`${prefix}decision-boundary`, 'decision', 'decision-casing', paths);
}

function segmentPath(segments: Float64Array, index: number, frame: Frame): string {
  const at = 4 * index;
  const start = `${frame.x(segments[at]!)} ${frame.y(segments[at + 1]!)}`;
  return `M${start}L${frame.x(segments[at + 2]!)} ${frame.y(segments[at + 3]!)}`;
}

/** The same lines twice: broad below, narrow on top. */
function cased(id: string, core: string, casing: string, paths: readonly string[]): string[] {
  return [
    `<g id="${id}">`,
    `<use class="${casing}" href="#${id}-lines"/>`,
    `<g class="${core}"><g id="${id}-lines">`,
    ...paths,
    '</g></g></g>',
  ];
}

export function drawPoints(
  { positions, labels, count }: LabelledPoints,
  predictions: Uint8Array | null,
  partition: Partition,
  frame: Frame,
  id: string,
  style: 'mark' | 'hollow',
): string[] {
  const dimension = positions.length / count;
  const { x0, x1, y0, y1 } = partition.window;
  const right: string[] = [];
  // Misclassified points last: no other point may hide them.
  const wrong: string[] = [];
  for (let point = 0; point < count; point++) {
    const [x, y] = [positions[dimension * point]!, positions[dimension * point + 1]!];
    if (x < x0 || x > x1 || y < y0 || y > y1) continue;
    const label = labels[point]!;
    const place = `x="${frame.x(x)}" y="${frame.y(y)}"`;
    const mark = `<use class="${style}-${label}" href="#mark-${label}" ${place}/>`;
    if (!predictions || predictions[point] === label) right.push(mark);
    else wrong.push(...['ring-casing', 'ring'].map((ring) => `<use class="${ring}" href="#ring" ${place}/>`), mark);
  }
  return [`<g id="${id}">`, ...right, ...wrong, '</g>'];
}
