/** Runs kernels of the training family on given networks and data, and reads every buffer back in the CPU's order. */
import type { DataSet, LabelledPoints } from '../../src/training/data-set.js';
import type { ModelState } from '../../src/training/model-state.js';
import type { TrainingSpec } from '../../src/training/training-spec.js';
import type { KernelDefinition } from '../../src/gpu/kernel.js';
import type { NetworkBindings } from '../../src/gpu/kernels/network-kernels.js';
import { NetworkBuffers } from '../../src/gpu/network-buffers.js';
import { stateVectors, unpackParameters, unpackStatistics } from '../../src/gpu/network-layout.js';
import {
  LOSS_RING,
  NetworkTable,
  RESULT_HEADER,
  scratchLayout,
  type DispatchPlan,
  type ModelRecordSource,
} from '../../src/gpu/network-table.js';
import { readBuffer } from '../../src/gpu/readback.js';
import type { GpuFixture } from './gpu-fixture.js';

const NAN_BITS = 0x7fc00000;
const GUARD_BITS = 0x7fc0beef;

export class NetworkHarness {
  readonly buffers: NetworkBuffers;
  readonly #table: GPUBuffer;

  constructor(
    readonly gpu: GpuFixture,
    readonly data: DataSet,
    readonly models: readonly ModelState[],
    readonly training: TrainingSpec,
  ) {
    this.buffers = new NetworkBuffers(gpu.device, gpu.resources, data, models);
    this.#table = gpu.resources.uniform('test.table', NetworkTable.byteLength);
    this.poison(this.buffers.gradients);
    this.poison(this.buffers.scratch);
    this.poison(this.buffers.verdicts);
  }

  /** Fills a buffer with NaN, so that what a kernel fails to write shows. */
  poison(buffer: GPUBuffer): void {
    this.gpu.device.queue.writeBuffer(buffer, 0, new Uint32Array(buffer.size / 4).fill(NAN_BITS));
  }

  /** Plan of a training dispatch from the first batch of the first epoch. */
  trainingPlan(change: Partial<DispatchPlan> = {}): DispatchPlan {
    return {
      scratch: scratchLayout(this.buffers.layout, this.training.batchSize, 'everything'),
      batchSize: this.training.batchSize,
      rowCount: this.data.train.count,
      shuffled: this.training.batchOrder === 'shuffled',
      cursor: { epoch: 0, batch: 0 },
      updateRunning: true,
      ...change,
    };
  }

  async run(
    kernel: KernelDefinition<NetworkBindings>,
    plan: DispatchPlan,
    options: { workgroupSize?: number; workgroups?: readonly [number, number]; models?: readonly ModelRecordSource[] } = {},
  ): Promise<void> {
    const { device, compiler } = this.gpu;
    const compiled = await compiler.compile(kernel, { workgroup_size: options.workgroupSize ?? 16 });
    this.buffers.writeTable(this.#table, options.models ?? this.models, this.training, plan);
    const group = compiled.bind(device, `${kernel.name}.test`, this.buffers.bindings(this.#table));
    const encoder = device.createCommandEncoder({ label: `${kernel.name}.test` });
    const pass = encoder.beginComputePass({ label: `${kernel.name}.test` });
    pass.setPipeline(compiled.pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(...(options.workgroups ?? [this.models.length, 1]));
    pass.end();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
  }

  /** [B, features] into scratch rows from `at` (vec4f) of one model's scratch. */
  writeRows(plan: DispatchPlan, model: number, at: number, values: ArrayLike<number>, features: number): void {
    const { vectors, vectorCount } = plan.scratch;
    const rows = new Float32Array(4 * Math.ceil(features / 4) * 4 * vectors);
    for (let b = 0; b < plan.batchSize; b++) {
      for (let feature = 0; feature < features; feature++) {
        rows[feature * 4 * vectors + b] = values[b * features + feature] ?? NaN;
      }
    }
    this.gpu.device.queue.writeBuffer(this.buffers.scratch, 16 * (model * vectorCount + at), rows);
  }

  /** [B, features] from scratch rows. */
  async readRows(plan: DispatchPlan, model: number, at: number, features: number): Promise<Float64Array> {
    const { vectors, vectorCount } = plan.scratch;
    const all = new Float32Array(await readBuffer(this.gpu.device, this.buffers.scratch));
    const values = new Float64Array(plan.batchSize * features);
    for (let b = 0; b < plan.batchSize; b++) {
      for (let feature = 0; feature < features; feature++) {
        values[b * features + feature] = all[4 * (model * vectorCount + at + feature * vectors) + b] ?? NaN;
      }
    }
    return values;
  }

  async readVector(plan: DispatchPlan, model: number, at: number, length: number): Promise<Float64Array> {
    const all = new Float32Array(await readBuffer(this.gpu.device, this.buffers.scratch));
    const begin = 4 * (model * plan.scratch.vectorCount + at);
    return Float64Array.from(all.subarray(begin, begin + length));
  }

  async gradient(model: number): Promise<Float64Array> {
    const { layout } = this.buffers;
    const all = new Float32Array(await readBuffer(this.gpu.device, this.buffers.gradients));
    const length = 4 * layout.parameterVectors;
    return unpackParameters(layout, all.subarray(model * length, (model + 1) * length));
  }

  async model(index: number): Promise<ModelState> {
    const rest = this.models[index];
    if (!rest) throw new RangeError(`There is no model ${index}.`);
    return this.buffers.readModel(await readBuffer(this.gpu.device, this.buffers.state), index, rest);
  }

  async pictureStatistics(index: number): Promise<Float64Array> {
    const { layout } = this.buffers;
    const begin = 4 * (index * stateVectors(layout) + 3 * layout.parameterVectors + layout.statisticsVectors);
    const all = new Float32Array(await readBuffer(this.gpu.device, this.buffers.state));
    return unpackStatistics(layout, all.subarray(begin, begin + 4 * layout.statisticsVectors));
  }

  async results(model: number): Promise<{ steps: number; failureCode: number; failureStep: number; losses: Float32Array }> {
    const bytes = await readBuffer(this.gpu.device, this.buffers.results);
    const begin = 4 * model * (RESULT_HEADER + LOSS_RING);
    const [steps = NaN, failureCode = NaN, failureStep = NaN] = new Uint32Array(bytes, begin, 3);
    return { steps, failureCode, failureStep, losses: new Float32Array(bytes, begin + 4 * RESULT_HEADER, LOSS_RING) };
  }
}

/** Words behind the part of a buffer that a kernel may write; `expectGuardIntact` fails when one has changed. */
export const guardWords = (count: number): Uint32Array<ArrayBuffer> => new Uint32Array(count).fill(GUARD_BITS);

const noPoints: LabelledPoints = { positions: new Float32Array(0), labels: new Uint8Array(0), count: 0 };

export const dataSet = (train: LabelledPoints, dimension: number, classCount: number, test = noPoints): DataSet => ({
  dimension,
  classCount,
  train,
  test,
});
