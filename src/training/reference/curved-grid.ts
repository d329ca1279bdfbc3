/**
 * The picture grid of a network that is not piecewise affine: the same result as `pictureGrid`, without its many small
 * arrays. Every pixel is worked out by itself, values and both derivatives together, since no two pixels share an affine map.
 * Inputs that pass nothing on (relu, inactive) are left out. Sums in the oracle's order.
 */
import type { FoldedLayer, FoldedNetwork } from '../model-state.js';
import { SAMPLE_NORM_EPSILON } from '../network-spec.js';
import type { ViewWindow } from '../picture.js';
import { codeWordsPerPixel, distanceInPixels, pixelCentre, runnerUp } from './activation-code.js';
import type { GridRows, PictureGrid } from './activation-code.js';
import { argmax } from './point.js';

/** What a layer's units have at a pixel: value, change by one pixel to the right, and by one down. */
class Jet {
  readonly value: Float64Array;
  readonly right: Float64Array;
  readonly down: Float64Array;

  constructor(width: number) {
    this.value = new Float64Array(width);
    this.right = new Float64Array(width);
    this.down = new Float64Array(width);
  }
}

/** @param rows that are worked out, all of them by default; the result has only these */
export function curvedGrid(
  folded: FoldedNetwork,
  view: ViewWindow,
  width: number,
  height: number,
  rows: GridRows = { first: 0, count: height },
): PictureGrid {
  const { slopeBelowZero, layers } = folded;
  const depth = layers.length - 1;
  const preactivations = layers.map((layer) => new Jet(layer.width));
  const activations = layers.slice(0, -1).map((layer) => new Jet(layer.width));
  const input = new Jet(layers[0]!.inputWidth);
  input.right[0] = (view.x1 - view.x0) / width;
  if (input.down.length > 1) input.down[1] = -(view.y1 - view.y0) / height;
  const wordsPerPixel = codeWordsPerPixel(folded);
  const pixelCount = width * rows.count;
  const words = new Uint32Array(pixelCount * wordsPerPixel);
  const winner = new Uint8Array(pixelCount);
  const probability = new Float64Array(pixelCount);
  const margin = new Float64Array(pixelCount);
  const wallDistance = layers.slice(0, -1).map(() => new Float64Array(pixelCount));
  const decisionDistance = new Float64Array(pixelCount);

  for (let pixel = 0; pixel < pixelCount; pixel++) {
    const row = rows.first + Math.floor(pixel / width);
    input.value.set(pixelCentre(folded, view, width, height, pixel % width, row));
    let firstWord = pixel * wordsPerPixel;
    let source = input;
    for (let l = 0; l < depth; l++) {
      const layer = layers[l]!;
      const z = preactivations[l]!;
      applyLinear(layer, source, z);
      applyNormalizer(layer, z);
      source = activations[l]!;
      wallDistance[l]![pixel] = passWalls(z, source, slopeBelowZero, words, firstWord);
      firstWord += Math.ceil(layer.width / 32);
    }
    const logits = preactivations[depth]!;
    applyLinear(layers[depth]!, source, logits);
    const first = argmax(logits.value);
    const second = runnerUp(logits.value);
    winner[pixel] = first;
    probability[pixel] = 1 / logits.value.reduce((sum, logit) => sum + Math.exp(logit - logits.value[first]!), 0);
    margin[pixel] = logits.value[first]! - logits.value[second]!;
    decisionDistance[pixel] = distanceInPixels(
      logits.value[first]! - logits.value[second]!,
      logits.right[first]! - logits.right[second]!,
      logits.down[first]! - logits.down[second]!,
    );
  }
  const codes = { width, height: rows.count, wordsPerPixel, words };
  return { width, height: rows.count, codes, winner, probability, margin, wallDistance, decisionDistance };
}

function applyLinear({ weight, bias, width, inputWidth }: FoldedLayer, source: Jet, target: Jet): void {
  const { value, right, down } = source;
  for (let m = 0; m < width; m++) {
    let sum = bias[m]!;
    let sumRight = 0;
    let sumDown = 0;
    const row = m * inputWidth;
    for (let n = 0; n < inputWidth; n++) {
      const w = weight[row + n]!;
      // An inactive relu unit is 0 and stays 0.
      if (value[n] === 0 && right[n] === 0 && down[n] === 0) continue;
      sum += w * value[n]!;
      sumRight += w * right[n]!;
      sumDown += w * down[n]!;
    }
    target.value[m] = sum;
    target.right[m] = sumRight;
    target.down[m] = sumDown;
  }
}

/** z = scale norm(z) + shift in place, its changes by the rule of `throughNormalization`. */
function applyNormalizer({ width, normalizer }: FoldedLayer, { value, right, down }: Jet): void {
  if (!normalizer) return;
  const { groups, isCentred, scale, shift } = normalizer;
  const size = width / groups;
  for (let first = 0; first < width; first += size) {
    let [mean, meanRight, meanDown] = [0, 0, 0];
    for (let m = first; isCentred && m < first + size; m++) {
      mean += value[m]! / size;
      meanRight += right[m]! / size;
      meanDown += down[m]! / size;
    }
    let [square, turnRight, turnDown] = [0, 0, 0];
    for (let m = first; m < first + size; m++) {
      const deviation = value[m]! - mean;
      square += (deviation * deviation) / size;
      turnRight += (right[m]! * deviation) / size;
      turnDown += (down[m]! * deviation) / size;
    }
    const r = 1 / Math.sqrt(square + SAMPLE_NORM_EPSILON);
    for (let m = first; m < first + size; m++) {
      const normalized = (value[m]! - mean) * r;
      const factor = scale[m]! * r;
      value[m] = scale[m]! * normalized + (isCentred ? shift[m]! : 0);
      right[m] = factor * (right[m]! - meanRight - normalized * r * turnRight);
      down[m] = factor * (down[m]! - meanDown - normalized * r * turnDown);
    }
  }
}

/** Fills in activations and the code's words from `firstWord`; returns the distance to the nearest wall in pixels. */
function passWalls(z: Jet, target: Jet, slopeBelowZero: number, words: Uint32Array, firstWord: number): number {
  let nearest = Infinity;
  for (let m = 0; m < z.value.length; m++) {
    const value = z.value[m]!;
    const slope = value > 0 ? 1 : slopeBelowZero;
    if (value > 0) words[firstWord + (m >>> 5)]! |= 1 << (m & 31);
    target.value[m] = slope * value;
    target.right[m] = slope * z.right[m]!;
    target.down[m] = slope * z.down[m]!;
    const steepness = Math.sqrt(z.right[m]! ** 2 + z.down[m]! ** 2);
    // A unit that does not depend on the position has no wall.
    if (steepness > 0 && Math.abs(value) < nearest * steepness) nearest = Math.abs(value) / steepness;
  }
  return nearest;
}
