/** Whole runs on the GPU against the recorded PyTorch runs: the notebook's network and two others, BN and plain. */
import { describe, expect } from 'vitest';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { initialModel } from '../../src/training/initialize.js';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { batchRows, gatherBatch, trainStep } from '../../src/training/reference/training-step.js';
import { tensorView } from '../../src/training/reference/tensor-view.js';
import { advanceCursor, stepsPerEpoch } from '../../src/training/training-spec.js';
import plain64 from '../fixtures/traces/circles42-64x64-none-relu-sgdm.json' with { type: 'json' };
import batch64 from '../fixtures/traces/circles42-64x64-bn-relu-sgdm.json' with { type: 'json' };
import plain32 from '../fixtures/traces/circles42-32x32x32-none-relu-sgdm.json' with { type: 'json' };
import batch32 from '../fixtures/traces/circles42-32x32x32-bn-relu-sgdm.json' with { type: 'json' };
import { gpuTest } from '../support/gpu-fixture.js';
import { NetworkPassHarness } from '../support/network-pass-harness.js';
import { smallSpec } from '../support/random-model.js';
import { relativeError } from '../support/tolerances.js';
import { trainingDefaults } from '../support/training-defaults.js';

const data = makeDataSet(defaultDataConfig('circles'));

const networks = [
  { hiddenWidths: [64, 64], traces: [plain64, batch64], accuracyInTrainingMode: true },
  { hiddenWidths: [32, 32, 32], traces: [plain32, batch32], accuracyInTrainingMode: false },
] as const;

/** Tolerances of the notes on the fixtures for float32 programs: 1e-6 up to step 100, then 20 times the spread. */
function lossTolerance(step: number, trace: (typeof networks)[number]['traces'][number]): number {
  return step <= 100 ? 1e-6 : Math.max(1e-6, 20 * trace.spread.max_abs_loss_diff_f32_reordered['350']);
}

describe('350 steps of the recorded runs', () => {
  for (const { hiddenWidths, traces, accuracyInTrainingMode } of networks) {
    const name = `2-${hiddenWidths.join('-')}-2, both twins in the same dispatches`;
    gpuTest(accuracyInTrainingMode ? `${name}, with the notebook’s accuracies` : name, async ({ gpu }) => {
      const spec: NetworkSpec = { ...smallSpec, hiddenWidths, classCount: 2, seed: 1337 };
      const models = [initialModel(spec), initialModel({ ...spec, normalization: 'batch' })];
      const cursor = { epoch: 0, batch: 0 };
      const training = { ...trainingDefaults, accuracyInTrainingMode };
      const harness = await NetworkPassHarness.create(gpu, { data, models, training, cursor });
      for (const count of [1, 2, 7, 40, 100, 200]) harness.steps(count);
      expect(harness.pass.step).toBe(350);

      const trained = await harness.models();
      for (const [index, trace] of traces.entries()) {
        const losses = await harness.losses(index);
        const worst = trace.loss_f64.map(
          (loss, step) => Math.abs((losses[step] ?? NaN) - loss) / lossTolerance(step, trace),
        );
        expect(Math.max(...worst)).toBeLessThan(1);

        const accuracies = await harness.batchAccuracies(index);
        trace.epoch_f64.accuracy_notebook.forEach((recorded, epoch) => {
          const mean = accuracies.subarray(7 * epoch, 7 * epoch + 7).reduce((sum, share) => sum + share / 7, 0);
          // One point more or less would be 1 / 448; a mean of 7 numbers in float32 rounds at 1e-7.
          if (accuracyInTrainingMode) expect(Math.abs(mean - recorded), `epoch ${epoch}`).toBeLessThan(1e-6);
          else expect(mean).toBeNaN();
        });

        let oracle = models[index];
        let at = cursor;
        for (let step = 0; step < 350 && oracle; step++) {
          const batch = gatherBatch(data.train, batchRows(data.train.count, training, at));
          oracle = trainStep(oracle, batch, training).model;
          at = advanceCursor(at, 1, stepsPerEpoch(training, data.train.count));
        }
        const actual = trained[index];
        if (!oracle || !actual) throw new Error('a twin is missing');
        for (const slot of parameterLayout(spec).tensors) {
          // Prototypes and float32 PyTorch end within 4e-7 to 9e-7 of float64 after 350 steps; biases that cancel are 0.
          const reference = tensorView(oracle.parameters, slot);
          if (reference.every((value) => Math.abs(value) < 1e-12)) continue;
          expect(relativeError(tensorView(actual.parameters, slot), reference), slot.name).toBeLessThan(1e-5);
        }
        expect(relativeError(actual.runningStatistics, oracle.runningStatistics)).toBeLessThan(1e-5);
      }
    });
  }
});
