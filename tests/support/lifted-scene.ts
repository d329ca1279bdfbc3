/** Networks lifted to a height, ready to be drawn in a test; and how far pixels of the flat picture are from lines. */
import { mat4d, vec4d } from 'wgpu-matrix';
import { cellColors } from '../../src/geometry/cell-colors.js';
import { cellNeighbours } from '../../src/geometry/cell-neighbours.js';
import { liftSurface, type Lift } from '../../src/geometry/lifted-surface.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { pickerIndex } from '../../src/geometry/picker-index.js';
import { SurfaceBox } from '../../src/geometry/surface-box.js';
import { surfaceMesh } from '../../src/geometry/surface-mesh.js';
import { SurfacePicker } from '../../src/geometry/surface-picker.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { valuesAndDerivativesAt } from '../../src/training/reference/point.js';
import type { SurfaceScene } from '../../src/gpu/surface-scene.js';
import type { Fill, PictureLayers, PictureTheme } from '../../src/training/picture.js';
import { distanceInPixels, runnerUp } from '../../src/training/reference/activation-code.js';

export const window = { x0: -2, x1: 2, y0: -2, y1: 2 };
export const SIZE = 144;
const everything: PictureLayers = { fill: 'confidence', walls: [], decisionBoundary: true };
export const noLines = { walls: Array<boolean>(8).fill(false), decisionBoundary: false };
/** Seen from straight above without perspective: the window fills the picture, higher is nearer. Column by column. */
const fromAbove = mat4d.create(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -0.5, 0, 0, 0, 0.75, 1);

export function lifted(folded: FoldedNetwork, lift: Lift, fill: Fill = 'confidence', theme: PictureTheme = 'light') {
  const partition = partitionOf(folded, window);
  const surface = liftSurface(partition, folded, lift);
  const box = new SurfaceBox(surface);
  const scene: SurfaceScene = {
    mesh: surfaceMesh(surface, box, cellNeighbours(partition)),
    cellColors: cellColors(partition, fill, theme),
    viewProjection: fromAbove,
    light: [0, 0, 1],
    layers: { ...everything, fill },
    theme,
    markedCell: -1,
    isShaded: false,
  };
  return { partition, surface, box, scene, picker: new SurfacePicker(pickerIndex(surface, box)) };
}

export const colorAt = (pixels: ArrayLike<number>, pixel: number): number[] =>
  [0, 1, 2].map((channel) => pixels[4 * pixel + channel]!);

/** Distances in pixels from a pixel's centre to the lines of all units and of the decision boundary. */
export function lineDistances(folded: FoldedNetwork, column: number, row: number): number[] {
  const centre = [window.x0 + ((column + 0.5) * 4) / SIZE, window.y1 - ((row + 0.5) * 4) / SIZE];
  const step = 4 / SIZE;
  const { values: z, derivatives } = valuesAndDerivativesAt(folded, centre, [
    [step, 0],
    [0, -step],
  ]);
  const [right, down] = [derivatives[0]!, derivatives[1]!];
  const logits = z.at(-1)!;
  const [first, second] = [logits.indexOf(Math.max(...logits)), runnerUp(logits)];
  const walls = z
    .slice(0, -1)
    .flatMap((layer, l) => [...layer].map((value, u) => distanceInPixels(value, right[l]![u]!, down[l]![u]!)));
  const [r, d] = [right.at(-1)!, down.at(-1)!];
  return [...walls, distanceInPixels(logits[first]! - logits[second]!, r[first]! - r[second]!, d[first]! - d[second]!)];
}

const projection = mat4d.perspective(0.6, 1, 0.5, 12);
/** Seen from the side, near the ground. */
export const viewProjection = mat4d.multiply(projection, mat4d.lookAt([3.4, -2.2, 1.3], [0, 0, 0.3], [0, 0, 1]));
const inverse = mat4d.inverse(viewProjection);
const unproject = (x: number, y: number, depth: number): [number, number, number] => {
  const [a = 0, b = 0, c = 0, w = 1] = vec4d.transformMat4([x, y, depth, 1], inverse);
  return [a / w, b / w, c / w];
};
/** What lies behind a pixel's centre. */
export const rayAt = (column: number, row: number) => {
  const [x, y] = [(2 * (column + 0.5)) / SIZE - 1, 1 - (2 * (row + 0.5)) / SIZE];
  const origin = unproject(x, y, 0);
  const direction = unproject(x, y, 1).map((value, axis) => value - origin[axis]!);
  return { origin, direction };
};
