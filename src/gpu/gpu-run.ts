/** One loaded run on the GPU: its networks, its pictures, and what is read back from them. */
import type { CodeGrid, Report, Run } from '../training/backend.js';
import type { DataSet } from '../training/data-set.js';
import type { FlashGuards } from '../training/flash-guard.js';
import type { ModelState, NormalizationStatistics, NormalizationSwitch } from '../training/model-state.js';
import { isPiecewiseAffine } from '../training/network-spec.js';
import type { Normalization } from '../training/network-spec.js';
import type { PictureRequest } from '../training/picture.js';
import type { BatchCursor, TrainingSpec } from '../training/training-spec.js';
import type { GpuResources } from './buffers.js';
import type { DeviceParts } from './device-parts.js';
import { GpuTimer } from './gpu-timer.js';
import { NetworkPass, type NetworkKernels } from './network-pass.js';
import { LOSS_RING } from './network-table.js';
import type { PartitionPass } from './partition-pass.js';
import type { PartitionPicture } from './partition-picture.js';
import { BufferReader, ReadbackRing } from './readback.js';
import { decodeReports } from './report-decoder.js';
import type { QueueUser } from './submission-queue.js';

export interface GpuRunOptions {
  readonly device: GPUDevice;
  readonly resources: GpuResources;
  readonly kernels: NetworkKernels;
  readonly partition: PartitionPass;
  readonly parts: DeviceParts;
  /** Always the same for a network; asked for when its first picture is there. */
  readonly canvas: (model: number) => HTMLCanvasElement;
  readonly queue: QueueUser;
  /** Of its pictures and those of the runs before. */
  readonly guards: FlashGuards;
  readonly run: Run;
  readonly onReport: (report: Report) => void;
}

/** While training, every row is classified and cells are counted at most this often. */
const EVALUATION_INTERVAL_MS = 100;

/** How long after the last step pictures are made sharp: a slow pace is no standstill. */
const STANDSTILL_MS = 150;

/** Pictures that take no longer fit into every frame. */
const QUICK_PICTURE_MS = 16;

/** What a readback was copied with. */
interface Sample {
  /** Counts restored moments: what was copied before is of another. */
  readonly moment: number;
  readonly step: number;
  readonly cursor: BatchCursor;
  readonly hasEvaluation: boolean;
  readonly counted: readonly boolean[];
  /** Per picture: whether it is new. */
  readonly looks: readonly boolean[];
  readonly drawnMs: number;
}

/** What the folded layers of a picture were made of. */
interface FoldedFrom {
  readonly version: number;
  readonly statistics: NormalizationStatistics;
  readonly transition: number;
}

/** What normalises single samples in some network of a run; others can be switched to the same. */
export function curvedNormalizations(models: Run['models']): Normalization[] {
  const found = models.flatMap(({ spec, normalization }) => [spec.normalization, normalization]);
  return [...new Set(found)].filter((normalization) => !isPiecewiseAffine(normalization));
}

export class GpuRun {
  readonly #device: GPUDevice;
  readonly #queue: QueueUser;
  readonly #pass: NetworkPass;
  readonly #pictures: readonly PartitionPicture[];
  readonly #ring: ReadbackRing<Sample>;
  readonly #stateReader: BufferReader;
  readonly #trainingTimer: GpuTimer | null;
  readonly #pictureTimer: GpuTimer | null;
  readonly #guards: FlashGuards;
  readonly #onReport: (report: Report) => void;
  readonly #modelCount: number;
  readonly #nextLoss: number[];
  readonly #foldedFrom: (FoldedFrom | null)[];
  /** Per picture: counts the different folded layers it has had. */
  readonly #foldedVersion: number[];
  #data: DataSet;
  /** Counts every change of parameters, statistics or data. */
  #version = 1;
  /** What the newest evaluation was made of. */
  #evaluated: Pick<FoldedFrom, 'version' | 'statistics'> | null = null;
  #evaluatedAt = -Infinity;
  #statistics: NormalizationStatistics = 'data';
  #reportedStep: number;
  /** Steps whose losses have been copied for a report. */
  #copiedStep: number;
  #stepsDoneAt = -Infinity;
  #pictureDoneAt = -Infinity;
  #pictureMs = 0;
  #isClosed = false;
  #moment = 0;
  /** Pictures that are out of date are not drawn yet: they would flash. */
  #areHeld = false;
  #readMs = 0;

  constructor({ device, resources, kernels, partition, parts, canvas, queue, guards, run, onReport }: GpuRunOptions) {
    this.#device = device;
    this.#queue = queue;
    this.#guards = guards;
    guards.missAll();
    this.#onReport = onReport;
    this.#data = run.data;
    this.#modelCount = run.models.length;
    this.#pass = new NetworkPass(device, resources, kernels, run, (bytes) => parts.networkScratch(resources, bytes));
    const { spec } = this.#pass.buffers.layout;
    const curved = curvedNormalizations(run.models);
    this.#pictures = run.models.map((_, model) =>
      partition.createPicture(resources, {
        label: `picture${model}`,
        canvas: () => canvas(model),
        folded: this.#pass.folded(model),
        spec,
        curved,
      }),
    );
    this.#nextLoss = run.models.map(() => this.#pass.step);
    this.#foldedFrom = run.models.map(() => null);
    this.#foldedVersion = run.models.map(() => 0);
    this.#reportedStep = this.#pass.step;
    this.#copiedStep = this.#pass.step;
    this.#ring = new ReadbackRing(resources, 'report', this.#reportBytes);
    this.#stateReader = new BufferReader(device, resources, this.#pass.buffers.state);
    this.#trainingTimer = GpuTimer.create(device, resources, 'training.timer');
    this.#pictureTimer = GpuTimer.create(device, resources, 'pictures.timer');
  }

  /** A picture that is coarser than it could be or held, or results that no report has held yet. */
  get wantsFrame(): boolean {
    const isUnfinished = this.#pictures.some(({ wantsFrame, hasNewLook }) => wantsFrame || hasNewLook);
    return this.#areHeld || isUnfinished || !this.#isEvaluated;
  }

  /**
   * True for as long after a slow picture as it took: a run that is behind its pace spends half of its time on steps. Quick
   * pictures are never waited for.
   */
  get isPictureFresh(): boolean {
    return this.#pictureMs > QUICK_PICTURE_MS && performance.now() - this.#pictureDoneAt < this.#pictureMs;
  }

  /** Steps have been taken without pictures, with which they would have been copied for a report. */
  get owesReport(): boolean {
    return this.#copiedStep < this.#pass.step;
  }

  /** Steps that may be taken before the next report: with more of them losses would be overwritten unread. */
  get mostSteps(): number {
    return LOSS_RING - (this.#pass.step - this.#copiedStep);
  }

  get #reportBytes(): number {
    const { resultsBytes, verdictsBytes } = this.#pass.buffers;
    const pictureBytes = this.#pictures.map(({ countBytes, lookBytes }) => countBytes + lookBytes);
    return resultsBytes + verdictsBytes + pictureBytes.reduce((sum, bytes) => sum + bytes, 0);
  }

  get batchSize(): number {
    return this.#pass.batchSize;
  }

  /** Milliseconds that the last `readModels` kept the page busy. */
  get readMs(): number {
    return this.#readMs;
  }

  /** Another moment of this run: nothing is allocated, and what is on its way of the former is dropped. */
  restore(run: Run): void {
    this.#moment++;
    this.#pass.restore(run);
    if (run.data !== this.#data) this.setData(run.data);
    this.#version++;
    this.#foldedFrom.fill(null);
    this.#nextLoss.fill(this.#pass.step);
    this.#reportedStep = this.#pass.step;
    this.#copiedStep = this.#pass.step;
    this.#evaluated = null;
    for (const picture of this.#pictures) picture.takeCount();
  }

  setTraining(training: TrainingSpec): void {
    this.#pass.setTraining(training);
  }

  setData(data: DataSet): void {
    this.#data = data;
    this.#pass.setData(data);
    this.#version++;
  }

  switchNormalization(model: number, change: NormalizationSwitch): void {
    const encoder = this.#device.createCommandEncoder({ label: 'switch.keep_picture' });
    // Walls travel from where they are drawn now: half-way, if those of an earlier switch still travel. Folded anew, since
    // steps may have been taken since, and nothing may have been drawn for a while or ever.
    this.#refold(encoder, model, this.#statistics, this.#foldedFrom[model]?.transition ?? 1);
    this.#pass.keepPicture(encoder, model);
    this.#foldedFrom[model] = { version: this.#version, statistics: this.#statistics, transition: 0 };
    this.#device.queue.submit([encoder.finish()]);
    this.#pass.switchNormalization(model, change);
    this.#version++;
  }

  /** @param onCompleted gets the milliseconds of GPU time that the steps took */
  train(count: number, onCompleted: (durationMs: number) => void): void {
    const encoder = this.#device.createCommandEncoder({ label: 'training' });
    const timer = this.#trainingTimer?.begin(encoder) ? this.#trainingTimer : null;
    this.#pass.encodeSteps(encoder, count);
    this.#version++;
    this.#stepsDoneAt = Infinity;
    this.#queue.submit(encoder, timer, (durationMs) => {
      this.#stepsDoneAt = performance.now();
      onCompleted(durationMs);
    });
  }

  draw(requests: readonly PictureRequest[], isTraining: boolean, isPassing: boolean): void {
    const encoder = this.#device.createCommandEncoder({ label: 'pictures' });
    const timer = this.#pictureTimer?.begin(encoder) ? this.#pictureTimer : null;
    let hasWork = false;
    const now = performance.now();
    const mayRefine = !isPassing && now - this.#stepsDoneAt > STANDSTILL_MS;
    const drawn = requests.filter(({ model }) => this.#mayDraw(model, now));
    this.#areHeld = drawn.length < requests.length;
    this.#statistics = requests.at(-1)?.statistics ?? this.#statistics;
    for (const request of drawn) {
      this.#refold(encoder, request.model, request.statistics, request.transition);
      const picture = this.#picture(request.model);
      const network = {
        version: this.#foldedVersion[request.model] ?? 0,
        normalization: this.#pass.normalization(request.model),
      };
      hasWork = picture.encode(encoder, request, network, { mayRefine, isPassing }) || hasWork;
      if (picture.hasNewLook) this.#guards.of(request.model).draw(request, now);
    }
    const isDue = requests.length > 0 && this.#isEvaluationDue(isTraining);
    if (isDue) {
      this.#encodeEvaluation(encoder, drawn);
      hasWork = true;
    }
    const canReport = this.#ring.isFree;
    const counted = this.#pictures.map((picture) => canReport && picture.takeCount());
    const looks = this.#pictures.map((picture) => canReport && picture.takeLook());
    const hasNew = counted.includes(true) || looks.includes(true);
    const isReportDue = canReport && (isDue || hasNew || this.#reportedStep < this.#pass.step);
    if (isReportDue) this.#copyReport(encoder, { hasEvaluation: isDue, counted, looks, drawnMs: now });
    if (!hasWork && !isReportDue) return;
    this.#queue.submit(encoder, timer, (durationMs) => {
      this.#pictureDoneAt = performance.now();
      this.#pictureMs = durationMs;
      for (const picture of this.#pictures) picture.completed(durationMs);
    });
    this.#ring.deliver((bytes, sample) => this.#receive(bytes, sample));
  }

  async readModels(): Promise<ModelState[]> {
    const { bytes, noted } = await this.#stateReader.read(() => this.#pass.modelReader());
    const startMs = performance.now();
    const models = noted(bytes);
    this.#readMs = performance.now() - startMs;
    return models;
  }

  readCodes(model: number): Promise<CodeGrid> {
    return this.#picture(model).readCodes();
  }

  /** @param onDrawn gets every network whose picture has been drawn again: in this task its canvas can be copied */
  drawAgain(onDrawn: (model: number) => void): void {
    this.#pictures.forEach((picture, model) => {
      const encoder = this.#device.createCommandEncoder({ label: 'picture.again' });
      if (!picture.encodeAgain(encoder)) return;
      this.#queue.submit(encoder, null, (durationMs) => picture.completed(durationMs));
      onDrawn(model);
    });
  }

  /** Nothing comes from it any more. The buffers are freed with the run's resources, after this. */
  close(): void {
    this.#isClosed = true;
    this.#stateReader.close();
    for (const picture of this.#pictures) picture.destroy();
    this.#trainingTimer?.destroy();
    this.#pictureTimer?.destroy();
  }

  get #isEvaluated(): boolean {
    return this.#evaluated?.version === this.#version && this.#evaluated.statistics === this.#statistics;
  }

  #isEvaluationDue(isTraining: boolean): boolean {
    if (this.#isEvaluated || !this.#ring.isFree) return false;
    return !isTraining || performance.now() - this.#evaluatedAt >= EVALUATION_INTERVAL_MS;
  }

  /** Statistics and folded layers of a picture, where they are not those of now already. */
  #refold(encoder: GPUCommandEncoder, model: number, statistics: NormalizationStatistics, transition: number): void {
    const version = this.#version;
    const from = this.#foldedFrom[model];
    const isCurrent = from?.version === version && from.statistics === statistics;
    if (isCurrent && from.transition === transition) return;
    if (!isCurrent) this.#pass.encodeStatistics(encoder, model, statistics);
    this.#pass.encodeFold(encoder, model, transition);
    this.#foldedFrom[model] = { version, statistics, transition };
    this.#foldedVersion[model] = (this.#foldedVersion[model] ?? 0) + 1;
  }

  #encodeEvaluation(encoder: GPUCommandEncoder, requests: readonly PictureRequest[]): void {
    for (let model = 0; model < this.#modelCount; model++) {
      const isDrawn = requests.some((request) => request.model === model);
      if (!isDrawn) this.#pass.encodeStatistics(encoder, model, this.#statistics);
    }
    this.#pass.encodeEvaluation(encoder);
    this.#evaluated = { version: this.#version, statistics: this.#statistics };
    this.#evaluatedAt = performance.now();
  }

  #copyReport(encoder: GPUCommandEncoder, parts: Omit<Sample, 'moment' | 'step' | 'cursor'>): void {
    const { results, verdicts, resultsBytes, verdictsBytes } = this.#pass.buffers;
    this.#copiedStep = this.#pass.step;
    const sample = { ...parts, moment: this.#moment, step: this.#pass.step, cursor: this.#pass.cursor };
    this.#ring.copy(encoder, sample, [
      { buffer: results, byteLength: resultsBytes },
      { buffer: verdicts, byteLength: verdictsBytes },
      ...this.#pictures.map(({ countBuffer, countBytes }) => ({ buffer: countBuffer, byteLength: countBytes })),
      ...this.#pictures.map(({ lookBuffer, lookBytes }) => ({ buffer: lookBuffer, byteLength: lookBytes })),
    ]);
  }

  #receive(bytes: ArrayBuffer, sample: Sample): void {
    if (this.#isClosed) return;
    this.#see(bytes, sample);
    const { moment, step, cursor, hasEvaluation, counted } = sample;
    if (moment !== this.#moment) return;
    const { resultsBytes, verdictsBytes } = this.#pass.buffers;
    const verdictsEnd = resultsBytes + verdictsBytes;
    let countAt = verdictsEnd;
    const cells = this.#pictures.map((picture, model) => {
      const count = counted[model] ? picture.decodeCount(bytes.slice(countAt, countAt + picture.countBytes)) : null;
      countAt += picture.countBytes;
      return count;
    });
    const models = decodeReports(bytes.slice(0, resultsBytes), bytes.slice(resultsBytes, verdictsEnd), {
      modelCount: this.#modelCount,
      data: this.#data,
      firstStep: this.#nextLoss,
      hasEvaluation,
      cells,
    });
    models.forEach(({ losses }, model) => (this.#nextLoss[model] = losses.firstStep + losses.values.length));
    this.#reportedStep = step;
    this.#onReport({ step, cursor, models });
  }

  /** Pictures are seen at the end of the report, one after the other. Those of a former moment have been on the screen too. */
  #see(bytes: ArrayBuffer, { looks, drawnMs }: Sample): void {
    const lengths = this.#pictures.map(({ lookBytes }) => lookBytes);
    let at = this.#reportBytes - lengths.reduce((sum, length) => sum + length, 0);
    this.#pictures.forEach((picture, model) => {
      const look = new Uint8Array(bytes, at, picture.lookBytes);
      if (looks[model]) this.#guards.of(model).see(picture.decodeLook(look), drawnMs);
      at += picture.lookBytes;
    });
  }

  /** Not before it is known what the last picture looked like. */
  #mayDraw(model: number, nowMs: number): boolean {
    return !this.#picture(model).hasNewLook && this.#guards.of(model).mayDraw(nowMs);
  }

  #picture(model: number): PartitionPicture {
    const picture = this.#pictures[model];
    if (!picture) throw new RangeError(`There is no network ${model}.`);
    return picture;
  }
}
