import type { CellCount, CodeGrid } from '../backend.js';
import { codeHash } from './code-hash.js';

/** Counts the distinct codes of a grid; codes are compared in full, the hash only says where to look. */
export function countCells({ width, height, wordsPerPixel, words }: CodeGrid): CellCount {
  const pixels = width * height;
  // Open addressing with at most half of the slots taken: any probe ends soon. A slot holds 1 + the first pixel of a code.
  const slotCount = 2 ** Math.ceil(Math.log2(2 * pixels + 1));
  const slots = new Uint32Array(slotCount);
  const areas = new Uint32Array(pixels);
  let distinct = 0;
  let largest = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    let slot = codeHash(words, pixel * wordsPerPixel, wordsPerPixel).low % slotCount;
    while (slots[slot]! > 0 && !sameCode(words, wordsPerPixel, slots[slot]! - 1, pixel)) slot = (slot + 1) % slotCount;
    if (slots[slot] === 0) {
      slots[slot] = pixel + 1;
      distinct++;
    }
    const area = ++areas[slots[slot]! - 1]!;
    if (area > largest) largest = area;
  }
  return { distinct, gridWidth: width, gridHeight: height, overflow: false, largestShare: largest / pixels };
}

function sameCode(words: Uint32Array, wordsPerPixel: number, a: number, b: number): boolean {
  for (let i = 0; i < wordsPerPixel; i++) {
    if (words[a * wordsPerPixel + i] !== words[b * wordsPerPixel + i]) return false;
  }
  return true;
}
