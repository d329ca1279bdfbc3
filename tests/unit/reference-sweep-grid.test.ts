import { describe, expect, it } from 'vitest';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { activations } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { pictureGrid } from '../../src/training/reference/activation-code.js';
import type { PictureGrid } from '../../src/training/reference/activation-code.js';
import { countCells } from '../../src/training/reference/count-cells.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { sweepGrid } from '../../src/training/reference/sweep-grid.js';
import { randomModel, smallSpec } from '../support/random-model.js';

const view = { x0: -2, x1: 3, y0: -2, y1: 2 };
const [width, height] = [40, 31];

/** Sums of some hundred numbers of order 1, in another order: 1e-13, and as much relatively for distances. */
const rounding = 1e-11;

function expectSameGrid(actual: PictureGrid, expected: PictureGrid): void {
  const { wordsPerPixel, words } = expected.codes;
  const near = (pixel: number): boolean => expected.wallDistance.some((distances) => distances[pixel]! < rounding);
  words.forEach((word, i) => {
    if (!near(Math.floor(i / wordsPerPixel))) expect(actual.codes.words[i], `word ${i}`).toBe(word);
  });
  const pairs = [
    [actual.probability, expected.probability],
    [actual.margin, expected.margin],
    [actual.decisionDistance, expected.decisionDistance],
    ...expected.wallDistance.map((distances, l) => [actual.wallDistance[l]!, distances] as const),
  ] as const;
  for (const [a, b] of pairs) {
    a.forEach((value, pixel) => {
      if (near(pixel) || value === b[pixel]) return;
      expect(Math.abs(value - b[pixel]!), `pixel ${pixel}`).toBeLessThan(rounding * Math.max(1, Math.abs(b[pixel]!)));
    });
  }
  expect(actual.winner).toEqual(expected.winner);
}

function folded(hiddenWidths: readonly number[], activation: (typeof activations)[number]): FoldedNetwork {
  const model = randomModel({ ...smallSpec, hiddenWidths, activation, normalization: 'batch' }, 8);
  return foldNetwork(model, model.runningStatistics);
}

describe.each(activations)('the swept grid with %s', (activation) => {
  it.each([[[3]], [[40, 33]], [[20, 20, 20]], [[12, 9, 10, 11]]])(
    'equals the oracle for hidden widths %s',
    (widths) => {
      const network = folded(widths, activation);
      expectSameGrid(sweepGrid(network, view, width, height), pictureGrid(network, view, width, height));
    },
  );
});

describe('the swept grid where all units of a layer are idle', () => {
  it('sees no walls of the next layer: all that follows is exactly 0', () => {
    const model = randomModel({ ...smallSpec, hiddenWidths: [20, 6], activation: 'relu' }, 4);
    const [first, second] = parameterLayout(model.spec).hidden;
    // All units of the first layer look to the right of the y axis, and no bias moves anything.
    for (let u = 0; u < 20; u++) model.parameters[first!.weight.offset + 2 * u] = 2 + 0.1 * u;
    for (const { offset, size } of [first!.bias, second!.bias]) model.parameters.fill(0, offset, offset + size);
    const network = foldNetwork(model, model.runningStatistics);
    // From the right, so that every unit's share has been added before it is taken off again.
    const mirrored = { ...view, x0: view.x1, x1: view.x0 };
    const expected = pictureGrid(network, mirrored, width, height);
    expect(expected.wallDistance[1]!.includes(Infinity)).toBe(true);
    expectSameGrid(sweepGrid(network, mirrored, width, height), expected);
  });
});

describe('counting cells', () => {
  it('equals a set of all codes', () => {
    const { codes } = sweepGrid(folded([40, 33], 'relu'), view, width, height);
    const areas = new Map<string, number>();
    for (let pixel = 0; pixel < width * height; pixel++) {
      const key = codes.words.subarray(pixel * codes.wordsPerPixel, (pixel + 1) * codes.wordsPerPixel).join();
      areas.set(key, (areas.get(key) ?? 0) + 1);
    }
    expect(areas.size).toBeGreaterThan(100);
    expect(countCells(codes)).toEqual({
      distinct: areas.size,
      gridWidth: width,
      gridHeight: height,
      overflow: false,
      largestShare: Math.max(...areas.values()) / (width * height),
    });
  });
});
