import type { CodeGrid } from '../backend.js';
import type { FoldedNetwork } from '../model-state.js';
import type { ViewWindow } from '../picture.js';
import { argmax, preactivationsAt, softmax, valuesAndDerivativesAt } from './point.js';

/** Some rows of a grid, from the top. */
export interface GridRows {
  readonly first: number;
  readonly count: number;
}

/** What the grid kernel computes for every pixel of a picture; arrays [height, width], row 0 the top one (largest y). */
export interface PictureGrid {
  readonly width: number;
  readonly height: number;
  readonly codes: CodeGrid;
  /** Class of the largest logit. */
  readonly winner: Uint8Array;
  /** Its softmax probability. */
  readonly probability: Float64Array;
  /** Largest logit minus the second largest. */
  readonly margin: Float64Array;
  /**
   * Per hidden layer: distance in pixels of this grid to the layer's nearest wall, min over its units of |z| / |grad z|.
   * Exact to the wall's extension beyond the cell, or of first order where walls are curved; infinite where no unit of the layer depends on the position.
   */
  readonly wallDistance: readonly Float64Array[];
  /** The same for the line where the two largest logits are equal. */
  readonly decisionDistance: Float64Array;
}

/**
 * Input point of a pixel's centre. Inputs beyond the first two are 0: the picture is that slice of the input space.
 *
 * @param column 0 at the left, `row` 0 at the top
 */
export function pixelCentre(
  folded: FoldedNetwork,
  view: ViewWindow,
  width: number,
  height: number,
  column: number,
  row: number,
): Float64Array {
  const point = new Float64Array(folded.layers[0]!.inputWidth);
  point[0] = view.x0 + ((column + 0.5) / width) * (view.x1 - view.x0);
  if (point.length > 1) point[1] = view.y1 - ((row + 0.5) / height) * (view.y1 - view.y0);
  return point;
}

/** Words of one pixel's code: each hidden layer starts a new word. */
export function codeWordsPerPixel(folded: FoldedNetwork): number {
  return folded.layers.slice(0, -1).reduce((words, { width }) => words + Math.ceil(width / 32), 0);
}

/** Activation codes of all pixels; a bit is set where z > 0. */
export function gridCodes(folded: FoldedNetwork, view: ViewWindow, width: number, height: number): CodeGrid {
  const wordsPerPixel = codeWordsPerPixel(folded);
  const words = new Uint32Array(width * height * wordsPerPixel);
  forEachPixel(width, height, (column, row, pixel) => {
    const point = pixelCentre(folded, view, width, height, column, row);
    let firstWord = pixel * wordsPerPixel;
    for (const z of preactivationsAt(folded, point).slice(0, -1)) {
      z.forEach((value, u) => {
        if (value > 0) words[firstWord + (u >>> 5)]! |= 1 << (u & 31);
      });
      firstWord += Math.ceil(z.length / 32);
    }
  });
  return { width, height, wordsPerPixel, words };
}

/** Largest minus second largest logit of all pixels, [height, width]. */
export function gridMargins(folded: FoldedNetwork, view: ViewWindow, width: number, height: number): Float64Array {
  const margins = new Float64Array(width * height);
  forEachPixel(width, height, (column, row, pixel) => {
    const logits = preactivationsAt(folded, pixelCentre(folded, view, width, height, column, row)).at(-1)!;
    margins[pixel] = logits[argmax(logits)]! - logits[runnerUp(logits)]!;
  });
  return margins;
}

/** Distances in pixels of all pixels, each [height, width]: per hidden layer to its nearest wall, and to the decision boundary. */
export function gridDistances(
  folded: FoldedNetwork,
  view: ViewWindow,
  width: number,
  height: number,
): Pick<PictureGrid, 'wallDistance' | 'decisionDistance'> {
  const wallDistance = folded.layers.slice(0, -1).map(() => new Float64Array(width * height));
  const decisionDistance = new Float64Array(width * height);
  const right = new Float64Array(folded.layers[0]!.inputWidth);
  const down = new Float64Array(right.length);
  right[0] = (view.x1 - view.x0) / width;
  if (down.length > 1) down[1] = -(view.y1 - view.y0) / height;

  forEachPixel(width, height, (column, row, pixel) => {
    const point = pixelCentre(folded, view, width, height, column, row);
    const { values: z, derivatives } = valuesAndDerivativesAt(folded, point, [right, down]);
    const [z_right, z_down] = [derivatives[0]!, derivatives[1]!];
    wallDistance.forEach((distances, l) => {
      let nearest = Infinity;
      z[l]!.forEach((value, u) => {
        nearest = Math.min(nearest, distanceInPixels(value, z_right[l]![u]!, z_down[l]![u]!));
      });
      distances[pixel] = nearest;
    });
    const [logits, logits_right, logits_down] = [z.at(-1)!, z_right.at(-1)!, z_down.at(-1)!];
    const [first, second] = [argmax(logits), runnerUp(logits)];
    decisionDistance[pixel] = distanceInPixels(
      logits[first]! - logits[second]!,
      logits_right[first]! - logits_right[second]!,
      logits_down[first]! - logits_down[second]!,
    );
  });
  return { wallDistance, decisionDistance };
}

/** |value| / |gradient|, infinite where the gradient is 0. */
export function distanceInPixels(value: number, d_right: number, d_down: number): number {
  const slope = Math.hypot(d_right, d_down);
  return slope === 0 ? Infinity : Math.abs(value) / slope;
}

/** Everything a picture is painted from. */
export function pictureGrid(folded: FoldedNetwork, view: ViewWindow, width: number, height: number): PictureGrid {
  const winner = new Uint8Array(width * height);
  const probability = new Float64Array(width * height);
  forEachPixel(width, height, (column, row, pixel) => {
    const logits = preactivationsAt(folded, pixelCentre(folded, view, width, height, column, row)).at(-1)!;
    winner[pixel] = argmax(logits);
    probability[pixel] = softmax(logits)[winner[pixel]]!;
  });
  return {
    width,
    height,
    codes: gridCodes(folded, view, width, height),
    winner,
    probability,
    margin: gridMargins(folded, view, width, height),
    ...gridDistances(folded, view, width, height),
  };
}

/** Class of the second largest logit; the later of two equal largest ones. */
export function runnerUp(logits: Float64Array): number {
  const first = argmax(logits);
  let second = first === 0 ? 1 : 0;
  for (let c = 0; c < logits.length; c++) if (c !== first && logits[c]! > logits[second]!) second = c;
  return second;
}

function forEachPixel(
  width: number,
  height: number,
  visit: (column: number, row: number, pixel: number) => void,
): void {
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) visit(column, row, row * width + column);
  }
}
