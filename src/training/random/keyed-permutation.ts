/**
 * A shuffled order of [0, count) without a table: row `keyedPermutation(i, ...)` is the i-th of the epoch.
 *
 * A balanced Feistel network over an even number of bits, cycle-walked down to `count`. Everything is arithmetic
 * modulo 2^32, so that the training kernel draws the same order. The exact formula, all values u32:
 *
 *     pcg(v):  s = v * 747796405 + 2891336453
 *              w = ((s >> ((s >> 28) + 4)) ^ s) * 277803737
 *              return (w >> 22) ^ w
 *     key(r) = pcg(pcg(pcg(seed) + epoch) + r)                      for the rounds r = 0, 1, 2, 3
 *     k      = smallest k >= 1 with 4^k >= count;  mask = 2^k - 1   (half the bits)
 *     encrypt(x):  (left, right) = (x >> k, x & mask)
 *                  each round r: (left, right) = (right, left ^ (pcg(right ^ key(r)) & mask))
 *                  return (left << k) | right
 *     keyedPermutation(i): x = encrypt(i); while x >= count: x = encrypt(x); return x
 *
 * The domain has fewer than 4 count numbers for count > 1, so the walk takes under 4 encryptions on average.
 *
 * Sources: pcg is the RXS-M-XS hash of M. Jarzynski and M. Olano, "Hash Functions for GPU Rendering", JCGT 9(3), 2020;
 * cycle walking: J. Black and P. Rogaway, "Ciphers with Arbitrary Finite Domains", 2002. This is no cipher.
 */
export const PCG_MULTIPLIER = 747796405;
export const PCG_INCREMENT = 2891336453;
export const PCG_OUTPUT_MULTIPLIER = 277803737;
export const FEISTEL_ROUNDS = 4;

/** One step of the hash, u32 to u32. It is a bijection. */
export function pcgHash(value: number): number {
  const state = (Math.imul(value, PCG_MULTIPLIER) + PCG_INCREMENT) >>> 0;
  const word = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, PCG_OUTPUT_MULTIPLIER) >>> 0;
  return ((word >>> 22) ^ word) >>> 0;
}

/** Half the bits of the Feistel network's domain: the smallest k >= 1 with 4^k >= count. */
export function feistelHalfBits(count: number): number {
  let halfBits = 1;
  while (4 ** halfBits < count) halfBits++;
  return halfBits;
}

/**
 * Which of `count` rows comes at place `index` of an epoch.
 *
 * @param index whole number of [0, count)
 * @param count 1 to 2^30
 * @param seed u32
 * @param epoch u32
 * @returns whole number of [0, count); over all indices each exactly once
 */
export function keyedPermutation(index: number, count: number, seed: number, epoch: number): number {
  const halfBits = feistelHalfBits(count);
  const mask = (1 << halfBits) - 1;
  const epochKey = pcgHash((pcgHash(seed) + epoch) >>> 0);
  let value = index;
  do {
    let left = value >>> halfBits;
    let right = value & mask;
    for (let round = 0; round < FEISTEL_ROUNDS; round++) {
      const roundKey = pcgHash((epochKey + round) >>> 0);
      const mixed = left ^ (pcgHash((right ^ roundKey) >>> 0) & mask);
      left = right;
      right = mixed;
    }
    value = ((left << halfBits) | right) >>> 0;
  } while (value >= count);
  return value;
}
