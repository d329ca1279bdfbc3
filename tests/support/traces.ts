import { readdirSync, readFileSync } from 'node:fs';
import type { DataSet } from '../../src/training/data-set.js';
import type { ModelState } from '../../src/training/model-state.js';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import type { TrainingSpec } from '../../src/training/training-spec.js';
import { readSafetensors } from './safetensors.js';
import type { SafetensorsFile } from './safetensors.js';
import { trainingDefaults } from './training-defaults.js';

const folder = 'tests/fixtures/traces';

const recordedNormalizations = { none: 'none', bn: 'batch', ln: 'layer', gn: 'group' } as const;

/** A recorded training run: see the fields' meaning in tests/fixtures/README.md. */
export interface Trace {
  readonly name: string;
  readonly data: string;
  readonly spec: {
    readonly sizes: readonly number[];
    readonly norm: 'none' | 'bn' | 'ln' | 'gn';
    readonly act: 'relu' | 'leaky';
    readonly slope: number;
    /** gn only. */
    readonly groups?: number;
  };
  readonly init_seed: number;
  readonly optimizer: {
    readonly kind: 'sgd' | 'adam' | 'adamw';
    readonly lr: number;
    readonly momentum?: number;
    readonly weight_decay: number;
  };
  readonly batch_size: number;
  readonly bn_stats: 'train' | 'double';
  readonly save_steps: readonly number[];
  readonly grad_steps: readonly number[];
  readonly store: 'full' | 'f32' | 'lite' | 'stats';
  readonly batches_per_epoch: number;
  readonly steps: number;
  readonly loss_f64: readonly number[];
  readonly epoch_f64: {
    readonly accuracy_eval_all_points: readonly number[];
    readonly loss_eval_all_points: readonly number[];
    readonly accuracy_notebook: readonly number[];
  };
  readonly spread: { readonly max_abs_loss_diff_f32_f64: Readonly<Record<string, number>> };
}

export function traceNames(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'spread.json')
    .map((name) => name.replace('.json', ''));
}

export function readTrace(name: string): Trace {
  return JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Trace;
}

/** Tensors of the float64 run, named stepK/... and gradK/... */
export function traceTensors(name: string): SafetensorsFile {
  return readSafetensors(`${folder}/${name}.f64.safetensors`);
}

export function traceTraining({ optimizer, batch_size }: Trace): TrainingSpec {
  return {
    ...trainingDefaults,
    optimizer: optimizer.kind,
    learningRate: optimizer.lr,
    momentum: optimizer.momentum ?? 0,
    weightDecay: optimizer.weight_decay,
    batchSize: batch_size,
  };
}

export function traceNetworkSpec({ spec, init_seed }: Pick<Trace, 'spec' | 'init_seed'>): NetworkSpec {
  return {
    inputDimension: spec.sizes[0]!,
    hiddenWidths: spec.sizes.slice(1, -1),
    activation: spec.act === 'leaky' ? 'leaky-relu' : 'relu',
    negativeSlope: spec.slope,
    normalization: recordedNormalizations[spec.norm],
    groups: spec.groups ?? 1,
    classCount: spec.sizes.at(-1)!,
    initializer: 'lecun-normal',
    biasInitializer: 'zero',
    seed: init_seed,
  };
}

/** What the files call a tensor of `parameterLayout`: scale and shift after their normaliser. */
export function recordedName(tensor: string, norm: Trace['spec']['norm']): string {
  return tensor.replace(/^bn/, norm);
}

/** A network from tensors called `prefix` + PyTorch's names. Running statistics that are missing stay 0 and 1. */
export function modelFromTensors(
  spec: NetworkSpec,
  { tensors }: SafetensorsFile,
  prefix: string,
  norm: Trace['spec']['norm'] = 'bn',
): ModelState {
  const layout = parameterLayout(spec);
  const parameters = new Float64Array(layout.parameterCount);
  const runningStatistics = new Float64Array(layout.statisticsCount);
  for (const { name, offset } of layout.tensors) {
    const values = tensors.get(prefix + recordedName(name, norm))?.data;
    if (values) parameters.set(values, offset);
    else if (!name.startsWith('bn')) throw new Error(`tensor ${prefix}${name} is missing`);
  }
  layout.hidden.forEach(({ statisticsOffset, width, scale }, l) => {
    if (!tensors.has(`${prefix}${norm}${l + 1}.weight`)) parameters.fill(1, scale.offset, scale.offset + width);
    runningStatistics.fill(1, statisticsOffset + width, statisticsOffset + 2 * width);
    runningStatistics.set(tensors.get(`${prefix}bn${l + 1}.running_mean`)?.data ?? [], statisticsOffset);
    runningStatistics.set(tensors.get(`${prefix}bn${l + 1}.running_var`)?.data ?? [], statisticsOffset + width);
  });
  return {
    spec,
    normalization: spec.normalization,
    step: 0,
    parameters,
    firstMoment: new Float64Array(layout.parameterCount),
    secondMoment: new Float64Array(layout.parameterCount),
    runningStatistics,
    restartStep: { affine: 0, scaleShift: 0, output: 0 },
  };
}

/** A data set of the fixtures, rounded to float32; all its points are for training. */
export function fixtureData(name: string): DataSet {
  const { X, y, classes } = JSON.parse(readFileSync(`tests/fixtures/datasets/${name}.json`, 'utf8')) as {
    readonly X: readonly (readonly number[])[];
    readonly y: readonly number[];
    readonly classes: number;
  };
  return {
    dimension: 2,
    classCount: classes,
    train: { positions: Float32Array.from(X.flat()), labels: Uint8Array.from(y), count: y.length },
    test: { positions: new Float32Array(0), labels: new Uint8Array(0), count: 0 },
  };
}
