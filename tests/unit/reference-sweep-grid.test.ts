import { describe, expect, it } from 'vitest';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { activations } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { pictureGrid } from '../../src/training/reference/activation-code.js';
import type { PictureGrid } from '../../src/training/reference/activation-code.js';
import { countCells } from '../../src/training/reference/count-cells.js';
import { curvedGrid } from '../../src/training/reference/curved-grid.js';
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

function foldedCurved(): FoldedNetwork {
  const model = randomModel({ ...smallSpec, hiddenWidths: [16, 12], normalization: 'layer' }, 8);
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

describe.each(['layer', 'group', 'rms'] as const)('the grid of a network with %s normalization', (normalization) => {
  const curved = (hiddenWidths: readonly number[], activation: (typeof activations)[number]): FoldedNetwork => {
    const model = randomModel({ ...smallSpec, hiddenWidths, activation, normalization, groups: 2 }, 8);
    return foldNetwork(model, model.runningStatistics);
  };

  it.each(activations)('equals the oracle with %s', (activation) => {
    for (const widths of [[8], [40, 36], [20, 12, 8]]) {
      const network = curved(widths, activation);
      expectSameGrid(curvedGrid(network, view, width, height), pictureGrid(network, view, width, height));
    }
  });

  it('has walls where pre-activations change their sign, at first order', () => {
    const network = curved([16, 16], 'relu');
    const fine = pictureGrid(network, view, 2 * width, 2 * height);
    const { words, wordsPerPixel } = fine.codes;
    let crossings = 0;
    fine.wallDistance.forEach((distances, l) => {
      distances.forEach((distance, pixel) => {
        if ((pixel + 1) % fine.width === 0) return;
        if (words[pixel * wordsPerPixel + l] === words[(pixel + 1) * wordsPerPixel + l]) return;
        // A wall lies between this pixel and the next: at most a pixel from the nearer one, but for its curvature.
        expect(Math.min(distance, distances[pixel + 1]!)).toBeLessThan(1);
        crossings++;
      });
    });
    expect(crossings).toBeGreaterThan(200);
  });
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

describe('some rows of a grid', () => {
  it.each([
    ['swept', sweepGrid, folded([40, 33], 'relu')],
    ['curved', curvedGrid, foldedCurved()],
  ] as const)('are those of the whole grid: %s', (_, gridOf, network) => {
    const whole = gridOf(network, view, width, height);
    const rows = { first: 7, count: 5 };
    const part = gridOf(network, view, width, height, rows);
    const [from, to] = [rows.first * width, (rows.first + rows.count) * width];
    expect(part).toMatchObject({ width, height: rows.count, codes: { width, height: rows.count } });
    const { wordsPerPixel, words } = whole.codes;
    expect(part.codes.words).toEqual(words.slice(from * wordsPerPixel, to * wordsPerPixel));
    for (const key of ['winner', 'probability', 'margin', 'decisionDistance'] as const) {
      expect(part[key]).toEqual(whole[key].slice(from, to));
    }
    part.wallDistance.forEach((distances, l) => expect(distances).toEqual(whole.wallDistance[l]!.slice(from, to)));
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
