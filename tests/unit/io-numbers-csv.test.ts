/** Curves and cells as CSV, read back and added up. */
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { partitionOf } from '../../src/geometry/partition.js';
import { writeCellsCsv } from '../../src/io/cells-csv.js';
import { writeCurvesCsv } from '../../src/io/curves-csv.js';
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
      for (const row of data) {
        const corners = row['corners']!.split(';').map((pair) => pair.split(' ').map(Number));
        const [x, y] = [0, 1].map((axis) => corners.reduce((sum, corner) => sum + corner[axis]!, 0) / corners.length);
        let input = Float64Array.of(x!, y!);
        folded.layers.forEach(({ weight, bias, width, inputWidth }, layer) => {
          const z = bias.map((b, m) => input.reduce((sum, value, n) => sum + weight[m * inputWidth + n]! * value, b));
          input = z.map((value) => (value > 0 ? value : folded.slopeBelowZero * value));
          if (layer < folded.layers.length - 1) {
            // Slivers narrower than rounding have no inside that float64 could name.
            if (Number(row['area']) > 1e-9) {
              expect(row[`code_layer_${layer + 1}`]).toBe(`b${Array.from(z, (v) => (v > 0 ? 1 : 0)).join('')}`);
            }
            return;
          }
          const slopes: (readonly [number, number])[] = [];
          for (let c = 0; c < width; c++) {
            const [a, b, offset] = ['a', 'b', 'c'].map((part) => Number(row[`logit_${c}_${part}`]));
            // Logits are of the order of 1 to 100 and summed over at most 32 units in float64.
            expect(a! * x! + b! * y! + offset!).toBeCloseTo(z[c]!, 8);
            slopes.push([a!, b!]);
          }
          const gain = (angle: number) =>
            Math.hypot(...slopes.map(([a, b]) => a * Math.cos(angle) + b * Math.sin(angle)));
          const steepest = Math.max(...Array.from({ length: 180 }, (_, degree) => gain((degree * Math.PI) / 180)));
          // The steepest of 180 directions is at most half a degree off: the cosine of that, 4e-5, is lost.
          expect(steepest / Number(row['slope_norm'])).toBeGreaterThan(1 - 4e-5);
          expect(steepest / Number(row['slope_norm'])).toBeLessThan(1 + 1e-9);
        });
      }
    });
  },
);
