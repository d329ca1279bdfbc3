/**
 * A network as tensors with PyTorch's names and layout: `hidden1.weight` [out, in], `hidden1.bias`, of its normalisation
 * `bn1.weight` (scale), `bn1.bias` (shift), `bn1.running_mean`, `bn1.running_var`, ..., `output.weight`, `output.bias`.
 * Layer and group normalization (`ln1`, `gn1`) have no statistics, RMS normalization (`rms1`) a scale only.
 */
import { LARGEST_PARAMETER } from '../training/failure-limits.js';
import { blankModel } from '../training/initialize.js';
import type { ModelState } from '../training/model-state.js';
import type { Activation, NetworkSpec } from '../training/network-spec.js';
import { parameterLayout, type TensorSlot } from '../training/parameter-layout.js';
import { InvalidFileError, shortened } from './invalid-file-error.js';
import type { WrittenTensor } from './safetensors.js';
import { parseStoredData, type StoredData } from './stored-data.js';
import { inferSpec, parseStoredSpec, storedNormalizations } from './stored-spec.js';

/** A network that was read from a file, at step 0 of a new run: its optimiser starts at zero. */
export interface ReadNetwork {
  readonly model: ModelState;
  /** True where the file does not name the activation: it was taken as asked for, or as relu. */
  readonly isActivationAssumed: boolean;
  /** Steps that it had been trained for, where the file says so. */
  readonly trainedSteps: number | null;
  /** What it was trained on, where the file says so. */
  readonly data: StoredData | null;
}

export interface ReadNetworkOptions {
  /** Where the file does not name its activation; relu unless given. */
  readonly activation?: Activation;
}

/** What a file holds, before any number of a tensor is read. */
export interface NetworkSource {
  readonly file: string;
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  /** Parsed; undefined where the file has none: then the tensors tell all but the activation. */
  readonly spec: unknown;
  readonly trainedSteps: number | null;
  /** As `parseStoredData` reads it. */
  readonly data?: string | undefined;
  /** Row-major. */
  read(name: string): ArrayLike<number>;
}

/** @throws InvalidFileError naming the file and the tensor or setting that is refused */
export function networkFromTensors(source: NetworkSource, { activation = 'relu' }: ReadNetworkOptions): ReadNetwork {
  const { file, shapes, trainedSteps } = source;
  const isActivationAssumed = source.spec === undefined;
  const spec = isActivationAssumed ? inferSpec(file, shapes, activation) : parseStoredSpec(file, source.spec);
  requireShapes(source, spec);
  const data = parseStoredData(source.data, spec.classCount);
  return { model: assemble(source, spec), isActivationAssumed, trainedSteps, data };
}

/** The tensors that count for what the network has now. */
export function networkToTensors({ spec, normalization, parameters, runningStatistics }: ModelState): WrittenTensor[] {
  const arrays = { parameters, runningStatistics };
  return storedTensors({ ...spec, normalization }).map(({ name, shape, array, offset, size }) => ({
    name,
    shape,
    values: arrays[array].slice(offset, offset + size),
  }));
}

/** Where the numbers of a tensor of a file lie in a `ModelState`. */
interface StoredTensor extends TensorSlot {
  readonly array: 'parameters' | 'runningStatistics';
}

function storedTensors(spec: NetworkSpec): StoredTensor[] {
  const { hidden, output } = parameterLayout(spec);
  const parameter = (slot: TensorSlot): StoredTensor => ({ ...slot, array: 'parameters' });
  const layers = hidden.flatMap(({ weight, bias, scale, shift, width, statisticsOffset }, index) => {
    const linear = [parameter(weight), parameter(bias)];
    if (spec.normalization === 'none') return linear;
    const prefix = `${storedNormalizations[spec.normalization]}${index + 1}`;
    const scaled = [...linear, { ...parameter(scale), name: `${prefix}.weight` }];
    if (spec.normalization === 'rms') return scaled;
    const shifted = [...scaled, { ...parameter(shift), name: `${prefix}.bias` }];
    if (spec.normalization !== 'batch') return shifted;
    const statistics = { shape: [width], size: width, array: 'runningStatistics' } as const;
    return [
      ...shifted,
      { ...statistics, name: `${prefix}.running_mean`, offset: statisticsOffset },
      { ...statistics, name: `${prefix}.running_var`, offset: statisticsOffset + width },
    ];
  });
  return [...layers, parameter(output.weight), parameter(output.bias)];
}

/** PyTorch's batch normalization counts its batches; nothing depends on it. */
export function isIgnoredTensor(name: string): boolean {
  return /^bn\d+\.num_batches_tracked$/.test(name);
}

function requireShapes({ file, shapes }: NetworkSource, spec: NetworkSpec): void {
  const expected = new Map(storedTensors(spec).map(({ name, shape }) => [name, shape.join(', ')]));
  for (const [name, shape] of expected) {
    const found = shapes.get(name)?.join(', ');
    if (found === shape) continue;
    const problem = found === undefined ? 'is missing' : `has the shape [${shortened(found)}]`;
    throw new InvalidFileError(file, `the tensor ${name} ${problem}`, `${name} of shape [${shape}] in this network`);
  }
  const stranger = [...shapes.keys()].find((name) => !expected.has(name) && !isIgnoredTensor(name));
  if (stranger !== undefined) {
    const accepted = `the tensors ${[...expected.keys()].join(', ')}`;
    throw new InvalidFileError(file, `the tensor ${shortened(stranger)} does not belong to this network`, accepted);
  }
}

function assemble(source: NetworkSource, spec: NetworkSpec): ModelState {
  const model = blankModel(spec);
  for (const { name, array, offset } of storedTensors(spec)) {
    const values = source.read(name);
    requireNumbers(source.file, name, values);
    model[array].set(values, offset);
  }
  return model;
}

/** Running means and variances have no use beyond this; weights beyond their own limit count as failed. */
const LARGEST_STATISTIC = 1e12;

function requireNumbers(file: string, name: string, values: ArrayLike<number>): void {
  const isStatistic = /\.running_(mean|var)$/.test(name);
  const largest = isStatistic ? LARGEST_STATISTIC : LARGEST_PARAMETER;
  const lowest = name.endsWith('running_var') ? 0 : -largest;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value >= lowest && value <= largest) continue;
    const problem = `number ${index + 1} of the tensor ${name} is ${value}`;
    throw new InvalidFileError(file, problem, `numbers from ${lowest} to ${largest}`);
  }
}

/** Steps that a file names, null where that is no count. */
export function countOf(steps: unknown): number | null {
  return typeof steps === 'number' && Number.isSafeInteger(steps) && steps >= 0 ? steps : null;
}
