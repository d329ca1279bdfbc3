/** Every curve of a run, as columns of a CSV. */
import { describe, expect, it } from 'vitest';
import { measureNetwork } from '../../src/analysis/measure-network.js';
import { curveIds, MeasureCurves } from '../../src/components/run-measures/measure-curves.js';
import { measureNames } from '../../src/components/spline-files/curve-names.js';
import { curveSeries } from '../../src/components/spline-files/curve-series.js';
import { dataWindow } from '../../src/training/datasets/data-window.js';
import { emptyModel, FakeSession } from '../support/fake-session.js';

const session = new FakeSession();
const { data, config } = session.snapshot;
const curves = {
  lossSteps: [0, 1],
  losses: [0.7, 0.6],
  batchAccuracies: [0.5, 0.75],
  accuracySteps: [0, 2],
  trainAccuracies: [0.4, 0.8],
  testAccuracies: [NaN, NaN],
};
const snapshot = { ...session.snapshot, models: [{ ...emptyModel('none'), curves }, emptyModel('batch')] };

describe('the curves of a run', () => {
  it('hold the accuracy in training mode, and none that has no value', () => {
    const series = curveSeries(snapshot, () => null);
    expect(series).toEqual([
      { name: 'loss, network 1 without BN', steps: [0, 1], values: [0.7, 0.6] },
      {
        name: 'accuracy of each step’s batch in training mode, network 1 without BN',
        steps: [0, 1],
        values: [0.5, 0.75],
      },
      { name: 'training accuracy, network 1 without BN', steps: [0, 2], values: [0.4, 0.8] },
    ]);
  });

  it('hold every measure that was taken, at its step, under its network', async () => {
    const model = { ...session.models![1]!, step: 20 };
    const batchRows = Uint32Array.from({ length: 64 }, (_, row) => row);
    const measures = await measureNetwork({
      ...{ model, data: data!, statistics: 'data', batchRows, window: dataWindow(data!) },
      ...{ learningRate: config.training.learningRate, options: { uniformCount: 20 } },
    });
    const measured = new MeasureCurves();
    measured.add(measures);
    const series = curveSeries(snapshot, (index) => (index === 1 ? measured : null)).slice(3);
    const valued = curveIds.filter((id) => measured.column(id)[0] !== null);
    expect(valued.length).toBeGreaterThan(30);
    expect(series).toEqual(
      valued.map((id) => ({
        name: `${measureNames[id]}, network 2 with BN`,
        steps: [20],
        values: [measured.column(id)[0]],
      })),
    );
  });

  it('all have names of their own', () => {
    expect(new Set(Object.values(measureNames)).size).toBe(Object.keys(measureNames).length);
  });
});
