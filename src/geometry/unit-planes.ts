import type { FoldedNetwork } from '../training/model-state.js';
import { inRanges, type Pieces } from '../training/workers/pieces.js';
import type { Partition } from './partition.js';

/** Each may take a way back through all layers: of 2 of 256 units some 30 microseconds. */
const CELLS_PER_PIECE = 64;

/**
 * The activation of one hidden unit as an affine function of the input point in every cell, [cellCount, 3]: a x + b y + c.
 *
 * From the unit backwards, as gradients run: its row of weights is scaled by the slopes that a cell's code names and taken
 * through the layer before, down to the input. Cells of one code in the layers before the unit's share the result; they
 * stand in a row, because the subdivision walks depth first.
 *
 * @throws RangeError where the network has no such unit
 */
export function* unitPlanes(
  partition: Partition,
  folded: FoldedNetwork,
  layer: number,
  unit: number,
): Pieces<Float64Array> {
  const { cellCount, codes, wordsPerCell, hiddenWidths } = partition;
  if (!(unit >= 0 && unit < (hiddenWidths[layer] ?? 0))) {
    throw new RangeError(`There is no unit ${unit} in hidden layer ${layer}.`);
  }
  const firstWords = wordOffsets(hiddenWidths);
  const ownWord = firstWords[layer]!;
  const planes = new Float64Array(3 * cellCount);
  let plane = Float64Array.of(0, 0, 0);
  yield* inRanges(cellCount, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) {
      const code = cell * wordsPerCell;
      if (cell === 0 || differs(codes, code, code - wordsPerCell, ownWord)) {
        plane = preactivationPlane(folded, codes, code, firstWords, layer, unit);
      }
      const slope = isOn(codes, code + ownWord, unit) ? 1 : folded.slopeBelowZero;
      for (let i = 0; i < 3; i++) planes[3 * cell + i] = slope * plane[i]!;
    }
  });
  return planes;
}

/** First word of each hidden layer within a cell's code. */
function wordOffsets(hiddenWidths: readonly number[]): number[] {
  let words = 0;
  return hiddenWidths.map((width) => {
    const first = words;
    words += Math.ceil(width / 32);
    return first;
  });
}

function differs(codes: Uint32Array, code: number, other: number, words: number): boolean {
  for (let word = 0; word < words; word++) if (codes[code + word] !== codes[other + word]) return true;
  return false;
}

const isOn = (codes: Uint32Array, firstWord: number, unit: number): boolean =>
  (codes[firstWord + (unit >>> 5)]! & (1 << (unit & 31))) !== 0;

/** z of the unit as [a, b, c] where the layers before have the code at `code`. */
function preactivationPlane(
  { layers, slopeBelowZero }: FoldedNetwork,
  codes: Uint32Array,
  code: number,
  firstWords: readonly number[],
  layer: number,
  unit: number,
): Float64Array<ArrayBuffer> {
  const own = layers[layer]!;
  let row = own.weight.slice(unit * own.inputWidth, (unit + 1) * own.inputWidth);
  let constant = own.bias[unit]!;
  for (let before = layer - 1; before >= 0; before--) {
    const { width, inputWidth, weight, bias } = layers[before]!;
    const next = new Float64Array(inputWidth);
    for (let m = 0; m < width; m++) {
      const factor = row[m]! * (isOn(codes, code + firstWords[before]!, m) ? 1 : slopeBelowZero);
      if (factor === 0) continue;
      constant += factor * bias[m]!;
      for (let n = 0; n < inputWidth; n++) next[n]! += factor * weight[m * inputWidth + n]!;
    }
    row = next;
  }
  return Float64Array.of(row[0]!, row[1] ?? 0, constant);
}
