import { describe, expect, it } from 'vitest';
import { layerValues } from '../../src/analysis/layer-values.js';
import { writeLayersCsv } from '../../src/io/layers-csv.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { RealRun } from '../support/real-run.js';
import { plainConfig } from '../support/fake-backend.js';

/** Twins without and with BN, two hidden layers each, after some steps. */
async function trained() {
  const network = { ...plainConfig.network, hiddenWidths: [3, 2] };
  const run = await RealRun.ready({ ...plainConfig, network });
  run.session.step(7);
  await run.rest();
  return run.models;
}

describe('values of layers', () => {
  it('are those of the session’s networks, running averages too', async () => {
    const [, model] = await trained();
    const { parameters, runningStatistics, spec } = model!;
    const { hidden } = parameterLayout(spec);
    const meanOf = (values: ArrayLike<number>, from: number, count: number) =>
      Array.from({ length: count }, (_, index) => values[from + index]!).reduce((sum, value) => sum + value, 0) / count;
    // Per layer means, then variances.
    expect(runningStatistics).toHaveLength(3 + 3 + 2 + 2);
    const rows = layerValues(model!);
    expect(rows.map(({ runningMean }) => runningMean)).toEqual([
      meanOf(runningStatistics, 0, 3),
      meanOf(runningStatistics, 6, 2),
    ]);
    expect(rows.map(({ runningVariance }) => runningVariance)).toEqual([
      meanOf(runningStatistics, 3, 3),
      meanOf(runningStatistics, 8, 2),
    ]);
    // They have left where they started.
    for (const { runningMean, runningVariance } of rows) {
      expect(runningMean).not.toBe(0);
      expect(runningVariance).not.toBe(1);
    }
    expect(rows.map(({ scale, shift }) => [scale, shift])).toEqual(
      hidden.map(({ width, scale, shift }) => [
        meanOf(parameters, scale.offset, width),
        meanOf(parameters, shift.offset, width),
      ]),
    );
    expect(rows.map(({ units }) => units)).toEqual([3, 2]);
  });

  it('leave out what a network has not: all without a normaliser, running averages without BN', async () => {
    const [plain, batch] = await trained();
    expect(layerValues(plain!)[0]).toMatchObject({
      scale: null,
      shift: null,
      runningMean: null,
      runningVariance: null,
    });
    expect(layerValues({ ...batch!, normalization: 'layer' })[0]).toMatchObject({
      scale: expect.any(Number) as number,
      runningMean: null,
      runningVariance: null,
    });
  });

  it('as CSV are a line for every layer, and read back to the bit', async () => {
    const models = await trained();
    const [header, ...lines] = writeLayersCsv(models).trim().split('\n');
    expect(header).toBe(
      'network,normalization,layer,units,weights_root_mean_square,scale_mean,shift_mean,running_mean_mean,running_variance_mean',
    );
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^1,none,2,2,[^,]+,,,,$/);
    const { weights, scale, shift, runningMean, runningVariance } = layerValues(models[1]!)[1]!;
    const [network, normalization, layer, units, ...values] = lines[3]!.split(',');
    expect([network, normalization, layer, units]).toEqual(['2', 'batch', '2', '2']);
    expect(values.map(Number)).toEqual([weights, scale, shift, runningMean, runningVariance]);
  });
});
