/** What a file of weights says about its network besides the numbers, spelled as in the recorded networks. */
import { InvalidSettingError } from '../training/invalid-setting-error.js';
import type { ModelState } from '../training/model-state.js';
import {
  BATCH_NORM_EPSILON,
  BATCH_NORM_MOMENTUM,
  SAMPLE_NORM_EPSILON,
  networkLimits,
  validateNetworkSpec,
  type Activation,
  type NetworkSpec,
  type Normalization,
} from '../training/network-spec.js';
import { InvalidFileError, quoted } from './invalid-file-error.js';

export interface StoredSpec {
  /** Inputs, units of every hidden layer, classes. */
  readonly sizes: readonly number[];
  readonly norm: string;
  readonly act: string;
  /** Of leaky; 0 otherwise. */
  readonly slope: number;
  readonly momentum: number;
  readonly eps: number;
  /** Of gn; 1 otherwise. Optional when read, unless it is gn. */
  readonly groups: number;
  /** What the first weights were drawn with. Optional when read. */
  readonly init: string;
  readonly bias_init: string;
  readonly seed: number;
}

/** The word for a normalisation in `norm`, and what its tensors' names begin with. */
export const storedNormalizations = {
  none: 'none',
  batch: 'bn',
  layer: 'ln',
  group: 'gn',
  rms: 'rms',
} as const satisfies Record<Normalization, string>;
const storedActivations = { relu: 'relu', 'leaky-relu': 'leaky', abs: 'abs' } as const satisfies Record<
  Activation,
  string
>;

const { depth, width, classCount } = networkLimits;
export const ACCEPTED_NETWORKS =
  `networks of 2 inputs, ${depth.join(' to ')} hidden layers of ${width.join(' to ')} units and ` +
  `${classCount.join(' to ')} classes, with tensors called ` +
  'hidden1.weight, hidden1.bias, bn1.weight, bn1.bias, bn1.running_mean, bn1.running_var, ..., output.weight, output.bias; ' +
  'with other normalizations ln1.weight, ln1.bias or gn1.weight, gn1.bias or rms1.weight in place of those of bn1';

/** What weights do not tell; only a network that is drawn anew depends on it. */
const DEFAULTS = {
  negativeSlope: 0.1,
  groups: 1,
  initializer: 'lecun-normal',
  biasInitializer: 'zero',
  seed: 0,
} as const;

const epsilonOf = (normalization: Normalization): number =>
  normalization === 'none' || normalization === 'batch' ? BATCH_NORM_EPSILON : SAMPLE_NORM_EPSILON;

export function storeSpec({ spec, normalization }: Pick<ModelState, 'spec' | 'normalization'>): StoredSpec {
  return {
    sizes: [spec.inputDimension, ...spec.hiddenWidths, spec.classCount],
    norm: storedNormalizations[normalization],
    act: storedActivations[spec.activation],
    slope: spec.activation === 'leaky-relu' ? spec.negativeSlope : 0,
    momentum: BATCH_NORM_MOMENTUM,
    eps: epsilonOf(normalization),
    groups: normalization === 'group' ? spec.groups : DEFAULTS.groups,
    init: spec.initializer,
    bias_init: spec.biasInitializer,
    seed: spec.seed,
  };
}

/**
 * @param stored parsed JSON
 * @throws InvalidFileError naming the setting that is refused
 */
export function parseStoredSpec(file: string, stored: unknown): NetworkSpec {
  const refuse = (field: string, value: unknown, accepted: string) =>
    new InvalidFileError(file, `in its spec, ${field} is ${quoted(value)}`, accepted);
  if (typeof stored !== 'object' || stored === null) {
    throw new InvalidFileError(file, 'its spec is not a JSON object', 'an object with sizes, norm and act');
  }
  const {
    sizes,
    norm,
    act,
    slope,
    eps,
    groups,
    init,
    bias_init: biasInit,
    seed,
  } = stored as Partial<Record<string, unknown>>;
  if (!Array.isArray(sizes) || sizes.length < 3 || !sizes.every((size) => typeof size === 'number')) {
    throw refuse('sizes', sizes, 'a list of inputs, units of every hidden layer, classes');
  }
  const normalization = keyOf(storedNormalizations, norm);
  if (!normalization) throw refuse('norm', norm, Object.values(storedNormalizations).join(', '));
  const activation = keyOf(storedActivations, act);
  if (!activation) throw refuse('act', act, Object.values(storedActivations).join(', '));
  if (normalization !== 'none' && eps !== undefined && eps !== epsilonOf(normalization)) {
    throw refuse('eps', eps, String(epsilonOf(normalization)));
  }
  return requireValid(file, {
    inputDimension: sizes[0] as number,
    hiddenWidths: sizes.slice(1, -1),
    classCount: sizes.at(-1) as number,
    activation,
    normalization,
    groups: normalization === 'group' ? (groups as number) : DEFAULTS.groups,
    negativeSlope: activation === 'leaky-relu' ? (slope as number) : DEFAULTS.negativeSlope,
    initializer: (init ?? DEFAULTS.initializer) as NetworkSpec['initializer'],
    biasInitializer: (biasInit ?? DEFAULTS.biasInitializer) as NetworkSpec['biasInitializer'],
    seed: (seed ?? DEFAULTS.seed) as number,
  });
}

/**
 * Tells everything but the activation from the names and shapes of the tensors.
 *
 * @throws InvalidFileError naming the tensor that is missing or of another shape
 */
export function inferSpec(
  file: string,
  shapes: ReadonlyMap<string, readonly number[]>,
  activation: Activation,
): NetworkSpec {
  const sizesOf = (name: string): readonly [rows: number, columns: number] => {
    const shape = shapes.get(name);
    if (!shape) throw new InvalidFileError(file, `the tensor ${name} is missing`, ACCEPTED_NETWORKS);
    const [rows, columns] = shape;
    if (shape.length !== 2 || rows === undefined || columns === undefined) {
      throw new InvalidFileError(
        file,
        `the tensor ${name} has the shape [${shape.join(', ')}]`,
        'two sizes, [out, in]',
      );
    }
    return [rows, columns];
  };
  const [firstWidth, inputDimension] = sizesOf('hidden1.weight');
  const hiddenWidths = [firstWidth];
  for (let layer = 2; shapes.has(`hidden${layer}.weight`); layer++) {
    hiddenWidths.push(sizesOf(`hidden${layer}.weight`)[0]);
  }
  const [classCount] = sizesOf('output.weight');
  const isNormalizedBy = (normalization: Normalization): boolean =>
    shapes.has(`${storedNormalizations[normalization]}1.weight`);
  const normalization = (Object.keys(storedNormalizations) as Normalization[]).find(isNormalizedBy) ?? 'none';
  if (normalization === 'group') {
    throw new InvalidFileError(
      file,
      'its tensors do not tell the groups of gn',
      'a spec that names groups beside them',
    );
  }
  return requireValid(file, { ...DEFAULTS, inputDimension, hiddenWidths, classCount, activation, normalization });
}

function keyOf<K extends string>(names: Readonly<Record<K, string>>, value: unknown): K | undefined {
  return (Object.keys(names) as K[]).find((key) => names[key] === value);
}

function requireValid(file: string, spec: NetworkSpec): NetworkSpec {
  try {
    validateNetworkSpec(spec);
  } catch (error) {
    if (!(error instanceof InvalidSettingError)) throw error;
    const value = Array.isArray(error.value) ? `${error.value.length} long` : quoted(error.value);
    throw new InvalidFileError(file, `the network's ${error.field} is ${value}`, error.allowed);
  }
  if (spec.inputDimension !== 2) {
    throw new InvalidFileError(file, `the network has ${spec.inputDimension} inputs`, 'networks of 2 inputs');
  }
  return spec;
}
