/** Curves and cells as CSV, read back and added up. */
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { partitionOf } from '../../src/geometry/partition.js';
import { writeCellsCsv } from '../../src/io/cells-csv.js';
import { writeCurvesCsv } from '../../src/io/curves-csv.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { recordedNet } from '../support/recorded-nets.js';

const parse = (text: string) =>
  Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true, newline: '\n' });

describe('curves', () => {
  const text = writeCurvesCsv([
    { name: 'loss, plain', steps: [0, 1, 2], values: [0.7, 0.1 + 0.2, NaN] },
    { name: 'accuracy, plain', steps: [2, 9], values: [0.5, 1] },
  ]);

  it('share the steps of all of them', () => {
    const { data, meta } = parse(text);
    expect(meta.fields).toEqual(['step', 'loss, plain', 'accuracy, plain']);
    expect(data.map((row) => Object.values(row))).toEqual([
      ['0', '0.7', ''],
      ['1', '0.30000000000000004', ''],
      ['2', '', '0.5'],
      ['9', '', '1'],
    ]);
  });

  it('may be none', () => {
    expect(writeCurvesCsv([])).toBe('step\n');
  });
});

describe.each(['circles42-32x32x32-bn-relu-sgdm.step350', 'blobs42-16x16-none-relu-sgdm.step351'])(
  'the cells of %s',
  (name) => {
    const { folded } = recordedNet(name);
    const window = { x0: -1.7, x1: 1.6, y0: -1.5, y1: 1.8 };
    const partition = partitionOf(folded, window);
    const { data } = parse(writeCellsCsv(partition));

    it('are all there and add up to the window', () => {
      expect(data).toHaveLength(partition.cellCount);
      const area = data.reduce((sum, { area = '' }) => sum + Number(area), 0);
      // The sum of up to 10,000 rounded areas, each exact to a few units in the last place.
      expect(area).toBeCloseTo(3.3 ** 2, 11);
    });

    it('hold the network: its logits at each corner mean, and its code there', () => {
      const otherCodes: string[] = [];
      const logitErrors: number[] = [];
      const steepness: number[] = [];
      for (const row of data) {
        const [x, y] = cornerMean(row['corners']!);
        const { codes, logits } = answerOf(folded, x, y);
        // Slivers narrower than rounding have no inside that float64 could name.
        const isSliver = Number(row['area']) <= 1e-9;
        for (const [layer, code] of codes.entries()) {
          const written = row[`code_layer_${layer + 1}`];
          if (!isSliver && written !== code) otherCodes.push(`${row['corners']}: ${written}, not ${code}`);
        }
        const slopes = Array.from(logits, (logit, c): Slope => {
          const [a, b, offset] = ['a', 'b', 'c'].map((part) => Number(row[`logit_${c}_${part}`]));
          logitErrors.push(Math.abs(a! * x + b! * y + offset! - logit));
          return [a!, b!];
        });
        steepness.push(steepestOf(slopes) / Number(row['slope_norm']));
      }
      expect(otherCodes).toEqual([]);
      // Logits are of the order of 1 to 100 and summed over at most 32 units in float64.
      expect(Math.max(...logitErrors)).toBeLessThan(5e-9);
      // The steepest of 180 directions is at most half a degree off: the cosine of that, 4e-5, is lost.
      expect(Math.min(...steepness)).toBeGreaterThan(1 - 4e-5);
      expect(Math.max(...steepness)).toBeLessThan(1 + 1e-9);
    });
  },
);

type Slope = readonly [number, number];

const directions = Array.from({ length: 180 }, (_, degree): Slope => {
  const angle = (degree * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
});

/** How fast the logits change together along the steepest of 180 directions. */
function steepestOf(slopes: readonly Slope[]): number {
  const squares = directions.map(([dx, dy]) => slopes.reduce((sum, [a, b]) => sum + (a * dx + b * dy) ** 2, 0));
  return Math.sqrt(Math.max(...squares));
}

function cornerMean(corners: string): Slope {
  const points = corners.split(';').map((pair) => pair.split(' ').map(Number));
  const mean = (axis: number): number => points.reduce((sum, point) => sum + point[axis]!, 0) / points.length;
  return [mean(0), mean(1)];
}

/** The network's logits at a point, and the code of every hidden layer as the file writes it. */
function answerOf({ layers, slopeBelowZero }: FoldedNetwork, x: number, y: number) {
  const codes: string[] = [];
  let input = Float64Array.of(x, y);
  for (const { weight, bias, inputWidth } of layers.slice(0, -1)) {
    const z = affine(weight, bias, inputWidth, input);
    codes.push(`b${Array.from(z, (value) => (value > 0 ? 1 : 0)).join('')}`);
    input = z.map((value) => (value > 0 ? value : slopeBelowZero * value));
  }
  const { weight, bias, inputWidth } = layers.at(-1)!;
  return { codes, logits: affine(weight, bias, inputWidth, input) };
}

function affine(weight: Float64Array, bias: Float64Array, inputWidth: number, input: Float64Array) {
  return bias.map((b, m) => input.reduce((sum, value, n) => sum + weight[m * inputWidth + n]! * value, b));
}
