/** What holds of every partition, on random networks: area, Euler's formula, codes and affine maps. */
import { describe, expect, it } from 'vitest';
import { countComplex } from '../../src/geometry/count-complex.js';
import { partitionOf, type Partition } from '../../src/geometry/partition.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { preactivationsAt } from '../../src/training/reference/point.js';
import { randomFolded, randomNumbers } from '../support/random-folded.js';

const window = { x0: -2, x1: 1.5, y0: -1.25, y1: 2.25 };
const shapes: readonly (readonly number[])[] = [
  [1],
  [5],
  [33],
  [12, 9],
  [8, 8, 8],
  [3, 17, 2, 5],
  [6, 6, 6, 6, 6, 6, 6, 6],
];
const slopes = [0, 0.1, -1];

/** The first layer's lines all run through one point. */
function concurrent(folded: FoldedNetwork, x: number, y: number): FoldedNetwork {
  return withFirst(folded, (weight, bias) => {
    bias.forEach((_, m) => (bias[m] = -(weight[2 * m]! * x + weight[2 * m + 1]! * y)));
  });
}

function withFirst(folded: FoldedNetwork, change: (weight: Float64Array, bias: Float64Array) => void): FoldedNetwork {
  const [first, ...others] = folded.layers;
  const [weight, bias] = [first!.weight.slice(), first!.bias.slice()];
  change(weight, bias);
  return { ...folded, layers: [{ ...first!, weight, bias }, ...others] };
}

/** Every second unit of the first layer is made special. */
const specials: Readonly<Record<string, (folded: FoldedNetwork) => FoldedNetwork>> = {
  'in general position': (folded) => folded,
  'lines through the origin': (folded) => concurrent(folded, 0, 0),
  'lines through a point elsewhere': (folded) => concurrent(folded, 0.7, -0.3),
  'lines through a corner of the window': (folded) => concurrent(folded, window.x0, window.y0),
  'dead units': (folded) =>
    withFirst(folded, (weight, bias) => {
      for (let m = 0; m < bias.length; m += 2) {
        weight.fill(0, 2 * m, 2 * m + 2);
        bias[m] = m % 4 === 0 ? 0 : -1;
      }
    }),
  'units twice': (folded) =>
    withFirst(folded, (weight, bias) => {
      for (let m = 0; m + 1 < bias.length; m += 2) {
        weight.copyWithin(2 * m + 2, 2 * m, 2 * m + 2);
        bias[m + 1] = bias[m]!;
      }
    }),
  'units and their opposites': (folded) =>
    withFirst(folded, (weight, bias) => {
      for (let m = 0; m + 1 < bias.length; m += 2) {
        weight[2 * m + 2] = -2 * weight[2 * m]!;
        weight[2 * m + 3] = -2 * weight[2 * m + 1]!;
        bias[m + 1] = -2 * bias[m]!;
      }
    }),
  'units that miss the window': (folded) =>
    withFirst(folded, (_, bias) => {
      for (let m = 0; m < bias.length; m += 2) bias[m]! += 100;
    }),
};

const cases = shapes.flatMap((hiddenWidths, shape) =>
  slopes.flatMap((slope) =>
    Object.keys(specials).flatMap((special) =>
      [0, 1].map((round) => ({ hiddenWidths, slope, special, seed: 100 * shape + 10 * round + slopes.indexOf(slope) })),
    ),
  ),
);

it('there are at least 300 networks', () => {
  expect(cases.length).toBeGreaterThanOrEqual(300);
});

describe.each(Object.keys(specials))('%s', (special) => {
  it.each(cases.filter((one) => one.special === special))('$hiddenWidths, slope $slope, seed $seed', (one) => {
    const classCount = 2 + (one.seed % 4);
    const folded = specials[special]!(
      randomFolded({ inputDimension: 2, hiddenWidths: one.hiddenWidths, classCount }, one.seed, one.slope),
    );
    const partition = partitionOf(folded, window);
    expect(partition.isComplete).toBe(true);
    expectFilled(partition);
    expect(countComplex(partition).euler).toBe(1);
    expect(new Set(codesOf(partition)).size).toBe(partition.cellCount);
    expect(partition.cellsAfterLayer.at(-1)).toBe(partition.cellCount);
    expectTrueInside(folded, partition);
    expectNothingMissing(folded, partition, one.seed);
    expectBoundaryTied(folded, partition);
  });
});

function expectFilled({ areas }: Partition): void {
  const box = (window.x1 - window.x0) * (window.y1 - window.y0);
  const area = areas.reduce((sum, one) => sum + one, 0);
  // Rounding of at most some thousand positive areas.
  expect(Math.abs(area - box) / box).toBeLessThan(1e-12);
  expect(areas.every((one) => one > 0)).toBe(true);
}

const codesOf = ({ codes, wordsPerCell, cellCount }: Partition): string[] =>
  Array.from({ length: cellCount }, (_, cell) =>
    String(codes.subarray(cell * wordsPerCell, (cell + 1) * wordsPerCell)),
  );

/** Code of a point as the partition writes codes, and how near to 0 the nearest pre-activation is. */
function codeAt(folded: FoldedNetwork, x: number, y: number): { code: string; nearest: number; logits: Float64Array } {
  const z = preactivationsAt(folded, [x, y]);
  const words: number[] = [];
  let nearest = Infinity;
  for (const layer of z.slice(0, -1)) {
    const own = new Uint32Array(Math.ceil(layer.length / 32));
    layer.forEach((value, unit) => {
      if (value > 0) own[unit >>> 5]! |= 1 << (unit & 31);
      // A unit that is 0 everywhere is off everywhere.
      if (value !== 0) nearest = Math.min(nearest, Math.abs(value));
    });
    words.push(...own);
  }
  return { code: String(words), nearest, logits: z.at(-1)! };
}

/** Pre-activations of order 10 carry rounding of some 1e-14: nearer to 0 than this a sign says nothing. */
const ROUNDING = 1e-11;

function expectTrueInside(folded: FoldedNetwork, partition: Partition): void {
  const { corners, cornerOffsets, classCount, logits } = partition;
  codesOf(partition).forEach((code, cell) => {
    const [start, end] = [cornerOffsets[cell]!, cornerOffsets[cell + 1]!];
    let [x, y] = [0, 0];
    for (let i = start; i < end; i++) {
      x += corners[2 * i]! / (end - start);
      y += corners[2 * i + 1]! / (end - start);
    }
    const at = codeAt(folded, x, y);
    if (at.nearest > ROUNDING) expect(at.code).toBe(code);
    at.logits.forEach((logit, k) => {
      const [a, b, c] = logits.subarray(3 * (cell * classCount + k), 3 * (cell * classCount + k) + 3);
      // Float64 sums of at most 33 products of order 10.
      expect(Math.abs(a! * x + b! * y + c! - logit)).toBeLessThan(1e-10 * (1 + Math.abs(logit)));
    });
  });
}

function expectNothingMissing(folded: FoldedNetwork, partition: Partition, seed: number): void {
  const known = new Set(codesOf(partition));
  const uniform = randomNumbers(seed);
  for (let draw = 0; draw < 200; draw++) {
    const x = window.x0 + uniform() * (window.x1 - window.x0);
    const y = window.y0 + uniform() * (window.y1 - window.y0);
    const { code, nearest } = codeAt(folded, x, y);
    if (nearest > ROUNDING) expect(known.has(code)).toBe(true);
  }
}

/** At the middle of every piece the two classes have the largest logits, and equal ones. */
function expectBoundaryTied(folded: FoldedNetwork, { decisionBoundary: { segments, classes } }: Partition): void {
  for (let i = 0; i < segments.length / 4; i++) {
    const [x0, y0, x1, y1] = segments.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
    const { logits } = codeAt(folded, (x0 + x1) / 2, (y0 + y1) / 2);
    const [first, second] = [logits[classes[2 * i]!]!, logits[classes[2 * i + 1]!]!];
    const bound = 1e-10 * (1 + Math.abs(first));
    expect(Math.abs(first - second)).toBeLessThan(bound);
    expect(Math.max(...logits)).toBeLessThan(first + bound);
  }
}

it('ends at its budget, says so, and keeps what is complete', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [33, 17], classCount: 2 }, 7);
  const whole = partitionOf(folded, window);
  const part = partitionOf(folded, window, { mostCells: 50 });
  expect(part.isComplete).toBe(false);
  expect(part.cellCount).toBe(50);
  const known = new Map(codesOf(whole).map((code, cell) => [code, whole.areas[cell]]));
  codesOf(part).forEach((code, cell) => expect(part.areas[cell]).toBe(known.get(code)));
});

it('takes less than 100 bytes a cell besides corners, walls and decision boundary', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [64, 64], classCount: 2 }, 3);
  const { areas, codes, logits, cornerOffsets, cellCount } = partitionOf(folded, window);
  const bytes = [areas, codes, logits, cornerOffsets].reduce((sum, { byteLength }) => sum + byteLength, 0);
  expect(bytes / cellCount).toBeLessThan(100);
});
