import { describe, expect, it } from 'vitest';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import {
  gridCodes,
  gridDistances,
  gridMargins,
  pictureGrid,
  pixelCentre,
} from '../../src/training/reference/activation-code.js';
import { codeAt, logitsAt, probabilitiesAt } from '../../src/training/reference/point.js';
import { randomModel, smallSpec } from '../support/random-model.js';

const view = { x0: -2, x1: 4, y0: -3, y1: 1 };
const [width, height] = [13, 9];

function randomFolded(
  hiddenWidths: readonly number[],
  activation: 'relu' | 'leaky-relu' | 'abs' = 'relu',
): FoldedNetwork {
  const model = randomModel({ ...smallSpec, hiddenWidths, activation, normalization: 'batch' }, 5);
  return foldNetwork(model, model.runningStatistics);
}

/** z = weight x + bias and a head that copies it to two logits with opposite signs. */
function oneUnit(weight: [number, number], bias: number): FoldedNetwork {
  return {
    slopeBelowZero: -1,
    layers: [
      { inputWidth: 2, width: 1, weight: Float64Array.from(weight), bias: Float64Array.of(bias) },
      { inputWidth: 1, width: 2, weight: Float64Array.of(2, -2), bias: Float64Array.of(-1, 1) },
    ],
  };
}

describe('codes of a grid', () => {
  it('start at the top left, with pixel centres inside the window', () => {
    const folded = oneUnit([1, 0], 0);
    expect([...pixelCentre(folded, view, 6, 4, 0, 0)]).toEqual([-1.5, 0.5]);
    expect([...pixelCentre(folded, view, 6, 4, 5, 3)]).toEqual([3.5, -2.5]);
  });

  it('put each layer into words of its own, unit u in bit u % 32', () => {
    const folded = randomFolded([40, 5, 33]);
    const { words, wordsPerPixel } = gridCodes(folded, view, width, height);
    expect(wordsPerPixel).toBe(2 + 1 + 2);
    const firstWords = [0, 2, 3];
    for (const [column, row] of [
      [0, 0],
      [12, 0],
      [5, 8],
      [7, 4],
    ] as const) {
      const code = codeAt(folded, pixelCentre(folded, view, width, height, column, row));
      const start = (row * width + column) * wordsPerPixel;
      code.forEach((bits, l) =>
        bits.forEach((bit, u) => {
          const word = words[start + firstWords[l]! + Math.floor(u / 32)]!;
          expect((word >>> (u % 32)) & 1, `layer ${l}, unit ${u}`).toBe(bit);
        }),
      );
      expect(code.map((bits) => bits.length)).toEqual([40, 5, 33]);
    }
  });

  it('count zero as inactive', () => {
    expect([...codeAt(oneUnit([1, 0], 0), [0, 1])[0]!]).toEqual([0]);
    expect([...codeAt(oneUnit([1, 0], 0), [1e-300, 1])[0]!]).toEqual([1]);
  });

  it('show the slice through 0 of further inputs', () => {
    const model = randomModel({ ...smallSpec, inputDimension: 5 }, 2);
    const point = pixelCentre(foldNetwork(model, model.runningStatistics), view, 6, 4, 5, 3);
    expect([...point]).toEqual([3.5, -2.5, 0, 0, 0]);
  });
});

describe('distances of a grid', () => {
  it('are those to a straight wall, in pixels', () => {
    // Pixels are 6/13 by 4/9; the wall is the vertical line x = 1, right through column 6.
    const { wallDistance, decisionDistance } = gridDistances(oneUnit([3, 0], -3), view, width, height);
    for (let column = 0; column < width; column++) {
      expect(wallDistance[0]![4 * width + column]).toBeCloseTo(Math.abs(column - 6), 12);
    }
    // Logits are equal where |3x - 3| = 1/2, 1/6 from the wall on both sides.
    const pixel = 6 / 13;
    expect(decisionDistance[4 * width + 8]).toBeCloseTo(2 - 1 / 6 / pixel, 12);
    expect(decisionDistance[4 * width + 6]).toBeCloseTo(1 / 6 / pixel, 12);
  });

  it('skip units that do not depend on the position', () => {
    const { wallDistance } = gridDistances(oneUnit([0, 0], 1), view, width, height);
    expect(wallDistance[0]!.every((distance) => distance === Infinity)).toBe(true);
  });

  it.each(['relu', 'leaky-relu', 'abs'] as const)('equal |z| over finite differences with %s', (activation) => {
    const folded = randomFolded([6, 5, 4], activation);
    const { wallDistance, decisionDistance } = gridDistances(folded, view, width, height);
    // A step so small that next to no cell is left; its rounding, 1e-16 / 1e-6 of z of order 1, bounds the agreement.
    const h = 1e-6;
    const preactivations = (x: number, y: number): number[][] => {
      let input = [x, y];
      return folded.layers.map(({ weight, bias, inputWidth }) => {
        const z = [...bias].map((b, m) =>
          input.reduce((sum, value, n) => sum + weight[m * inputWidth + n]! * value, b),
        );
        input = z.map((value) => (value > 0 ? value : folded.slopeBelowZero * value));
        return z;
      });
    };
    const pixelWidth = (view.x1 - view.x0) / width;
    const pixelHeight = (view.y1 - view.y0) / height;
    for (const pixel of [0, 20, 58, 77, 100, 116]) {
      const [x, y] = pixelCentre(folded, view, width, height, pixel % width, Math.floor(pixel / width));
      const z = preactivations(x!, y!);
      const right = preactivations(x! + h * pixelWidth, y!);
      const down = preactivations(x!, y! - h * pixelHeight);
      const distance = (value: number, atRight: number, atDown: number): number =>
        Math.abs(value) / Math.hypot((atRight - value) / h, (atDown - value) / h);
      wallDistance.forEach((distances, l) => {
        const nearest = Math.min(
          ...z[l]!.map((value, u) => distance(value, right[l]![u]!, down[l]![u]!)).filter((d) => Number.isFinite(d)),
        );
        expect(distances[pixel]! / nearest).toBeCloseTo(1, 6);
      });
      const order = z[3]!.map((_, c) => c).toSorted((a, b) => z[3]![b]! - z[3]![a]!);
      const difference = (logits: number[]): number => logits[order[0]!]! - logits[order[1]!]!;
      const nearest = distance(difference(z[3]!), difference(right[3]!), difference(down[3]!));
      expect(decisionDistance[pixel]! / nearest).toBeCloseTo(1, 6);
    }
  });
});

describe('classes of a grid', () => {
  it('are the winner, its probability and its lead', () => {
    const folded = randomFolded([6, 5]);
    const grid = pictureGrid(folded, view, width, height);
    const margins = gridMargins(folded, view, width, height);
    for (const pixel of [0, 50, 116]) {
      const point = pixelCentre(folded, view, width, height, pixel % width, Math.floor(pixel / width));
      const sorted = [...logitsAt(folded, point)].toSorted((a, b) => b - a);
      expect(margins[pixel]).toBe(sorted[0]! - sorted[1]!);
      expect(logitsAt(folded, point)[grid.winner[pixel]!]).toBe(sorted[0]);
      const exponentials = sorted.map((logit) => Math.exp(logit));
      const probability = exponentials[0]! / exponentials.reduce((a, b) => a + b);
      expect(grid.probability[pixel]).toBeCloseTo(probability, 14);
      expect(Math.max(...probabilitiesAt(folded, point))).toBe(grid.probability[pixel]);
    }
    expect(grid.codes).toEqual(gridCodes(folded, view, width, height));
  });
});
