/** Every recorded run, repeated with the command line from the name of its data set, its seed and its settings alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printed, temporaryFolder } from '../support/command-line.js';
import { recordedData } from '../support/recorded-data.js';
import { recordedNetNames } from '../support/recorded-nets.js';
import { readSafetensors } from '../support/safetensors.js';
import { readTrace, traceNames, traceTensors, type Trace } from '../support/traces.js';

/** As recommended with the recorded runs for a float64 program; weights are as right as the losses that they determine. */
const tolerance = { earlyLoss: 1e-10, loss: 1e-8, weight: 1e-8, savedInFloat32: 2 ** -24 };

interface Printed {
  readonly steps: number;
  readonly networks: readonly [
    {
      readonly losses: readonly number[];
      readonly epochs: readonly { trainAccuracy: number; trainLoss: number; batchAccuracy: number | null }[];
    },
  ];
}

const norms = { none: 'none', bn: 'batch', ln: 'layer', gn: 'group' } as const;

type Settings = Readonly<Record<string, string | number>>;

const networkSettings = ({ spec, init_seed: seed }: Trace): Settings => ({
  norm: norms[spec.norm],
  widths: spec.sizes.slice(1, -1).join(),
  activation: spec.act === 'leaky' ? 'leaky-relu' : 'relu',
  slope: spec.slope,
  ...(spec.groups !== undefined && { groups: spec.groups }),
  seed,
});

const trainingSettings = ({ data, optimizer, batch_size }: Trace): Settings => ({
  data: recordedData(data),
  optimizer: optimizer.kind,
  rate: optimizer.lr,
  momentum: optimizer.momentum ?? 0,
  'weight-decay': optimizer.weight_decay,
  'batch-size': batch_size,
  'batch-order': 'sequential',
  statistics: 'running',
});

const train = (settings: Settings, ...switches: string[]): Promise<Printed> => {
  const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return printed<Printed>('train', 'circles', '--no-measures', ...options, ...switches);
};

const names = traceNames();

it('covers every recorded run', () => {
  expect(names).toHaveLength(37);
});

describe.each(names)('splinescope train, as in %s', (name) => {
  const trace = readTrace(name);
  const { tensors } = traceTensors(name);
  const folder = temporaryFolder();
  const savedSteps = trace.save_steps.filter((step) =>
    [...tensors.keys()].some((key) => key.startsWith(`step${step}/`)),
  );
  /** Measuring them changes the running statistics of BN: it is left out where these were recorded without. */
  const hasBatchAccuracies = trace.bn_stats === 'double' || trace.spec.norm !== 'bn';
  let result: Printed;

  beforeAll(async () => {
    result = await train(
      {
        ...networkSettings(trace),
        ...trainingSettings(trace),
        steps: trace.steps,
        weights: folder.path('net.safetensors'),
        'save-at': savedSteps.join(),
      },
      ...(hasBatchAccuracies ? ['--double-statistics'] : []),
    );
  });
  afterAll(folder.remove);

  it('has the recorded loss at every step', () => {
    const [{ losses }] = result.networks;
    expect(losses).toHaveLength(trace.steps);
    losses.forEach((loss, step) => {
      const allowed = step < 100 ? tolerance.earlyLoss : tolerance.loss;
      expect(Math.abs(loss - trace.loss_f64[step]!), `step ${step}`).toBeLessThan(allowed);
    });
  });

  it('has the recorded accuracies and losses after every epoch', () => {
    const [{ epochs }] = result.networks;
    const { accuracy_eval_all_points, loss_eval_all_points, accuracy_notebook } = trace.epoch_f64;
    expect(epochs.map(({ trainAccuracy }) => trainAccuracy)).toEqual(accuracy_eval_all_points);
    epochs.forEach(({ trainLoss, batchAccuracy }, epoch) => {
      expect(Math.abs(trainLoss - loss_eval_all_points[epoch]!), `epoch ${epoch}`).toBeLessThan(tolerance.loss);
      if (!hasBatchAccuracies) expect(batchAccuracy).toBeNull();
      // A mean of some 10 shares.
      else expect(batchAccuracy, `epoch ${epoch}`).toBeCloseTo(accuracy_notebook[epoch]!, 12);
    });
  });

  it('writes the recorded weights and running statistics', () => {
    expect(savedSteps.length).toBeGreaterThanOrEqual(3);
    for (const step of savedSteps) {
      const written = readSafetensors(folder.path(`net.step${step}.safetensors`)).tensors;
      for (const [key, { data: saved }] of tensors) {
        if (!key.startsWith(`step${step}/`)) continue;
        const tensor = key.slice(key.indexOf('/') + 1);
        const { data } = written.get(tensor)!;
        const layer = biasesAreNoise(trace)
          ? /^(?:hidden|bn)(\d)\.(?:bias|running_mean)$/.exec(tensor)?.[1]
          : undefined;
        if (layer === undefined || tensor === `bn${layer}.bias`) expectClose(data, saved, key);
        else if (tensor === `bn${layer}.running_mean`) {
          const bias = `hidden${layer}.bias`;
          const savedBias = tensors.get(`step${step}/${bias}`)!.data;
          expectClose(
            difference(written.get(bias)!.data, data),
            difference(savedBias, saved),
            `${step} ${bias} - mean`,
          );
        }
      }
    }
    expect(readSafetensors(folder.path('net.safetensors')).metadata['step']).toBe(String(trace.steps));
  });
});

describe.each(recordedNetNames.filter((name) => name.endsWith('.step0')))('splinescope train --init %s', (name) => {
  it('begins as the run that the weights are the first of', async () => {
    const trace = readTrace(name.replace('.step0', ''));
    const init = `tests/fixtures/nets/${name}.safetensors`;
    // A plain network could start any other.
    const norm: Settings = trace.spec.norm === 'none' ? { norm: 'none' } : {};
    const { networks } = await train({ ...trainingSettings(trace), ...norm, init, steps: 10 });
    const [{ losses }] = networks;
    expect(losses).toHaveLength(10);
    losses.forEach((loss, step) => expect(Math.abs(loss - trace.loss_f64[step]!)).toBeLessThan(tolerance.earlyLoss));
  });
});

/**
 * A bias before batch normalization has gradient 0. What is computed is rounding noise, which Adam scales up to steps of
 * the size of the learning rate; only its difference to the running mean, which follows it, has a meaning.
 */
function biasesAreNoise({ spec, optimizer }: Trace): boolean {
  return spec.norm === 'bn' && optimizer.kind !== 'sgd';
}

const difference = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from(a, (value, i) => value - b[i]!);

function expectClose(actual: ArrayLike<number>, saved: ArrayLike<number>, label: string): void {
  expect(actual.length, label).toBe(saved.length);
  const rounding = saved instanceof Float32Array ? tolerance.savedInFloat32 : 0;
  let worst = 0;
  for (let i = 0; i < saved.length; i++) {
    const excess = Math.abs(actual[i]! - saved[i]!) - rounding * Math.abs(actual[i]!);
    // NaN is not below the tolerance.
    worst = excess <= worst ? worst : excess;
  }
  expect(worst, label).toBeLessThan(tolerance.weight);
}
