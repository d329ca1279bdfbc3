/**
 * One phase of the training kernel, alone, on twins (model 0 without, model 1 with batch normalization), with inputs
 * that the test writes. What a phase writes is read back, and shown to be all that it changed.
 */
import { expect } from 'vitest';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import { parameterLayout, type TensorSlot } from '../../src/training/parameter-layout.js';
import { tensorView } from '../../src/training/reference/tensor-view.js';
import type { ModelState } from '../../src/training/model-state.js';
import type { TrainingSpec } from '../../src/training/training-spec.js';
import type { KernelDefinition } from '../../src/gpu/kernel.js';
import type { NetworkBindings } from '../../src/gpu/kernels/network-kernels.js';
import { packParameters, stateVectors, type NetworkLayout } from '../../src/gpu/network-layout.js';
import { RESULT_HEADER, RESULT_WORDS, type DispatchPlan } from '../../src/gpu/network-table.js';
import { readBuffer } from '../../src/gpu/readback.js';
import type { GpuFixture } from './gpu-fixture.js';
import { dataSet, NetworkHarness, POISON_BITS } from './network-harness.js';
import { randomPoints, randomTwins, smallSpec, uniformStream } from './random-model.js';
import { trainingDefaults } from './training-defaults.js';

export const workgroupSizes = [1, 4, 16, 64] as const;

export type PhaseCase = Pick<NetworkSpec, 'inputDimension' | 'hiddenWidths' | 'classCount'> &
  Pick<TrainingSpec, 'batchSize'>;

/** Widths, batches, dimensions and class counts beside, at and beyond whole groups of 4 and tiles of 16. */
export const phaseCases: readonly PhaseCase[] = [
  { inputDimension: 1, hiddenWidths: [1, 3], classCount: 2, batchSize: 2 },
  { inputDimension: 2, hiddenWidths: [4, 5], classCount: 3, batchSize: 5 },
  { inputDimension: 5, hiddenWidths: [17, 64], classCount: 10, batchSize: 16 },
  { inputDimension: 2, hiddenWidths: [64, 17], classCount: 2, batchSize: 17 },
  { inputDimension: 2, hiddenWidths: [256, 5], classCount: 3, batchSize: 64 },
  { inputDimension: 5, hiddenWidths: [3, 256], classCount: 10, batchSize: 100 },
];

const bufferNames = ['state', 'gradients', 'scratch', 'results', 'verdicts'] as const;
type BufferName = (typeof bufferNames)[number];
type Contents = Readonly<Record<BufferName, Uint32Array<ArrayBuffer>>>;

/** `length` words of a buffer from word `begin`. */
export interface Extent {
  readonly buffer: BufferName;
  readonly begin: number;
  readonly length: number;
}

export interface PhaseChange {
  readonly spec?: Partial<NetworkSpec>;
  readonly training?: Partial<TrainingSpec>;
  readonly plan?: Partial<DispatchPlan>;
  readonly models?: readonly ModelState[];
}

export class PhaseHarness {
  readonly network: NetworkHarness;
  readonly plan: DispatchPlan;
  readonly spec: NetworkSpec;
  readonly batchSize: number;
  /** Random numbers of this case. */
  readonly next: () => number;
  #contents: Contents | null = null;

  constructor(gpu: GpuFixture, phaseCase: PhaseCase, change: PhaseChange = {}) {
    const { batchSize, ...shape } = phaseCase;
    this.spec = { ...smallSpec, ...shape, ...change.spec };
    this.batchSize = batchSize;
    this.next = uniformStream(batchSize);
    const { inputDimension, classCount } = this.spec;
    // Three batches of rows and one over, which no batch takes.
    const data = dataSet(randomPoints(3 * batchSize + 1, inputDimension, classCount, 5), inputDimension, classCount);
    const training = { ...trainingDefaults, ...change.training, batchSize };
    this.network = new NetworkHarness(gpu, data, change.models ?? randomTwins(this.spec, 3), training);
    this.plan = this.network.trainingPlan(change.plan);
  }

  get packed(): NetworkLayout {
    return this.network.buffers.layout;
  }

  get models(): readonly ModelState[] {
    return this.network.models;
  }

  /** Sizes, parameters (equal in both models) and scratch of a layer; the head comes after the hidden layers. */
  layer(index: number) {
    const { hidden, output } = parameterLayout(this.spec);
    const slots = hidden[index];
    const view = (slot: TensorSlot): Float64Array => tensorView(this.models[0]!.parameters, slot);
    const packed = this.packed.layers[index]!;
    return {
      packed,
      inputs: packed.inputs,
      width: packed.width,
      weight: view((slots ?? output).weight),
      bias: view((slots ?? output).bias),
      scale: slots ? view(slots.scale) : new Float64Array(0),
      shift: slots ? view(slots.shift) : new Float64Array(0),
      statisticsOffset: slots?.statisticsOffset ?? 0,
      scratch: this.plan.scratch.layers[index]!,
    };
  }

  /** Float32 numbers over (-scale, scale). */
  random(count: number, scale = 1): Float64Array {
    return Float64Array.from({ length: count }, () => Math.fround(scale * this.next()));
  }

  /**
   * [B, features] into scratch rows from `at` (vec4f). Padded features are 0, as every phase leaves them.
   *
   * @param behind what the samples behind the batch hold; gradients are 0 there, anything else may hold any number
   */
  writeRows(model: number, at: number, values: Float64Array, features: number, behind: number): void {
    const { vectors } = this.plan.scratch;
    const rows = new Float32Array(4 * Math.ceil(features / 4) * 4 * vectors);
    for (let feature = 0; feature < features; feature++) {
      rows.fill(behind, feature * 4 * vectors, (feature + 1) * 4 * vectors);
      for (let b = 0; b < this.batchSize; b++) rows[feature * 4 * vectors + b] = values[b * features + feature]!;
    }
    this.#write('scratch', this.#scratchWord(model, at), rows);
  }

  /** [B, features] into rows that no padded features follow. */
  writeRowsOf(model: number, at: number, values: Float64Array, features: number, behind: number): void {
    const stride = 4 * this.plan.scratch.vectors;
    const rows = new Float32Array(features * stride).fill(behind);
    for (let i = 0; i < values.length; i++) rows[(i % features) * stride + Math.floor(i / features)] = values[i]!;
    this.#write('scratch', this.#scratchWord(model, at), rows);
  }

  /** [width], padded with zeros to whole vec4f. */
  writeVector(model: number, at: number, values: Float64Array): void {
    const padded = new Float32Array(4 * Math.ceil(values.length / 4));
    padded.set(values);
    this.#write('scratch', this.#scratchWord(model, at), padded);
  }

  writeGradient(model: number, gradient: Float64Array): void {
    this.#write('gradients', 4 * model * this.packed.parameterVectors, packParameters(this.packed, gradient));
  }

  rowsExtent(model: number, at: number, features: number): Extent {
    const length = 4 * Math.ceil(features / 4) * 4 * this.plan.scratch.vectors;
    return { buffer: 'scratch', begin: this.#scratchWord(model, at), length };
  }

  scratchExtent(model: number, at: number, vectors: number): Extent {
    return { buffer: 'scratch', begin: this.#scratchWord(model, at), length: 4 * vectors };
  }

  gradientExtent(model: number, at: number, vectors: number): Extent {
    return { buffer: 'gradients', begin: 4 * (model * this.packed.parameterVectors + at), length: 4 * vectors };
  }

  /** @param at vec4f from the start of the model's parameters, moments and statistics */
  stateExtent(model: number, at: number, vectors: number): Extent {
    return { buffer: 'state', begin: 4 * (model * stateVectors(this.packed) + at), length: 4 * vectors };
  }

  /** The slot of the first loss. */
  lossExtent(model: number): Extent {
    return { buffer: 'results', begin: model * RESULT_WORDS + RESULT_HEADER, length: 1 };
  }

  /** Runs the phase on both models; it must fill `outputs` and leave every other word, guards too, as it was. */
  async run(
    kernel: KernelDefinition<NetworkBindings>,
    workgroupSize: number,
    outputs: readonly Extent[],
  ): Promise<void> {
    const before = await this.#read();
    await this.network.run(kernel, this.plan, workgroupSize);
    const after = await this.#read();
    this.#contents = after;
    for (const name of bufferNames) {
      const extents = outputs.filter(({ buffer }) => buffer === name);
      expect(poisonedWords(after[name], extents), `words of ${name} that ${kernel.name} left unwritten`).toEqual([]);
      expect(
        changedWords(before[name], after[name], extents),
        `words of ${name} that are not ${kernel.name}'s`,
      ).toEqual([]);
    }
  }

  /** [B, features] as the phase left them. Padded features must be 0. */
  rows(model: number, at: number, features: number): Float64Array {
    const { begin, length } = this.rowsExtent(model, at, features);
    const all = this.#floats('scratch').subarray(begin, begin + length);
    const stride = 4 * this.plan.scratch.vectors;
    const values = new Float64Array(this.batchSize * features);
    for (let feature = 0; feature < length / stride; feature++) {
      for (let b = 0; b < this.batchSize; b++) {
        const value = all[feature * stride + b]!;
        if (feature < features) values[b * features + feature] = value;
        else if (value !== 0) throw new Error(`padded feature ${feature} of sample ${b} holds ${value}, not 0`);
      }
    }
    return values;
  }

  /** [B, features] of rows that no padded features follow. */
  rowsOf(model: number, at: number, features: number): Float64Array {
    const stride = 4 * this.plan.scratch.vectors;
    const begin = this.#scratchWord(model, at);
    const all = this.#floats('scratch').subarray(begin, begin + features * stride);
    return Float64Array.from(
      { length: this.batchSize * features },
      (_, i) => all[(i % features) * stride + Math.floor(i / features)]!,
    );
  }

  /** Numbers behind the batch in rows of `features`. */
  behindBatch(model: number, at: number, features: number): number[] {
    const stride = 4 * this.plan.scratch.vectors;
    const { begin } = this.rowsExtent(model, at, features);
    const all = this.#floats('scratch').subarray(begin, begin + features * stride);
    return [...all].filter((_, index) => index % stride >= this.batchSize);
  }

  values({ buffer, begin, length }: Extent): Float64Array {
    return Float64Array.from(this.#floats(buffer).subarray(begin, begin + length));
  }

  #floats(name: BufferName): Float32Array {
    if (!this.#contents) throw new Error('No phase has run yet.');
    return new Float32Array(this.#contents[name].buffer);
  }

  #scratchWord(model: number, at: number): number {
    return 4 * (model * this.plan.scratch.vectorCount + at);
  }

  #write(name: BufferName, word: number, values: Float32Array<ArrayBuffer>): void {
    this.network.gpu.device.queue.writeBuffer(this.network.buffers[name], 4 * word, values);
  }

  async #read(): Promise<Contents> {
    const { gpu, buffers } = this.network;
    const words = async (name: BufferName) => new Uint32Array(await readBuffer(gpu.device, buffers[name]));
    const [state, gradients, scratch, results, verdicts] = await Promise.all([
      words('state'),
      words('gradients'),
      words('scratch'),
      words('results'),
      words('verdicts'),
    ]);
    return { state, gradients, scratch, results, verdicts };
  }
}

const isIn = (word: number, extents: readonly Extent[]): boolean =>
  extents.some(({ begin, length }) => word >= begin && word < begin + length);

function changedWords(before: Uint32Array, after: Uint32Array, extents: readonly Extent[]): number[] {
  const changed: number[] = [];
  for (let word = 0; word < after.length && changed.length < 10; word++) {
    if (before[word] !== after[word] && !isIn(word, extents)) changed.push(word);
  }
  return changed;
}

function poisonedWords(after: Uint32Array, extents: readonly Extent[]): number[] {
  return extents.flatMap(({ begin, length }) =>
    [...after.subarray(begin, begin + length).keys()].map((i) => begin + i).filter((at) => after[at] === POISON_BITS),
  );
}
