/**
 * The picture grid of the CPU engine: the same result as `pictureGrid`, some hundred times faster.
 *
 * Inside a cell every unit is an affine function of the input plane. So each row of pixels is swept from left to right
 * with the coefficients of all units at hand, and only what a flipped unit feeds is worked out again: the next layer by
 * adding the flipped unit's share, deeper layers anew. Sums in another order than the oracle's: a pixel within rounding
 * (about 1e-13 pixels) of a wall may get another code.
 */
import type { FoldedLayer, FoldedNetwork } from '../model-state.js';
import type { ViewWindow } from '../picture.js';
import { codeWordsPerPixel, pixelCentre, runnerUp } from './activation-code.js';
import type { GridRows, PictureGrid } from './activation-code.js';
import { argmax } from './point.js';

/** With this few active inputs a layer is worked out anew: shares taken off again leave rounding where 0 should be. */
const FEW_INPUTS = 8;

/** One layer along a row, counted in pixels from the row's first pixel: z = atStart + column right. */
class SweptLayer {
  readonly width: number;
  readonly active: Uint8Array;
  activeCount = 0;
  /** `active` packed, a bit a unit. */
  readonly code: Uint32Array;
  /** Units whose activity changed from the last pixel to this one; the first `flipCount` entries count. */
  readonly flipped: Uint32Array;
  flipCount = 0;
  /** z at the row's first pixel and its derivatives by one pixel to the right and one down, each [width]. */
  readonly atStart: Float64Array;
  readonly right: Float64Array;
  readonly down: Float64Array;
  readonly z: Float64Array;
  readonly bias: Float64Array;
  /** Weight transposed, [inputs, width]: one input's share of all units lies together. */
  readonly byInput: Float64Array;

  constructor({ weight, bias, width, inputWidth }: FoldedLayer) {
    this.width = width;
    this.bias = bias;
    this.active = new Uint8Array(width);
    this.code = new Uint32Array(Math.ceil(width / 32));
    this.flipped = new Uint32Array(width);
    this.atStart = new Float64Array(width);
    this.right = new Float64Array(width);
    this.down = new Float64Array(width);
    this.z = new Float64Array(width);
    this.byInput = new Float64Array(weight.length);
    for (let m = 0; m < width; m++) {
      for (let n = 0; n < inputWidth; n++) this.byInput[n * width + m] = weight[m * inputWidth + n]!;
    }
  }

  /** From the coordinates of the row's first pixel and the size of a pixel. */
  startRow(point: Float64Array, right: number, down: number): void {
    this.atStart.set(this.bias);
    this.right.fill(0);
    this.down.fill(0);
    point.forEach((coordinate, n) => {
      this.addShare(n, coordinate, n === 0 ? right : 0, n === 1 ? down : 0);
    });
  }

  /** From the layer before in its present activity. */
  rebuild(input: SweptLayer, slopeBelowZero: number): void {
    this.atStart.set(this.bias);
    this.right.fill(0);
    this.down.fill(0);
    for (let n = 0; n < input.width; n++) {
      const slope = input.active[n] ? 1 : slopeBelowZero;
      if (slope !== 0) this.addShare(n, slope * input.atStart[n]!, slope * input.right[n]!, slope * input.down[n]!);
    }
  }

  /** After some units of the layer before flipped while their coefficients stayed. */
  addFlips(input: SweptLayer, slopeBelowZero: number): void {
    for (let i = 0; i < input.flipCount; i++) {
      const n = input.flipped[i]!;
      const change = input.active[n] ? 1 - slopeBelowZero : slopeBelowZero - 1;
      this.addShare(n, change * input.atStart[n]!, change * input.right[n]!, change * input.down[n]!);
    }
  }

  addShare(n: number, shareAtStart: number, shareRight: number, shareDown: number): void {
    const { width, byInput, atStart, right, down } = this;
    const first = n * width;
    for (let m = 0; m < width; m++) {
      const w = byInput[first + m]!;
      atStart[m]! += w * shareAtStart;
      right[m]! += w * shareRight;
      down[m]! += w * shareDown;
    }
  }

  /** Works out activity and flips at a column; returns the distance to the nearest wall in pixels. */
  moveTo(column: number): number {
    const { width, atStart, right, down, active } = this;
    // Squared, and never divided but where it is the least so far: a root for each unit of each pixel would cost more than all else.
    let nearest = Infinity;
    this.flipCount = 0;
    for (let m = 0; m < width; m++) {
      const value = atStart[m]! + column * right[m]!;
      // Two tests that go the same way nearly always are twice as fast as one that compares their outcomes.
      if (active[m] === 1) {
        if (!(value > 0)) this.#flip(m);
      } else if (value > 0) this.#flip(m);
      const squaredSlope = right[m]! * right[m]! + down[m]! * down[m]!;
      // Of a unit that is 0 everywhere in the cell this is NaN at first, and false.
      if (value * value < nearest * squaredSlope) nearest = (value * value) / squaredSlope;
    }
    return Math.sqrt(nearest);
  }

  /** Works out z at a column. */
  evaluateAt(column: number): void {
    const { width, atStart, right, z } = this;
    for (let m = 0; m < width; m++) z[m] = atStart[m]! + column * right[m]!;
  }

  #flip(m: number): void {
    this.active[m]! ^= 1;
    this.code[m >>> 5]! ^= 1 << (m & 31);
    this.activeCount += this.active[m] === 1 ? 1 : -1;
    this.flipped[this.flipCount++] = m;
  }
}

/** @param rows that are worked out, all of them by default; the result has only these */
export function sweepGrid(
  folded: FoldedNetwork,
  view: ViewWindow,
  width: number,
  height: number,
  rows: GridRows = { first: 0, count: height },
): PictureGrid {
  const { slopeBelowZero } = folded;
  const layers = folded.layers.map((layer) => new SweptLayer(layer));
  const hidden = layers.slice(0, -1);
  const head = layers.at(-1)!;
  const wordsPerPixel = codeWordsPerPixel(folded);
  const pixelCount = width * rows.count;
  const words = new Uint32Array(pixelCount * wordsPerPixel);
  const winner = new Uint8Array(pixelCount);
  const probability = new Float64Array(pixelCount);
  const margin = new Float64Array(pixelCount);
  const wallDistance = hidden.map(() => new Float64Array(pixelCount));
  const decisionDistance = new Float64Array(pixelCount);
  const right = (view.x1 - view.x0) / width;
  const down = -(view.y1 - view.y0) / height;

  for (let row = 0; row < rows.count; row++) {
    layers[0]!.startRow(pixelCentre(folded, view, width, height, 0, rows.first + row), right, down);
    for (let column = 0; column < width; column++) {
      const pixel = row * width + column;
      let isNew = column === 0;
      let firstWord = pixel * wordsPerPixel;
      for (let l = 0; l < layers.length; l++) {
        const layer = layers[l]!;
        if (l > 0) isNew = carryOver(layers[l - 1]!, layer, isNew, column === 0, slopeBelowZero);
        if (layer === head) break;
        wallDistance[l]![pixel] = layer.moveTo(column);
        for (let i = 0; i < layer.code.length; i++) words[firstWord++] = layer.code[i]!;
      }
      head.evaluateAt(column);
      const logits = head.z;
      const first = argmax(logits);
      const second = runnerUp(logits);
      winner[pixel] = first;
      let sum = 0;
      for (let c = 0; c < logits.length; c++) sum += Math.exp(logits[c]! - logits[first]!);
      probability[pixel] = 1 / sum;
      margin[pixel] = logits[first]! - logits[second]!;
      const slope = Math.sqrt(
        (head.right[first]! - head.right[second]!) ** 2 + (head.down[first]! - head.down[second]!) ** 2,
      );
      decisionDistance[pixel] = slope === 0 ? Infinity : margin[pixel] / slope;
    }
  }
  const codes = { width, height: rows.count, wordsPerPixel, words };
  return { width, height: rows.count, codes, winner, probability, margin, wallDistance, decisionDistance };
}

/**
 * Brings a layer's coefficients up to date with the layer before it.
 *
 * @param inputIsNew the coefficients of the layer before changed at this pixel
 * @returns whether this layer's coefficients changed
 */
function carryOver(
  input: SweptLayer,
  layer: SweptLayer,
  inputIsNew: boolean,
  isRowStart: boolean,
  slopeBelowZero: number,
): boolean {
  if (!inputIsNew && !isRowStart && input.flipCount === 0) return false;
  const isDelicate = slopeBelowZero === 0 && input.activeCount <= FEW_INPUTS;
  if (inputIsNew || isRowStart || isDelicate) layer.rebuild(input, slopeBelowZero);
  else layer.addFlips(input, slopeBelowZero);
  return true;
}
