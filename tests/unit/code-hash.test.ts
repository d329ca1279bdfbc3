import { expect, it } from 'vitest';
import { codeHash } from '../../src/training/reference/code-hash.js';

it('codeHash separates codes that differ in one bit, in order or in length', () => {
  const seen = new Set<string>();
  const add = (words: number[]) => {
    const { low, high } = codeHash(Uint32Array.from(words), 0, words.length);
    seen.add(`${low} ${high}`);
  };
  for (let bit = 0; bit < 32; bit++) {
    add([2 ** bit]);
    add([2 ** bit, 0]);
    add([0, 2 ** bit]);
  }
  expect(seen.size).toBe(96);
});

it('codeHash spreads neighbouring codes evenly over colours', () => {
  const counts = new Array<number>(24).fill(0);
  for (let code = 0; code < 24_000; code++) {
    const { low } = codeHash(Uint32Array.of(code, 7), 0, 2);
    counts[low % 24] = (counts[low % 24] ?? 0) + 1;
  }
  // 1,000 expected each; 5 standard deviations of a binomial count are 155.
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(155);
});
