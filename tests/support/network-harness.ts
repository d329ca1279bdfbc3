/** Runs kernels of the training family on given networks and data, and reads every buffer back in the CPU's order. */
import type { DataSet, LabelledPoints } from '../../src/training/data-set.js';
import type { ModelState } from '../../src/training/model-state.js';
import type { TrainingSpec } from '../../src/training/training-spec.js';
import type { CompiledKernel, KernelCompiler, KernelDefinition } from '../../src/gpu/kernel.js';
import type { NetworkBindings } from '../../src/gpu/kernels/network-kernels.js';
import { NetworkBuffers } from '../../src/gpu/network-buffers.js';
import { unpackParameters } from '../../src/gpu/network-layout.js';
import {
  LOSS_RING,
  NetworkTable,
  RESULT_HEADER,
  RESULT_WORDS,
  scratchLayout,
  type DispatchPlan,
} from '../../src/gpu/network-table.js';
import { readBuffer } from '../../src/gpu/readback.js';
import type { GpuFixture } from './gpu-fixture.js';
import { GuardedResources, usedWords } from './guarded-resources.js';

/** NaN with which buffers are filled. */
export const POISON_BITS = 0x7fc00000;

export class NetworkHarness {
  readonly buffers: NetworkBuffers;
  readonly #table: GPUBuffer;

  constructor(
    readonly gpu: GpuFixture,
    readonly data: DataSet,
    readonly models: readonly ModelState[],
    readonly training: TrainingSpec,
  ) {
    this.buffers = new NetworkBuffers(gpu.device, new GuardedResources(gpu.device, gpu.resources), data, models);
    this.#table = gpu.resources.uniform('test.table', NetworkTable.byteLength);
    this.poison(this.buffers.gradients);
    this.poison(this.buffers.scratch);
    this.poison(this.buffers.verdicts);
  }

  /** Fills a buffer with NaN, so that what a kernel fails to write shows. */
  poison(buffer: GPUBuffer): void {
    this.gpu.device.queue.writeBuffer(buffer, 0, new Uint32Array(usedWords(buffer)).fill(POISON_BITS));
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

  async run(kernel: KernelDefinition<NetworkBindings>, plan: DispatchPlan, workgroupSize = 16): Promise<void> {
    const { device, compiler } = this.gpu;
    const compiled = await compiledOnce(compiler, kernel, workgroupSize);
    this.buffers.writeTable(this.#table, this.models, this.training, plan);
    const group = compiled.bind(device, `${kernel.name}.test`, this.buffers.bindings(this.#table));
    const encoder = device.createCommandEncoder({ label: `${kernel.name}.test` });
    const pass = encoder.beginComputePass({ label: `${kernel.name}.test` });
    pass.setPipeline(compiled.pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(this.models.length);
    pass.end();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
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

  async results(model: number): Promise<{
    steps: number;
    failureCode: number;
    failureStep: number;
    losses: Float32Array;
    batchAccuracies: Float32Array;
  }> {
    const bytes = await readBuffer(this.gpu.device, this.buffers.results);
    const begin = 4 * model * RESULT_WORDS;
    const [steps = NaN, failureCode = NaN, failureStep = NaN] = new Uint32Array(bytes, begin, 3);
    const rings = begin + 4 * RESULT_HEADER;
    const losses = new Float32Array(bytes, rings, LOSS_RING);
    const batchAccuracies = new Float32Array(bytes, rings + 4 * LOSS_RING, LOSS_RING);
    return { steps, failureCode, failureStep, losses, batchAccuracies };
  }
}

const compiledKernels = new WeakMap<KernelCompiler, Map<string, Promise<CompiledKernel<NetworkBindings>>>>();

/** A software device takes seconds over a pipeline; every size of a kernel is made once per file of tests. */
function compiledOnce(
  compiler: KernelCompiler,
  kernel: KernelDefinition<NetworkBindings>,
  workgroupSize: number,
): Promise<CompiledKernel<NetworkBindings>> {
  const ofDevice = compiledKernels.get(compiler) ?? new Map<string, Promise<CompiledKernel<NetworkBindings>>>();
  compiledKernels.set(compiler, ofDevice);
  const key = `${kernel.name} ${workgroupSize}`;
  const compiled = ofDevice.get(key) ?? compiler.compile(kernel, { workgroup_size: workgroupSize });
  ofDevice.set(key, compiled);
  return compiled;
}

const noPoints: LabelledPoints = { positions: new Float32Array(0), labels: new Uint8Array(0), count: 0 };

export const dataSet = (train: LabelledPoints, dimension: number, classCount: number, test = noPoints): DataSet => ({
  dimension,
  classCount,
  train,
  test,
});
