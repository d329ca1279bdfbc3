/**
 * One picture of one network on a canvas: decides in each frame what to compute, and records it.
 *
 * A picture that is out of date is drawn anew in one frame, as fine as the budget allows. One that is up to date but
 * coarse is built again at full resolution, some tiles per frame; any change starts over. Pictures that change now and
 * then only are built sharp at once, so that they do not blur at every step. Each build is a list of tiles of one grid,
 * each computed, painted and counted before the next. The canvas keeps what is finished; the texture is then others'.
 */
import type { CellCount, CodeGrid } from '../training/backend.js';
import { LOOK_SIDE, tileLuminances } from '../training/flash-guard.js';
import { isPiecewiseAffine, sampleNorm } from '../training/network-spec.js';
import type { NetworkSpec, Normalization } from '../training/network-spec.js';
import type { PictureRequest } from '../training/picture.js';
import { paintPlan } from '../training/reference/paint.js';
import type { GpuResources } from './buffers.js';
import { CellCounter } from './cell-counter.js';
import { readGridCodes } from './code-reader.js';
import { chooseLevel, gridSize, type GridBudget, type GridSize } from './grid-resolution.js';
import type { CompiledKernel } from './kernel.js';
import { CELL_COUNTER_BYTES, decodeCellCount, type cellCount } from './kernels/cell-count.js';
import { PARTITION_WORKGROUP_SIZE } from './kernels/partition-grid.js';
import { PartitionPaint, paintValues, type partitionPaint } from './kernels/partition-paint.js';
import type { GridKernels } from './grid-kernels.js';
import type { GridProgram, PartitionGrid } from './partition-grid.js';
import { BLOCK_SIZE, tilesOf, type TileArea } from './partition-tiles.js';
import { isSameSubject, type PictureSubject } from './picture-subject.js';
import { PictureTextures } from './picture-textures.js';
import { CanvasPresenter, LOOK_BYTES, type PresenterKernel } from './presenter.js';
import type { ScratchPool } from './shared-parts.js';
import { TileRecorder } from './tile-recorder.js';

export interface PictureKernels {
  readonly grid: GridKernels;
  readonly paint: CompiledKernel<typeof partitionPaint.bindings>;
  readonly count: CompiledKernel<typeof cellCount.bindings>;
  readonly presenter: PresenterKernel;
}

/** What the pictures of one run share: networks of one run have one architecture. */
export interface SharedGrid {
  readonly grid: PartitionGrid;
  readonly budget: GridBudget;
  readonly cellSlots: ScratchPool<GPUBuffer>;
  readonly textures: ScratchPool<GPUTexture>;
  pictureCount: number;
}

export interface PictureSource {
  /** Start of the labels of everything that the picture owns. */
  readonly label: string;
  /** Folded layers as `foldedLayout` lays them out. */
  readonly folded: GPUBuffer;
  readonly spec: NetworkSpec;
  /** The normalisers of single samples that the network may get during the run; none unless given. */
  readonly curved?: readonly Normalization[];
  /** Configured for the presenter's format; asked for when the first picture is there. */
  readonly context: () => GPUCanvasContext;
}

/** What the folded layers of a network hold: `version` counts their changes. */
export interface FoldedVersion {
  readonly version: number;
  readonly normalization: Normalization;
}

/** What is known of the next change of a picture. */
export interface PictureHaste {
  /** False while the next change is near: then a picture that is up to date stays as coarse as it is. */
  readonly mayRefine: boolean;
  /** True for a moment that is soon over: then its picture is coarse at once. */
  readonly isPassing: boolean;
}

/** Tiles of one picture in one frame, at most; and how many of full size a picture drawn in one frame may have. */
const TILES_PER_FRAME = 64;
const FULL_TILES_PER_FRAME = 32;
/** Fewer pixels than this in a frame would take too many frames. */
const LEAST_SLICE_PIXELS = 4096;
/** A sharp picture that has stood for so long may take this many frames to become the next one, sharp again. */
const CALM_MS = 150;
const CALM_FRAMES = 6;

interface Build {
  readonly subject: PictureSubject;
  readonly level: number;
  readonly size: GridSize;
  readonly tiles: readonly TileArea[];
  /** Whether it may take several frames. */
  readonly isSliced: boolean;
  readonly program: GridProgram;
  next: number;
}

export class PartitionPicture {
  /** Bytes of `countBuffer`. */
  readonly countBytes = CELL_COUNTER_BYTES;
  /** Bytes of `lookBuffer`. */
  readonly lookBytes = LOOK_BYTES;
  readonly #device: GPUDevice;
  readonly #kernels: PictureKernels;
  readonly #resources: GpuResources;
  readonly #shared: SharedGrid;
  readonly #label: string;
  readonly #spec: NetworkSpec;
  /** By what normalises single samples; that of a network that does not, under none. */
  readonly #programs = new Map<Normalization, GridProgram>();
  readonly #presenter: CanvasPresenter;
  readonly #textures: PictureTextures;
  readonly #counter: CellCounter;
  readonly #recorder: TileRecorder;
  readonly #paint: GPUBuffer;
  readonly #encodedPaint = new DataView(new ArrayBuffer(PartitionPaint.byteLength));
  #build: Build | null = null;
  #shown: Pick<Build, 'subject' | 'level' | 'size' | 'program'> | null = null;
  #hasNewCount = false;
  #hasNewLook = false;
  #isPaused = true;
  #isFinishing = false;
  #finishedAt = Infinity;

  /** @param resources of the run; they own everything that the picture makes */
  constructor(
    device: GPUDevice,
    kernels: PictureKernels,
    resources: GpuResources,
    shared: SharedGrid,
    { label, folded, spec, context, curved = [] }: PictureSource,
  ) {
    const { grid } = shared;
    const { tile, codes, distances, classes } = grid.outputs;
    this.#device = device;
    this.#kernels = kernels;
    this.#resources = resources;
    this.#shared = shared;
    this.#label = label;
    this.#spec = spec;
    this.#programs.set('none', grid.program(label, folded));
    for (const normalization of curved) {
      const norm = sampleNorm(spec, normalization);
      if (!norm) continue;
      const program = grid.curvedProgram(resources, `${label}.${normalization}`, folded, norm);
      this.#programs.set(normalization, program);
    }
    const paint = resources.uniform(`${label}.paint`, PartitionPaint.byteLength);
    this.#paint = paint;
    this.#presenter = new CanvasPresenter(device, kernels.presenter, resources, label, context);
    this.#textures = new PictureTextures(shared.textures, label, this.#presenter, (role, painted) =>
      kernels.paint.bind(device, role, { tile, paint, codes, distances, classes, painted }),
    );
    this.#counter = new CellCounter(
      device,
      kernels.count,
      resources,
      label,
      grid.outputs,
      grid.wordsPerPixel,
      shared.cellSlots,
    );
    this.#recorder = new TileRecorder(device, resources, label, tile, TILES_PER_FRAME);
    shared.pictureCount++;
  }

  /** True while what is shown is coarser than the canvas. */
  get wantsFrame(): boolean {
    return !this.#isPaused && (this.#build !== null || (this.#shown !== null && this.#shown.level > 0));
  }

  /** Holds the count of the newest finished build from the submission on in which `takeCount` says that it is new. */
  get countBuffer(): GPUBuffer {
    return this.#counter.counters;
  }

  /** Whether a build has been finished, and its cells counted, since this was asked last. */
  takeCount(): boolean {
    const isNew = this.#hasNewCount;
    this.#hasNewCount = false;
    return isNew;
  }

  /** What the newest picture on the canvas looks like, from the submission on in which `hasNewLook` says that it is new. */
  get lookBuffer(): GPUBuffer {
    return this.#presenter.look;
  }

  /** Whether there is a newer picture on the canvas than when `takeLook` was last called. */
  get hasNewLook(): boolean {
    return this.#hasNewLook;
  }

  /** Returns what `hasNewLook` was. */
  takeLook(): boolean {
    const isNew = this.#hasNewLook;
    this.#hasNewLook = false;
    return isNew;
  }

  /** @param bytes of `lookBuffer`. Returns the `tileLuminances` of the picture. */
  decodeLook(bytes: Uint8Array): Float64Array {
    const order = this.#kernels.presenter.format === 'bgra8unorm' ? 'bgra' : 'rgba';
    return tileLuminances(bytes, LOOK_SIDE, LOOK_SIDE, order);
  }

  /** @param bytes of `countBuffer` */
  decodeCount(bytes: ArrayBuffer): CellCount {
    return decodeCellCount(bytes);
  }

  /**
   * Records what brings the picture nearer to `request`. Nothing for a canvas of size 0.
   *
   * @param network version of the folded layers, any change of which makes the picture out of date, and what they hold
   * @returns whether anything was recorded
   */
  encode(
    encoder: GPUCommandEncoder,
    request: PictureRequest,
    network: FoldedVersion,
    { mayRefine, isPassing }: PictureHaste,
  ): boolean {
    const canvas = this.#canvasSize(request);
    this.#isPaused = canvas.width < 1 || canvas.height < 1;
    if (this.#isPaused) return false;
    const subject = { version: network.version, request };
    if (this.#build === null || !isSameSubject(this.#build.subject, subject)) {
      const isShown = this.#shown !== null && isSameSubject(this.#shown.subject, subject);
      if (isShown && (this.#shown?.level === 0 || !mayRefine)) {
        this.#endBuild();
        return false;
      }
      const program = this.#programs.get(isPiecewiseAffine(network.normalization) ? 'none' : network.normalization);
      if (!program) throw new Error(`${this.#label}: nothing was prepared for ${network.normalization} normalization.`);
      this.#begin(encoder, subject, program, canvas, isShown, isPassing);
    }
    this.#encodeTiles(encoder);
    if (this.#build && this.#build.next === this.#build.tiles.length) this.#finish(encoder, this.#build, canvas);
    return true;
  }

  /**
   * Records the newest picture once more, in one go, onto the same canvas: its pixels can be copied in the task of the
   * submission only. False where there is none.
   */
  encodeAgain(encoder: GPUCommandEncoder): boolean {
    if (!this.#shown) return false;
    const { subject, program } = this.#shown;
    const canvas = this.#canvasSize(subject.request);
    const most = FULL_TILES_PER_FRAME * this.#shared.grid.tilePixels;
    let { level } = this.#shown;
    const pixels = ({ width, height }: GridSize): number => width * height;
    while (pixels(gridSize(canvas.width, canvas.height, level)) > most) level++;
    this.#start(encoder, { subject, program, level, isSliced: false }, canvas);
    this.#encodeTiles(encoder);
    if (this.#build) this.#finish(encoder, this.#build, canvas);
    return true;
  }

  /** The submission that `encode` recorded into kept the GPU busy for `durationMs`. */
  completed(durationMs: number): void {
    this.#shared.budget.completed(durationMs);
    if (this.#isFinishing) this.#finishedAt = performance.now();
    this.#isFinishing = false;
  }

  /**
   * Waits for the newest picture and computes its codes again, on that picture's grid.
   *
   * @throws Error before the first picture
   */
  readCodes(): Promise<CodeGrid> {
    if (!this.#shown) throw new Error(`${this.#label}: nothing has been drawn yet.`);
    const { subject, size, program } = this.#shown;
    return readGridCodes(this.#device, this.#resources, this.#shared.grid, program, subject.request.view, size);
  }

  /** Buffers belong to the run's resources and go with them. */
  destroy(): void {
    this.#shared.pictureCount--;
    this.#build = null;
    this.#shown = null;
    this.#textures.destroy();
    this.#counter.destroy();
  }

  /** What was needed to make it is others' now. */
  #endBuild(): void {
    this.#build = null;
    this.#textures.giveBack();
    this.#counter.end();
  }

  #canvasSize({ widthPx, heightPx }: PictureRequest): GridSize {
    const limit = this.#device.limits.maxTextureDimension2D;
    return { width: Math.min(Math.floor(widthPx), limit), height: Math.min(Math.floor(heightPx), limit) };
  }

  #begin(
    encoder: GPUCommandEncoder,
    subject: PictureSubject,
    program: GridProgram,
    canvas: GridSize,
    isShown: boolean,
    isPassing: boolean,
  ): void {
    const { grid, budget, pictureCount } = this.#shared;
    const affordable = budget.affordable(pictureCount, FULL_TILES_PER_FRAME * grid.tilePixels, isPassing);
    const sharp = gridSize(canvas.width, canvas.height, 0);
    const isSliced = isShown || (!isPassing && this.#canBeSharpAtOnce(sharp, affordable.target));
    const level = isSliced ? 0 : chooseLevel(canvas.width, canvas.height, affordable, this.#shown?.level ?? null);
    this.#start(encoder, { subject, program, level, isSliced }, canvas);
  }

  #start(
    encoder: GPUCommandEncoder,
    { subject, program, level, isSliced }: Pick<Build, 'subject' | 'program' | 'level' | 'isSliced'>,
    canvas: GridSize,
  ): void {
    const { grid, budget, pictureCount } = this.#shared;
    const size = gridSize(canvas.width, canvas.height, level);
    const slicePixels = Math.max(LEAST_SLICE_PIXELS, budget.affordable(pictureCount, Infinity).target);
    const tilePixels = isSliced ? Math.min(grid.tilePixels, slicePixels) : grid.tilePixels;
    const tiles = tilesOf(size.width, size.height, tilePixels);
    this.#build = { subject, level, size, tiles, isSliced, program, next: 0 };
    this.#textures.take(gridSize(canvas.width, canvas.height, 0));
    const { layers, theme, pixelRatio } = subject.request;
    const gridPixelsPerCssPixel = (pixelRatio * size.width) / canvas.width;
    const plan = paintPlan({ layers, theme, gridPixelsPerCssPixel }, this.#spec.hiddenWidths.length);
    PartitionPaint.encode(paintValues(plan, this.#spec.classCount, grid.wordsPerPixel), this.#encodedPaint);
    this.#device.queue.writeBuffer(this.#paint, 0, this.#encodedPaint);
    this.#counter.begin(encoder);
  }

  /**
   * Counted from when the GPU was done with it: a picture that keeps the run waiting has not stood at all. A build that is
   * given up unfinished is a sign of haste: were the next one sliced as well, a steady change would never show anything.
   */
  #canBeSharpAtOnce({ width, height }: GridSize, affordable: number): boolean {
    const hasStood = performance.now() - this.#finishedAt > CALM_MS && this.#shown?.level === 0;
    const isCalm = hasStood && this.#build === null;
    return isCalm && width * height <= CALM_FRAMES * affordable;
  }

  /** As many tiles of the build as one frame may hold. */
  #encodeTiles(encoder: GPUCommandEncoder): void {
    const build = this.#build;
    const { target } = this.#textures;
    if (!build || !target) return;
    const { grid, budget, pictureCount } = this.#shared;
    const most = build.isSliced ? budget.affordable(pictureCount, Infinity).target : Infinity;
    const areas: TileArea[] = [];
    let pixels = 0;
    for (const area of build.tiles.slice(build.next, build.next + TILES_PER_FRAME)) {
      if (areas.length > 0 && pixels + area.width * area.height > most) break;
      areas.push(area);
      pixels += area.width * area.height;
    }
    build.next += areas.length;
    budget.record(pixels);
    this.#recorder.record(encoder, areas, build.subject.request.view, build.size, (pass, area) => {
      grid.encode(pass, build.program, area);
      pass.setPipeline(this.#kernels.paint.pipeline);
      pass.setBindGroup(0, target.paint);
      const invocations = 2 * Math.ceil(area.width / BLOCK_SIZE) * area.height;
      pass.dispatchWorkgroups(Math.ceil(invocations / PARTITION_WORKGROUP_SIZE));
      this.#counter.encode(pass, area);
    });
  }

  #finish(encoder: GPUCommandEncoder, { subject, level, size, program }: Build, canvas: GridSize): void {
    const { target } = this.#textures;
    if (!target) return;
    this.#presenter.present(encoder, target, size, canvas);
    this.#shown = { subject, level, size, program };
    this.#hasNewLook = true;
    this.#endBuild();
    // On the way between two networks there are cells of neither.
    this.#hasNewCount = subject.request.transition === 1;
    this.#isFinishing = true;
    this.#finishedAt = Infinity;
  }
}
