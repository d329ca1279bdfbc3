/** Units whose scale batch normalization's epsilon sets: named where their variance is next to nothing, and only there. */
import { describe, expect, it } from 'vitest';
import { epsilonUnits, isScaledByEpsilon } from '../../src/analysis/epsilon-units.js';
import { measureNetwork } from '../../src/analysis/measure-network.js';
import { epsilonSentences } from '../../src/components/spline-measures/epsilon-sentences.js';
import { UnitNarrator } from '../../src/components/spline-diagram/unit-sentences.js';
import type { NetworkSource } from '../../src/components/reading/reading.js';
import { factStrings } from '../../src/components/spline-diagram/diagram-strings.js';
import type { ModelState } from '../../src/training/model-state.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { foldAsDrawn } from '../../src/training/reference/fold-as-drawn.js';
import { layerStatistics } from '../../src/training/reference/statistics.js';
import { recordedRequest } from '../support/measure-request.js';

const request = recordedRequest('circles42-16x16-bn-relu-sgdm.step350');
const { model, data } = request;

/** The same network with the weights into a unit of layer 2 so small that its variance over the data is `variance`. */
function withVariance(unit: number, variance: number): ModelState {
  const { weight, width, inputWidth, statisticsOffset } = parameterLayout(model.spec).hidden[1]!;
  const own = layerStatistics(model, data.train.positions, data.train.count)[statisticsOffset + width + unit]!;
  const parameters = model.parameters.map((value, at) => {
    const isOfUnit = Math.floor((at - weight.offset) / inputWidth) === unit;
    return isOfUnit ? value * Math.sqrt(variance / own) : value;
  });
  return { ...model, parameters };
}

const statisticsOf = (one: ModelState): Float64Array => layerStatistics(one, data.train.positions, data.train.count);

describe('a unit is named', () => {
  it.each([
    [1e-9, [[], [5]]],
    [0.00099, [[], [5]]],
    [0.00101, [[], []]],
  ])('below a variance of 100 epsilon: %d', (variance, expected) => {
    const flat = withVariance(5, variance);
    expect(epsilonUnits(flat, statisticsOf(flat))).toEqual(expected);
  });

  it('of batch normalization only', () => {
    const flat = withVariance(5, 1e-9);
    expect(epsilonUnits({ ...flat, normalization: 'none' }, statisticsOf(flat))).toEqual([[], []]);
  });

  it('where the network is measured, by the statistics that it is measured with', async () => {
    const flat = withVariance(5, 1e-9);
    const measures = await measureNetwork({ ...request, model: flat, statistics: 'data' });
    expect(measures.epsilonUnits).toEqual([[], [5]]);
    expect(epsilonSentences([{ name: 'with BN', measures }])).toEqual([
      'Of the network with BN, BN’s ε sets the scale of 1 unit of layer 2: the variance there is below 100 ε = 0.001, so where its line runs says little of the data.',
    ]);
    const running = await measureNetwork({ ...request, model: flat, statistics: 'running' });
    expect(running.epsilonUnits).toEqual([[], []]);
    expect(epsilonSentences([{ name: 'with BN', measures: running }])).toEqual([]);
  });

  it('in what is said of it in the diagram', () => {
    const flat = withVariance(5, 1e-9);
    const folded = foldAsDrawn(flat, data, 'data', new Uint32Array());
    // Too many cells: nothing is said of its boundary, which needs them.
    const source = { folded, exact: { model: flat, partition: { isComplete: false } } } as unknown as NetworkSource;
    const said = (unit: number): string =>
      new UnitNarrator().sentences(source, data, { layer: 1, unit }, null).join(' ');
    expect(said(5)).toContain(factStrings.epsilon);
    expect(said(4)).not.toContain(factStrings.epsilon);
  });
});

it('of no variance at all is one', () => {
  expect(isScaledByEpsilon(0)).toBe(true);
});
