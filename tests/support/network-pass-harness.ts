/** A NetworkPass on given twins, with blocking reads of what it computes. */
import type { Run } from '../../src/training/backend.js';
import type { ModelState } from '../../src/training/model-state.js';
import { curvedNormalizations } from '../../src/gpu/gpu-run.js';
import { NetworkPass } from '../../src/gpu/network-pass.js';
import { stateVectors, unpackStatistics } from '../../src/gpu/network-layout.js';
import { LOSS_RING, RESULT_HEADER, RESULT_WORDS } from '../../src/gpu/network-table.js';
import { readBuffer } from '../../src/gpu/readback.js';
import { curvedNetworkKernels, networkKernels } from './compiled-kernels.js';
import type { GpuFixture } from './gpu-fixture.js';

export class NetworkPassHarness {
  static async create(gpu: GpuFixture, run: Run): Promise<NetworkPassHarness> {
    const isCurved = curvedNormalizations(run.models).length > 0;
    const kernels = await (isCurved ? curvedNetworkKernels : networkKernels)(gpu.compiler);
    return new NetworkPassHarness(gpu, new NetworkPass(gpu.device, gpu.resources, kernels, run));
  }

  private constructor(
    readonly gpu: GpuFixture,
    readonly pass: NetworkPass,
  ) {}

  submit(encode: (encoder: GPUCommandEncoder) => void): void {
    const encoder = this.gpu.device.createCommandEncoder({ label: 'test' });
    encode(encoder);
    this.gpu.device.queue.submit([encoder.finish()]);
  }

  steps(count: number): void {
    this.submit((encoder) => this.pass.encodeSteps(encoder, count));
  }

  async models(): Promise<ModelState[]> {
    const read = this.pass.modelReader();
    return read(await readBuffer(this.gpu.device, this.pass.buffers.state));
  }

  async losses(model: number): Promise<Float32Array> {
    const bytes = await readBuffer(this.gpu.device, this.pass.buffers.results);
    return new Float32Array(bytes, 4 * (model * RESULT_WORDS + RESULT_HEADER), LOSS_RING);
  }

  async batchAccuracies(model: number): Promise<Float32Array> {
    const bytes = await readBuffer(this.gpu.device, this.pass.buffers.results);
    return new Float32Array(bytes, 4 * (model * RESULT_WORDS + RESULT_HEADER + LOSS_RING), LOSS_RING);
  }

  async header(model: number): Promise<{ steps: number; failureCode: number; failureStep: number }> {
    const bytes = await readBuffer(this.gpu.device, this.pass.buffers.results);
    const [steps = NaN, failureCode = NaN, failureStep = NaN] = new Uint32Array(bytes, 4 * model * RESULT_WORDS, 3);
    return { steps, failureCode, failureStep };
  }

  async pictureStatistics(model: number): Promise<Float64Array> {
    const { layout } = this.pass.buffers;
    const begin = 4 * (model * stateVectors(layout) + 3 * layout.parameterVectors + layout.statisticsVectors);
    const all = new Float32Array(await readBuffer(this.gpu.device, this.pass.buffers.state));
    return unpackStatistics(layout, all.subarray(begin, begin + 4 * layout.statisticsVectors));
  }

  async folded(model: number): Promise<Float32Array> {
    return new Float32Array(await readBuffer(this.gpu.device, this.pass.folded(model)));
  }

  /** Per row (predicted class, loss). */
  async verdicts(model: number): Promise<{ classes: number[]; losses: number[] }> {
    const { rowCount } = this.pass.buffers;
    const bytes = await readBuffer(this.gpu.device, this.pass.buffers.verdicts);
    const words = new Uint32Array(bytes, 8 * model * rowCount, 2 * rowCount);
    const floats = new Float32Array(bytes, 8 * model * rowCount, 2 * rowCount);
    return {
      classes: Array.from({ length: rowCount }, (_, row) => words[2 * row] ?? NaN),
      losses: Array.from({ length: rowCount }, (_, row) => floats[2 * row + 1] ?? NaN),
    };
  }
}
