/** Every buffer that one run's networks need on the device, and the ways in and out of them. */
import type { DataSet } from '../training/data-set.js';
import type { ModelState } from '../training/model-state.js';
import type { TrainingSpec } from '../training/training-spec.js';
import type { GpuResources } from './buffers.js';
import type { BoundResources } from './kernel.js';
import type { NetworkBindings } from './kernels/network-kernels.js';
import {
  networkLayout,
  packParameters,
  packStatistics,
  stateVectors,
  unpackParameters,
  unpackStatistics,
  type NetworkLayout,
} from './network-layout.js';
import {
  NetworkTable,
  networkTableValues,
  RESULT_WORDS,
  scratchLayout,
  type DispatchPlan,
  type ModelRecordSource,
} from './network-table.js';
import { trainingLimits } from '../training/training-spec.js';

const VECTOR_BYTES = 16;

/** Rows that one workgroup of `evaluate` takes. */
export const EVALUATION_CHUNK = 64;

export class NetworkBuffers {
  readonly layout: NetworkLayout;
  readonly modelCount: number;
  readonly rowCount: number;
  readonly state: GPUBuffer;
  readonly gradients: GPUBuffer;
  readonly scratch: GPUBuffer;
  readonly points: GPUBuffer;
  readonly labels: GPUBuffer;
  readonly results: GPUBuffer;
  readonly verdicts: GPUBuffer;
  readonly #device: GPUDevice;
  readonly #trainCount: number;
  readonly #encoded = new DataView(new ArrayBuffer(NetworkTable.byteLength));

  /**
   * @param scratchOf buffer of at least so many bytes, which dispatches of others may use between those of this run
   * @throws where the models differ in architecture
   */
  constructor(
    device: GPUDevice,
    resources: GpuResources,
    data: DataSet,
    models: readonly ModelState[],
    scratchOf = (byteLength: number): GPUBuffer => resources.storage('network.scratch', byteLength),
  ) {
    const first = models[0];
    if (!first) throw new RangeError('A run needs at least one network.');
    this.#device = device;
    this.layout = networkLayout(first.spec);
    this.modelCount = models.length;
    this.#trainCount = data.train.count;
    this.rowCount = data.train.count + data.test.count;
    const { layout, modelCount, rowCount } = this;
    const storage = (role: string, vectors: number): GPUBuffer =>
      resources.storage(`network.${role}`, VECTOR_BYTES * vectors);
    this.state = storage('state', modelCount * stateVectors(layout));
    this.gradients = storage('gradients', modelCount * layout.parameterVectors);
    this.scratch = scratchOf(VECTOR_BYTES * this.#largestScratch());
    this.points = resources.storage('network.points', 4 * rowCount * data.dimension);
    this.labels = resources.storage('network.labels', 4 * rowCount);
    this.results = resources.storage('network.results', this.resultsBytes);
    this.verdicts = resources.storage('network.verdicts', this.verdictsBytes);
    this.writeData(data);
    models.forEach((model, index) => this.writeModel(index, model));
  }

  get resultsBytes(): number {
    return 4 * this.modelCount * RESULT_WORDS;
  }

  get verdictsBytes(): number {
    return 8 * this.modelCount * this.rowCount;
  }

  get evaluationChunks(): number {
    return Math.ceil(this.rowCount / EVALUATION_CHUNK);
  }

  /** The scratch serves one dispatch after another: training, statistics over all rows, evaluation in chunks. */
  #largestScratch(): number {
    const { layout, modelCount } = this;
    const largestBatch = Math.min(trainingLimits.batchSize[1], this.#trainCount);
    return Math.max(
      modelCount * scratchLayout(layout, largestBatch, 'everything').vectorCount,
      modelCount * scratchLayout(layout, this.#trainCount, 'forward').vectorCount,
      modelCount * this.evaluationChunks * scratchLayout(layout, EVALUATION_CHUNK, 'forward').vectorCount,
    );
  }

  writeData(data: DataSet): void {
    const { queue } = this.#device;
    const trainBytes = data.train.positions.byteLength;
    queue.writeBuffer(this.points, 0, data.train.positions);
    queue.writeBuffer(this.points, trainBytes, data.test.positions);
    queue.writeBuffer(this.labels, 0, Uint32Array.from(data.train.labels));
    queue.writeBuffer(this.labels, 4 * data.train.count, Uint32Array.from(data.test.labels));
  }

  writeModel(index: number, model: ModelState): void {
    const { layout } = this;
    const sections = [
      packParameters(layout, model.parameters),
      packParameters(layout, model.firstMoment),
      packParameters(layout, model.secondMoment),
      packStatistics(layout, model.runningStatistics),
    ];
    let offset = VECTOR_BYTES * index * stateVectors(layout);
    for (const section of sections) {
      this.#device.queue.writeBuffer(this.state, offset, section);
      offset += section.byteLength;
    }
  }

  /** @param bytes contents of `state` */
  readModel(
    bytes: ArrayBuffer,
    index: number,
    rest: Pick<ModelState, 'spec' | 'normalization' | 'step' | 'restartStep'>,
  ): ModelState {
    const { layout } = this;
    const sectionBytes = VECTOR_BYTES * layout.parameterVectors;
    const base = VECTOR_BYTES * index * stateVectors(layout);
    const section = (number: number): Float64Array =>
      unpackParameters(layout, new Float32Array(bytes, base + number * sectionBytes, 4 * layout.parameterVectors));
    return {
      ...rest,
      parameters: section(0),
      firstMoment: section(1),
      secondMoment: section(2),
      runningStatistics: unpackStatistics(
        layout,
        new Float32Array(bytes, base + 3 * sectionBytes, 4 * layout.statisticsVectors),
      ),
    };
  }

  /** Losses, failures and counters, as before the first step. */
  clearResults(): void {
    this.#device.queue.writeBuffer(this.results, 0, new Uint8Array(this.resultsBytes));
  }

  /** Forgets the optimiser's memory of all models, as when another optimiser takes over. */
  clearMoments(encoder: GPUCommandEncoder): void {
    const { layout } = this;
    const sectionBytes = VECTOR_BYTES * layout.parameterVectors;
    for (let index = 0; index < this.modelCount; index++) {
      encoder.clearBuffer(this.state, VECTOR_BYTES * index * stateVectors(layout) + sectionBytes, 2 * sectionBytes);
    }
  }

  writeTable(
    buffer: GPUBuffer,
    models: readonly ModelRecordSource[],
    training: TrainingSpec,
    plan: DispatchPlan,
  ): void {
    NetworkTable.encode(networkTableValues(this.layout, models, training, plan), this.#encoded);
    this.#device.queue.writeBuffer(buffer, 0, this.#encoded);
  }

  bindings(table: GPUBuffer): BoundResources<NetworkBindings> {
    const { state, gradients, scratch, points, labels, results, verdicts } = this;
    return { table, state, gradients, scratch, points, labels, results, verdicts };
  }
}
