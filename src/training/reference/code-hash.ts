/**
 * Hash of an activation code: 64 bits in two words, computed identically in src/shaders/lib/code_hash.wgsl. It gives a
 * region its colour and identifies codes in the cell count.
 *
 * Each word of the code is mixed into the state by xor, an odd multiplier and a shift, all of which can be undone, so
 * codes of one word never collide; the last mixing spreads every bit over the result.
 */
export interface CodeHash {
  readonly low: number;
  readonly high: number;
}

/** @param words packed sign bits; the code is `count` words from `first` */
export function codeHash(words: Uint32Array, first: number, count: number): CodeHash {
  let low = 0x2545f491;
  let high = 0x9e3779b9;
  for (let index = first; index < first + count; index++) {
    const word = words[index] ?? 0;
    low = Math.imul(low ^ word, 0x85ebca6b);
    low ^= low >>> 15;
    high = Math.imul(high ^ word, 0xc2b2ae35);
    high ^= high >>> 13;
  }
  return { low: spread(low), high: spread(high) };
}

function spread(state: number): number {
  let mixed = state;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
