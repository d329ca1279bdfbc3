/** What holds of every partition, on random networks: area, Euler's formula, codes and affine maps. */
import { describe, expect, it } from 'vitest';
import { countComplex } from '../../src/geometry/count-complex.js';
import { partitionOf, type Partition } from '../../src/geometry/partition.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { preactivationsAt } from '../../src/training/reference/point.js';
import { labelledWalls } from '../support/labelled-walls.js';
import { lawsCases, lawsNetwork, lawsWindow as window, specials } from '../support/laws-networks.js';
import { randomFolded, randomNumbers } from '../support/random-folded.js';
import { randomModel, smallSpec } from '../support/random-model.js';

it('there are at least 300 networks', () => {
  expect(lawsCases.length).toBeGreaterThanOrEqual(300);
});

describe.each(Object.keys(specials))('%s', (special) => {
  it.each(lawsCases.filter((one) => one.special === special))('$hiddenWidths, slope $slope, seed $seed', (one) => {
    const folded = lawsNetwork(one);
    const partition = partitionOf(folded, window);
    expect(partition.isComplete).toBe(true);
    expectFilled(partition);
    expect(countComplex(partition).euler).toBe(1);
    expect(new Set(codesOf(partition)).size).toBe(partition.cellCount);
    expect(partition.cellsAfterLayer.at(-1)).toBe(partition.cellCount);
    expectTrueInside(folded, partition);
    expectWallsOnLines(folded, partition);
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

/** In the middle of every wall its unit is 0, and all walls together are the edges of the cells, each met from two sides. */
function expectWallsOnLines(folded: FoldedNetwork, partition: Partition): void {
  const { segments, layers, units } = labelledWalls(partition);
  let length = 0;
  layers.forEach((layer, wall) => {
    const [x0, y0, x1, y1] = segments.subarray(4 * wall, 4 * wall + 4) as unknown as [number, number, number, number];
    const z = preactivationsAt(folded, [(x0 + x1) / 2, (y0 + y1) / 2]);
    expect(Math.abs(z[layer]![units[wall]!]!)).toBeLessThan(ROUNDING);
    length += Math.hypot(x1 - x0, y1 - y0);
  });
  const { corners, cornerOffsets, cellCount } = partition;
  let around = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    const [first, end] = [cornerOffsets[cell]!, cornerOffsets[cell + 1]!];
    for (let i = first; i < end; i++) {
      const j = i + 1 < end ? i + 1 : first;
      around += Math.hypot(corners[2 * j]! - corners[2 * i]!, corners[2 * j + 1]! - corners[2 * i + 1]!);
    }
  }
  const { x0, x1, y0, y1 } = partition.window;
  const outline = 2 * (x1 - x0) + 2 * (y1 - y0);
  // Rounding of some thousand lengths that add up to some hundred.
  expect(Math.abs(2 * length + outline - around)).toBeLessThan(1e-9);
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

it.each(['layer', 'group', 'rms'] as const)('there is none of a network with %s normalization', (normalization) => {
  const model = randomModel({ ...smallSpec, hiddenWidths: [4, 4], groups: 2, normalization }, 1);
  const folded = foldNetwork(model, model.runningStatistics);
  expect(() => partitionOf(folded, window)).toThrow(/curved walls, so there are no exact cells/);
});

it('names the walls of the last of 256 units and of the last of 8 layers', () => {
  const hiddenWidths = [256, 2, 1, 1, 1, 1, 1, 256];
  const folded = randomFolded({ inputDimension: 2, hiddenWidths, classCount: 2 }, 3, -1);
  // Moved so that it is 0 in the middle of the window.
  for (const layer of [0, 7]) folded.layers[layer]!.bias[255]! -= preactivationsAt(folded, [0.1, 0.1])[layer]![255]!;
  const partition = partitionOf(folded, { x0: 0, x1: 0.2, y0: 0, y1: 0.2 });
  expectWallsOnLines(folded, partition);
  const { layers, units } = partition.walls;
  for (const layer of [0, 7]) expect(layers.some((one, wall) => one === layer && units[wall] === 255)).toBe(true);
});

/** Bytes per cell of all that is not a corner. */
const MOST_BYTES = 100;

describe.each([[[64, 64]], [[32, 32, 32]], [[16, 16]]])('the memory of %j units and 2 classes', (hiddenWidths) => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths, classCount: 2 }, 3);
  const { corners, decisionBoundary, walls, cellCount, ...others } = partitionOf(folded, window);
  const bytes = (of: object): number =>
    Object.values(of).reduce<number>(
      (sum, value) => sum + (ArrayBuffer.isView(value) ? value.buffer.byteLength : 0),
      0,
    );
  const ofWalls = bytes(walls) / cellCount;
  const ofCells = bytes(others) / cellCount;
  const words = hiddenWidths.reduce((sum, width) => sum + Math.ceil(width / 32), 0);

  it('is what the types say', () => {
    // One place more in cornerOffsets, one wall less.
    expect(bytes(others)).toBe((8 + 4 * words + 24 * 2 + 4) * cellCount + 4);
    expect(bytes(walls)).toBe(10 * (cellCount - 1));
  });

  it(`is at most ${MOST_BYTES} bytes a cell besides its corners, with walls and decision boundary`, () => {
    expect(corners.length).toBeGreaterThan(6 * cellCount);
    expect(ofCells + ofWalls + bytes(decisionBoundary) / cellCount).toBeLessThanOrEqual(MOST_BYTES);
  });
});
