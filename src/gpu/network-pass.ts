/**
 * Encodes everything that is done with the networks of one run: steps, statistics, folding, evaluation, switches.
 *
 * Owns their buffers, tables and bind groups. `encode...` writes tables and records dispatches into the caller's
 * encoder; only `switchNormalization`, which is rare, submits by itself.
 */
import { advanceCursor, stepsPerEpoch, type BatchCursor, type TrainingSpec } from '../training/training-spec.js';
import type { Run } from '../training/backend.js';
import type { DataSet } from '../training/data-set.js';
import { lastBatch, type PlacedBatch } from '../training/last-batch.js';
import type { ModelState, NormalizationStatistics, NormalizationSwitch } from '../training/model-state.js';
import { isPiecewiseAffine } from '../training/network-spec.js';
import type { NetworkSpec, Normalization } from '../training/network-spec.js';
import type { GpuResources } from './buffers.js';
import { foldedLayout } from './folded-layout.js';
import type { CompiledKernel } from './kernel.js';
import { FOLD_WORKGROUP_SIZE, FoldTable, type FoldBindings } from './kernels/fold-network.js';
import type { NetworkBindings } from './kernels/network-kernels.js';
import { EVALUATION_CHUNK, NetworkBuffers } from './network-buffers.js';
import {
  NetworkTable,
  scratchLayout,
  type DispatchPlan,
  type ModelRecordSource,
  type SwitchAction,
} from './network-table.js';

export interface NetworkKernels {
  readonly train: CompiledKernel<NetworkBindings>;
  readonly normalizationStatistics: CompiledKernel<NetworkBindings>;
  readonly evaluate: CompiledKernel<NetworkBindings>;
  readonly switchNormalization: CompiledKernel<NetworkBindings>;
  readonly foldNetwork: CompiledKernel<FoldBindings>;
}

interface Folding {
  readonly folded: GPUBuffer;
  readonly previous: GPUBuffer;
  readonly table: GPUBuffer;
  readonly foldTable: GPUBuffer;
  readonly group: GPUBindGroup;
}

interface TableAndGroup {
  readonly table: GPUBuffer;
  readonly group: GPUBindGroup;
}

export class NetworkPass {
  readonly buffers: NetworkBuffers;
  readonly #device: GPUDevice;
  readonly #kernels: NetworkKernels;
  readonly #specs: readonly NetworkSpec[];
  #records: { normalization: Normalization; restartStep: ModelState['restartStep'] }[];
  readonly #foldings: readonly Folding[];
  readonly #foldedVectors: number;
  readonly #training: TableAndGroup;
  readonly #evaluation: TableAndGroup;
  readonly #statistics: readonly TableAndGroup[];
  readonly #switching: TableAndGroup;
  readonly #foldTable = new DataView(new ArrayBuffer(FoldTable.byteLength));
  readonly #trainCount: number;
  #spec: TrainingSpec;
  #step: number;
  #cursor: BatchCursor;
  #lastBatch: PlacedBatch | null;

  /** @param scratchOf see `NetworkBuffers` */
  constructor(
    device: GPUDevice,
    resources: GpuResources,
    kernels: NetworkKernels,
    run: Run,
    scratchOf?: (byteLength: number) => GPUBuffer,
  ) {
    this.#device = device;
    this.#kernels = kernels;
    this.buffers = new NetworkBuffers(device, resources, run.data, run.models, scratchOf);
    this.#specs = run.models.map(({ spec }) => spec);
    this.#records = run.models.map(({ normalization, restartStep }) => ({ normalization, restartStep }));
    this.#spec = run.training;
    this.#step = run.models[0]?.step ?? 0;
    this.#cursor = run.cursor;
    this.#trainCount = run.data.train.count;
    this.#lastBatch = lastBatchOf(run);
    const tableFor = (kernel: CompiledKernel<NetworkBindings>, role: string): TableAndGroup => {
      const table = resources.uniform(`${role}.table`, NetworkTable.byteLength);
      return { table, group: kernel.bind(device, role, this.buffers.bindings(table)) };
    };
    this.#training = tableFor(kernels.train, 'train');
    this.#evaluation = tableFor(kernels.evaluate, 'evaluate');
    this.#statistics = run.models.map((_, model) =>
      tableFor(kernels.normalizationStatistics, `normalization_statistics${model}`),
    );
    this.#switching = tableFor(kernels.switchNormalization, 'switch_normalization');
    this.#foldedVectors = foldedLayout(this.buffers.layout.spec).vec4Count;
    this.#foldings = run.models.map((_, model) => this.#createFolding(resources, model));
  }

  get step(): number {
    return this.#step;
  }

  get cursor(): BatchCursor {
    return this.#cursor;
  }

  get batchSize(): number {
    return this.#spec.batchSize;
  }

  /** What a network normalises with now. */
  normalization(model: number): Normalization {
    return this.#record(model).normalization;
  }

  /** The folded layers of a network that the grid draws. */
  folded(model: number): GPUBuffer {
    return this.#folding(model).folded;
  }

  /** A changed batch size starts a new epoch; a changed optimiser starts with empty moments. */
  setTraining(training: TrainingSpec): void {
    if (training.batchSize !== this.#spec.batchSize && this.#cursor.batch > 0) {
      this.#cursor = { epoch: this.#cursor.epoch + 1, batch: 0 };
    }
    if (training.optimizer !== this.#spec.optimizer) this.#restartOptimizer();
    this.#spec = training;
  }

  /** Another moment of the same run, in the same buffers. */
  restore(run: Run): void {
    run.models.forEach((model, index) => this.buffers.writeModel(index, model));
    this.buffers.clearResults();
    this.#records = run.models.map(({ normalization, restartStep }) => ({ normalization, restartStep }));
    this.#spec = run.training;
    this.#step = run.models[0]?.step ?? 0;
    this.#cursor = run.cursor;
    this.#lastBatch = lastBatchOf(run);
  }

  setData(data: DataSet): void {
    this.buffers.writeData(data);
  }

  encodeSteps(encoder: GPUCommandEncoder, count: number): void {
    const { batchSize } = this.#spec;
    this.#write(this.#training.table, {
      scratch: scratchLayout(this.buffers.layout, batchSize, 'everything'),
      batchSize,
      rowCount: this.#trainCount,
      shuffled: this.#spec.batchOrder === 'shuffled',
      firstStep: this.#step,
      stepCount: count,
      cursor: this.#cursor,
      updateRunning: true,
    });
    this.#dispatch(encoder, this.#kernels.train, this.#training.group, [this.#specs.length]);
    this.#cursor = advanceCursor(this.#cursor, count, stepsPerEpoch(this.#spec, this.#trainCount));
    this.#lastBatch = lastBatch(this.#spec, this.#cursor, this.#trainCount);
    this.#step += count;
  }

  /** The picture's statistics of one network; nothing to do without batch normalization. */
  encodeStatistics(encoder: GPUCommandEncoder, model: number, which: NormalizationStatistics): void {
    if (this.#record(model).normalization === 'batch') this.#encodeStatistics(encoder, model, which, this.#records);
  }

  /**
   * @param transition 1: the network as it is; 0: as it was at `keepPicture`. Where single samples are normalised there is
   * nothing in between.
   */
  encodeFold(encoder: GPUCommandEncoder, model: number, transition: number): void {
    const share = isPiecewiseAffine(this.normalization(model)) ? transition : 1;
    const { table, foldTable, group } = this.#folding(model);
    this.#write(table, this.#dataPlan());
    FoldTable.encode({ model, vector_count: this.#foldedVectors, transition: share }, this.#foldTable);
    this.#device.queue.writeBuffer(foldTable, 0, this.#foldTable);
    const workgroups = Math.ceil(this.#foldedVectors / FOLD_WORKGROUP_SIZE);
    this.#dispatch(encoder, this.#kernels.foldNetwork, group, [workgroups]);
  }

  /** Remembers the folded layers of now as the start of a transition. */
  keepPicture(encoder: GPUCommandEncoder, model: number): void {
    const { folded, previous } = this.#folding(model);
    encoder.copyBufferToBuffer(folded, 0, previous, 0, folded.size);
  }

  /** Predicted class and loss of every row, with the picture's statistics. */
  encodeEvaluation(encoder: GPUCommandEncoder): void {
    this.#write(this.#evaluation.table, {
      scratch: scratchLayout(this.buffers.layout, EVALUATION_CHUNK, 'forward'),
      batchSize: EVALUATION_CHUNK,
      rowCount: this.buffers.rowCount,
      shuffled: false,
    });
    this.#dispatch(encoder, this.#kernels.evaluate, this.#evaluation.group, [
      this.buffers.evaluationChunks,
      this.#specs.length,
    ]);
  }

  /** Submits the switch; training and pictures submitted later see it. */
  switchNormalization(model: number, change: NormalizationSwitch): void {
    const record = this.#record(model);
    if (record.normalization === change.to) return;
    if (record.normalization !== 'none' && change.to !== 'none') {
      throw new Error(`${record.normalization} normalization has to be taken away before ${change.to} can be put in.`);
    }
    if (!isPiecewiseAffine(record.normalization) || !isPiecewiseAffine(change.to)) {
      // Put in or taken out: gamma 1, beta 0, either way.
      this.#submitAction(model, 'insert');
      record.restartStep = { ...record.restartStep, scaleShift: this.#step };
    } else if (change.to === 'none') {
      this.#submitStatistics(model, change.statistics, 'batch');
      this.#submitAction(model, 'fold');
      record.restartStep = { ...record.restartStep, affine: this.#step };
    } else if (change.to === 'batch') {
      if (change.insert === 'align') {
        this.#submitAction(model, 'insert');
        this.#submitStatistics(model, 'data', 'batch');
        this.#submitAction(model, 'adopt');
      } else {
        this.#submitStatistics(model, 'data', 'none');
        this.#submitAction(model, 'keep');
      }
      record.restartStep = { ...record.restartStep, scaleShift: this.#step };
    }
    record.normalization = change.to;
  }

  /**
   * Remembers step and normalisations of now; called with the contents of `buffers.state`, copied now, it gives the
   * networks as they are now, whatever has happened since.
   */
  modelReader(): (stateBytes: ArrayBuffer) => ModelState[] {
    const step = this.#step;
    const records = this.#records.map((record, index) => ({
      ...record,
      spec: this.#specs[index] ?? this.buffers.layout.spec,
    }));
    return (bytes) => records.map((record, index) => this.buffers.readModel(bytes, index, { step, ...record }));
  }

  #createFolding(resources: GpuResources, model: number): Folding {
    const folded = resources.storage(`picture${model}.folded`, 16 * this.#foldedVectors);
    const previous = resources.storage(`picture${model}.previous`, 16 * this.#foldedVectors);
    const table = resources.uniform(`picture${model}.table`, NetworkTable.byteLength);
    const foldTable = resources.uniform(`picture${model}.fold_table`, FoldTable.byteLength);
    const { state, results } = this.buffers;
    const group = this.#kernels.foldNetwork.bind(this.#device, `picture${model}.fold`, {
      table,
      fold_table: foldTable,
      state,
      results,
      previous,
      folded,
    });
    return { folded, previous, table, foldTable, group };
  }

  #submitStatistics(model: number, which: NormalizationStatistics, normalization: Normalization): void {
    const records = this.#records.map((record, index) => (index === model ? { ...record, normalization } : record));
    const encoder = this.#device.createCommandEncoder({ label: 'switch.statistics' });
    this.#encodeStatistics(encoder, model, which, records);
    this.#device.queue.submit([encoder.finish()]);
  }

  #submitAction(model: number, switchAction: SwitchAction): void {
    const encoder = this.#device.createCommandEncoder({ label: `switch.${switchAction}` });
    this.#write(this.#switching.table, { ...this.#dataPlan(), onlyModel: model, switchAction });
    this.#dispatch(encoder, this.#kernels.switchNormalization, this.#switching.group, [1]);
    this.#device.queue.submit([encoder.finish()]);
  }

  #encodeStatistics(
    encoder: GPUCommandEncoder,
    model: number,
    which: NormalizationStatistics,
    records: readonly ModelRecordSource[],
  ): void {
    const target = this.#statistics[model];
    if (!target) throw new RangeError(`There is no network ${model}.`);
    this.#write(target.table, { ...this.#statisticsPlan(which), onlyModel: model }, records);
    this.#dispatch(encoder, this.#kernels.normalizationStatistics, target.group, [1]);
  }

  #statisticsPlan(which: NormalizationStatistics): DispatchPlan {
    if (which === 'data') return this.#dataPlan();
    if (which === 'running') return { ...this.#dataPlan(), statisticsSource: 'running' };
    const { training, cursor } = this.#lastBatch ?? { training: this.#spec, cursor: this.#cursor };
    const { batchSize } = training;
    return {
      scratch: scratchLayout(this.buffers.layout, batchSize, 'forward'),
      batchSize,
      rowCount: this.#trainCount,
      shuffled: training.batchOrder === 'shuffled',
      orderSeed: training.seed,
      cursor,
    };
  }

  /** All training rows in their order. */
  #dataPlan(): DispatchPlan {
    return {
      scratch: scratchLayout(this.buffers.layout, this.#trainCount, 'forward'),
      batchSize: this.#trainCount,
      rowCount: this.#trainCount,
      shuffled: false,
    };
  }

  #restartOptimizer(): void {
    const encoder = this.#device.createCommandEncoder({ label: 'optimizer.restart' });
    this.buffers.clearMoments(encoder);
    this.#device.queue.submit([encoder.finish()]);
    const restartStep = { affine: this.#step, scaleShift: this.#step, output: this.#step };
    for (const record of this.#records) record.restartStep = restartStep;
  }

  #write(table: GPUBuffer, plan: DispatchPlan, records: readonly ModelRecordSource[] = this.#records): void {
    this.buffers.writeTable(table, records, this.#spec, plan);
  }

  #dispatch(
    encoder: GPUCommandEncoder,
    kernel: { readonly pipeline: GPUComputePipeline; readonly definition: { readonly name: string } },
    group: GPUBindGroup,
    workgroups: readonly [x: number, y?: number],
  ): void {
    const pass = encoder.beginComputePass({ label: kernel.definition.name });
    pass.setPipeline(kernel.pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(...workgroups);
    pass.end();
  }

  #record(model: number): { normalization: Normalization; restartStep: ModelState['restartStep'] } {
    const record = this.#records[model];
    if (!record) throw new RangeError(`There is no network ${model}.`);
    return record;
  }

  #folding(model: number): Folding {
    const folding = this.#foldings[model];
    if (!folding) throw new RangeError(`There is no network ${model}.`);
    return folding;
  }
}

function lastBatchOf({ training, cursor, data, lastBatch: batch }: Run): PlacedBatch | null {
  return batch === undefined ? lastBatch(training, cursor, data.train.count) : batch;
}
