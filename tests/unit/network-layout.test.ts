/** The GPU's order of parameters and statistics: a round trip, padding, and where single numbers lie. */
import { describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import {
  networkLayout,
  packParameters,
  packStatistics,
  stateVectors,
  unpackParameters,
  unpackStatistics,
} from '../../src/gpu/network-layout.js';
import { scratchLayout } from '../../src/gpu/network-table.js';
import { smallSpec } from '../support/random-model.js';
import { expectWithin } from '../support/tolerances.js';

const shapes: readonly Pick<NetworkSpec, 'inputDimension' | 'hiddenWidths' | 'classCount'>[] = [
  { inputDimension: 1, hiddenWidths: [1], classCount: 2 },
  { inputDimension: 2, hiddenWidths: [4, 5], classCount: 3 },
  { inputDimension: 5, hiddenWidths: [3, 17, 8], classCount: 10 },
  { inputDimension: 2, hiddenWidths: [1, 2, 3, 4, 5, 6, 7, 8], classCount: 4 },
  { inputDimension: 64, hiddenWidths: [256, 255], classCount: 10 },
];

/** 1, 2, 3, ...: every number says where it came from. */
const numbered = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => i + 1);

const exactly = (): number => 0;

for (const shape of shapes) {
  const spec = { ...smallSpec, ...shape };
  const layout = networkLayout(spec);
  const flat = parameterLayout(spec);

  describe(`${shape.inputDimension}-${shape.hiddenWidths.join('-')}-${shape.classCount}`, () => {
    it('packs and unpacks parameters without loss', () => {
      const parameters = numbered(flat.parameterCount);
      const packed = packParameters(layout, parameters);
      expect(packed.length).toBe(4 * layout.parameterVectors);
      expectWithin(unpackParameters(layout, packed), parameters, exactly);
    });

    it('packs every parameter once and fills the rest with zeros', () => {
      const packed = packParameters(layout, numbered(flat.parameterCount));
      const values = [...packed].filter((value) => value !== 0).sort((a, b) => a - b);
      expectWithin(values, numbered(flat.parameterCount), exactly);
    });

    it('packs and unpacks statistics without loss, zeros in the padding', () => {
      const statistics = numbered(flat.statisticsCount);
      const packed = packStatistics(layout, statistics);
      expect(packed.length).toBe(4 * layout.statisticsVectors);
      expectWithin(unpackStatistics(layout, packed), statistics, exactly);
      expect(packed.filter((value) => value !== 0).length).toBe(flat.statisticsCount);
    });

    it('keeps weights [input][output], vectors by unit', () => {
      const packed = packParameters(layout, numbered(flat.parameterCount));
      layout.layers.forEach((layer, index) => {
        const { weight, bias } = flat.hidden[index] ?? flat.output;
        for (const unit of [0, layer.width - 1]) {
          for (const input of [0, layer.inputs - 1]) {
            const at = 4 * (layer.weight + input * layer.groups) + unit;
            expect(packed[at]).toBe(1 + weight.offset + unit * layer.inputs + input);
          }
          expect(packed[4 * layer.bias + unit]).toBe(1 + bias.offset + unit);
          const hidden = flat.hidden[index];
          if (!hidden) continue;
          expect(packed[4 * layer.scale + unit]).toBe(1 + hidden.scale.offset + unit);
          expect(packed[4 * layer.shift + unit]).toBe(1 + hidden.shift.offset + unit);
        }
      });
    });

    it.each(['everything', 'forward'] as const)('gives what is alive at once places of its own: %s', (keep) => {
      const scratch = scratchLayout(layout, 17, keep);
      expect(scratch.vectors).toBe(8);
      scratch.layers.forEach((rows, index) => {
        const { groups, inputGroups } = layout.layers[index]!;
        const isHead = index === layout.layers.length - 1;
        const length = (vectors: number) => 4 * vectors * scratch.vectors;
        const places = [
          { begin: scratch.labelRow, length: scratch.vectors },
          { begin: scratch.lossRow, length: scratch.vectors },
          { begin: rows.inputRows, length: length(inputGroups) },
          { begin: rows.linear, length: length(groups) },
          ...(isHead ? [] : [rows.batchMean, rows.batchVariance].map((begin) => ({ begin, length: groups }))),
          ...(keep === 'everything' && !isHead ? [{ begin: rows.activation, length: length(groups) }] : []),
          ...(keep === 'everything' ? [{ begin: rows.delta, length: length(groups) }] : []),
        ].sort((a, b) => a.begin - b.begin);
        places.forEach(({ begin, length: own }, place) => {
          expect(begin + own).toBeLessThanOrEqual(places[place + 1]?.begin ?? scratch.vectorCount);
        });
      });
    });
  });
}

it('counts three sections of parameters and two of statistics per model', () => {
  const layout = networkLayout({ ...smallSpec, hiddenWidths: [5], classCount: 3 });
  // 5 units are 2 groups: weight 4 x 2, bias 2, gamma 2, beta 2; head: weight 8 x 1, bias 1.
  expect(layout.parameterVectors).toBe(8 + 2 + 2 + 2 + 8 + 1);
  expect(layout.statisticsVectors).toBe(4);
  expect(stateVectors(layout)).toBe(3 * 23 + 2 * 4);
});
