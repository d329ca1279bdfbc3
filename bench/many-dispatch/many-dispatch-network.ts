/**
 * The plain way to train a network on WebGPU, as a yardstick: one textbook kernel per operation, 23 dispatches per step
 * of a network with two hidden layers with batch normalization, and each batch written from the page. ReLU networks with
 * SGD and momentum only. Every dispatch and bind group is prepared once, so that a step costs no more than it must.
 */
import type { DataSet } from '../../src/training/data-set.js';
import type { ModelState } from '../../src/training/model-state.js';
import { parameterLayout, type HiddenLayerSlots } from '../../src/training/parameter-layout.js';
import { batchRows, gatherBatch } from '../../src/training/reference/training-step.js';
import { advanceCursor, stepsPerEpoch, type TrainingSpec } from '../../src/training/training-spec.js';
import type { GpuResources } from '../../src/gpu/buffers.js';
import type { Bindings, BoundResources, CompiledKernel } from '../../src/gpu/kernel.js';
import type { Fields, UniformStruct, Values } from '../../src/gpu/uniform-struct.js';
import { Layer, Matmul, MATMUL_TILE, Sgd, WORKGROUP_SIZE, type BaselineKernels } from './kernels.js';

/** Element (i, j) lies at offset + i row + j column of the buffer. */
interface Matrix {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly row: number;
  readonly column: number;
}

const rowMajor = (buffer: GPUBuffer, columns: number, offset = 0): Matrix => ({
  buffer,
  offset,
  row: columns,
  column: 1,
});

const transposed = ({ row, column, ...place }: Matrix): Matrix => ({ ...place, row: column, column: row });

/** What one hidden layer keeps of its forward pass for the backward pass. */
interface ForwardLayer {
  readonly slots: HiddenLayerSlots;
  readonly uniform: GPUBuffer;
  /** [B, inputWidth] */
  readonly input: GPUBuffer;
  /** [B, width], as is activation. */
  readonly normalized: GPUBuffer;
  readonly activation: GPUBuffer;
}

interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly x: number;
  readonly y: number;
}

export class ManyDispatchNetwork {
  readonly #device: GPUDevice;
  readonly #resources: GpuResources;
  readonly #kernels: BaselineKernels;
  readonly #data: DataSet;
  readonly #training: TrainingSpec;
  readonly #dispatches: Dispatch[] = [];
  readonly #parameters: GPUBuffer;
  readonly #gradients: GPUBuffer;
  readonly #statistics: GPUBuffer;
  readonly #input: GPUBuffer;
  readonly #labels: GPUBuffer;
  readonly #loss: GPUBuffer;
  readonly #lossReadback: GPUBuffer;
  #cursor = { epoch: 0, batch: 0 };

  constructor(
    device: GPUDevice,
    resources: GpuResources,
    kernels: BaselineKernels,
    model: ModelState,
    data: DataSet,
    training: TrainingSpec,
  ) {
    this.#device = device;
    this.#resources = resources;
    this.#kernels = kernels;
    this.#data = data;
    this.#training = training;
    const layout = parameterLayout(model.spec);
    this.#parameters = resources.storageFrom('baseline.parameters', Float32Array.from(model.parameters));
    this.#gradients = this.#array('gradients', layout.parameterCount);
    this.#statistics = this.#array('statistics', layout.statisticsCount);
    this.#input = this.#array('input', training.batchSize * model.spec.inputDimension);
    this.#labels = this.#array('labels', training.batchSize);
    this.#loss = this.#array('loss', 1);
    this.#lossReadback = resources.buffer('baseline.loss', 4, GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ);

    const running = resources.storageFrom('baseline.running', Float32Array.from(model.runningStatistics));
    const hidden: ForwardLayer[] = [];
    for (const slots of layout.hidden)
      hidden.push(this.#forward(slots, hidden.at(-1)?.activation ?? this.#input, running));

    const { output } = layout;
    const lastActivation = hidden.at(-1)?.activation ?? this.#input;
    const head = this.#layerUniform(output.width, output.bias.offset);
    const logits = this.#linear(output, lastActivation);
    const d_logits = this.#array('d_logits', training.batchSize * output.width);
    this.#add(this.#kernels.softmaxCrossEntropy, 1, {
      layer: head,
      logits,
      labels: this.#labels,
      d_logits,
      loss: this.#loss,
    });
    let d_activation = this.#affineBackward(output, head, lastActivation, d_logits);
    for (const layer of hidden.toReversed()) d_activation = this.#backward(layer, d_activation);
    this.#update(layout.parameterCount);
  }

  /** One step of training; its loss is that of the batch before the update. */
  step(): void {
    const { queue } = this.#device;
    const { train } = this.#data;
    const batch = gatherBatch(train, batchRows(train.count, this.#training, this.#cursor));
    queue.writeBuffer(this.#input, 0, Float32Array.from(batch.positions));
    queue.writeBuffer(this.#labels, 0, Uint32Array.from(batch.labels));
    const encoder = this.#device.createCommandEncoder({ label: 'baseline.step' });
    const pass = encoder.beginComputePass({ label: 'baseline.step' });
    for (const { pipeline, group, x, y } of this.#dispatches) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(x, y);
    }
    pass.end();
    queue.submit([encoder.finish()]);
    this.#cursor = advanceCursor(this.#cursor, 1, stepsPerEpoch(this.#training, train.count));
  }

  get dispatchesPerStep(): number {
    return this.#dispatches.length;
  }

  /** Loss of the last step. */
  async readLoss(): Promise<number> {
    const encoder = this.#device.createCommandEncoder({ label: 'baseline.loss' });
    encoder.copyBufferToBuffer(this.#loss, 0, this.#lossReadback, 0, 4);
    this.#device.queue.submit([encoder.finish()]);
    await this.#lossReadback.mapAsync(GPUMapMode.READ);
    const [loss] = new Float32Array(this.#lossReadback.getMappedRange(0, 4));
    this.#lossReadback.unmap();
    return loss ?? NaN;
  }

  #forward(slots: HiddenLayerSlots, input: GPUBuffer, running: GPUBuffer): ForwardLayer {
    const { width } = slots;
    const elements = this.#training.batchSize * width;
    const uniform = this.#layerUniform(width, slots.bias.offset, slots);
    const linear = this.#linear(slots, input);
    const normalized = this.#array('normalized', elements);
    const activation = this.#array('activation', elements);
    const statistics = this.#statistics;
    this.#addElementwise(this.#kernels.batchStatistics, width, { layer: uniform, linear, statistics, running });
    this.#addElementwise(this.#kernels.normalizeActivate, elements, {
      layer: uniform,
      linear,
      statistics,
      parameters: this.#parameters,
      normalized,
      activation,
    });
    return { slots, uniform, input, normalized, activation };
  }

  /** linear [B, M] = input [B, N] weight^T + bias */
  #linear({ inputWidth, width, weight, bias }: AffineSlots, input: GPUBuffer): GPUBuffer {
    const linear = this.#array('linear', this.#training.batchSize * width);
    const b = transposed(rowMajor(this.#parameters, inputWidth, weight.offset));
    this.#matmul([this.#training.batchSize, inputWidth, width], rowMajor(input, inputWidth), b, linear, 0, bias.offset);
    return linear;
  }

  /** @returns gradient with respect to the layer's input */
  #backward({ slots, uniform, input, normalized, activation }: ForwardLayer, d_activation: GPUBuffer): GPUBuffer {
    const elements = this.#training.batchSize * slots.width;
    const d_output = this.#array('d_output', elements);
    const d_linear = this.#array('d_linear', elements);
    const gradients = this.#gradients;
    const shared = { layer: uniform, normalized, d_output, gradients };
    this.#addElementwise(this.#kernels.activationBackward, elements, {
      layer: uniform,
      activation,
      d_activation,
      d_output,
    });
    this.#addElementwise(this.#kernels.batchNormSums, slots.width, shared);
    this.#addElementwise(this.#kernels.batchNormBackward, elements, {
      ...shared,
      statistics: this.#statistics,
      parameters: this.#parameters,
      d_linear,
    });
    return this.#affineBackward(slots, uniform, input, d_linear);
  }

  /** Gradients of weight and bias; gradient of the input where it is not the data. */
  #affineBackward(slots: AffineSlots, uniform: GPUBuffer, input: GPUBuffer, d_linear: GPUBuffer): GPUBuffer {
    const { batchSize } = this.#training;
    const { inputWidth, width, weight } = slots;
    const d_rows = rowMajor(d_linear, width);
    const inputRows = rowMajor(input, inputWidth);
    this.#matmul([width, batchSize, inputWidth], transposed(d_rows), inputRows, this.#gradients, weight.offset);
    this.#addElementwise(this.#kernels.columnSums, width, { layer: uniform, d_linear, gradients: this.#gradients });
    if (input === this.#input) return input;
    const d_input = this.#array('d_input', batchSize * inputWidth);
    const weights = rowMajor(this.#parameters, inputWidth, weight.offset);
    this.#matmul([batchSize, width, inputWidth], d_rows, weights, d_input);
    return d_input;
  }

  #update(count: number): void {
    const { learningRate, momentum } = this.#training;
    this.#addElementwise(this.#kernels.sgdUpdate, count, {
      sgd: this.#uniform(Sgd, { count, learning_rate: learningRate, momentum }),
      gradients: this.#gradients,
      velocities: this.#array('velocities', count),
      parameters: this.#parameters,
    });
  }

  /** out [rows, columns] = a [rows, inner] b [inner, columns], plus a bias [columns] of the parameters. */
  #matmul(
    [rows, inner, columns]: readonly [number, number, number],
    a: Matrix,
    b: Matrix,
    out: GPUBuffer,
    outOffset = 0,
    biasOffset: number | null = null,
  ): void {
    const sizes = this.#uniform(Matmul, {
      rows,
      columns,
      inner,
      a_offset: a.offset,
      a_row: a.row,
      a_inner: a.column,
      b_offset: b.offset,
      b_inner: b.row,
      b_column: b.column,
      has_bias: biasOffset === null ? 0 : 1,
      bias_offset: biasOffset ?? 0,
      out_offset: outOffset,
    });
    const bound = { sizes, a: a.buffer, b: b.buffer, bias: this.#parameters, out };
    this.#add(this.#kernels.matmul, Math.ceil(columns / MATMUL_TILE), bound, Math.ceil(rows / MATMUL_TILE));
  }

  #addElementwise<B extends Bindings>(kernel: CompiledKernel<B>, threads: number, bound: BoundResources<B>): void {
    this.#add(kernel, Math.ceil(threads / WORKGROUP_SIZE), bound);
  }

  #add<B extends Bindings>(kernel: CompiledKernel<B>, x: number, bound: BoundResources<B>, y = 1): void {
    const group = kernel.bind(this.#device, `baseline.${kernel.definition.name}`, bound);
    this.#dispatches.push({ pipeline: kernel.pipeline, group, x, y });
  }

  #layerUniform(width: number, bias: number, slots?: HiddenLayerSlots): GPUBuffer {
    const mean = slots?.statisticsOffset ?? 0;
    return this.#uniform(Layer, {
      rows: this.#training.batchSize,
      width,
      bias,
      scale: slots?.scale.offset ?? 0,
      shift: slots?.shift.offset ?? 0,
      mean,
      variance: mean + width,
    });
  }

  #uniform<F extends Fields>(struct: UniformStruct<F>, values: Values<F>): GPUBuffer {
    const bytes = new DataView(new ArrayBuffer(struct.byteLength));
    struct.encode(values, bytes);
    const buffer = this.#resources.uniform(`baseline.${struct.name}`, struct.byteLength);
    this.#device.queue.writeBuffer(buffer, 0, bytes);
    return buffer;
  }

  #array(role: string, length: number): GPUBuffer {
    return this.#resources.storage(`baseline.${role}`, 4 * length);
  }
}

type AffineSlots = Pick<HiddenLayerSlots, 'inputWidth' | 'width' | 'weight' | 'bias'>;
