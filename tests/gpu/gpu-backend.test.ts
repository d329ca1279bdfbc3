/** The WebGPU engine as a backend: reports, pictures, switches, failure, and what a steady frame may not do. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { GridBudget } from '../../src/gpu/grid-resolution.js';
import { GpuTimer } from '../../src/gpu/gpu-timer.js';
import { GpuRun } from '../../src/gpu/gpu-run.js';
import { createGpuBackend, type GpuBackend } from '../../src/gpu/index.js';
import type { Evaluation, Report, Run } from '../../src/training/backend.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { pictureWindow } from '../../src/training/datasets/data-window.js';
import { networkSpecs } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import { presets } from '../../src/training/presets.js';
import type { PictureRequest } from '../../src/training/picture.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { gridCodes } from '../../src/training/reference/activation-code.js';
import { pictureStatistics } from '../../src/training/reference/statistics.js';
import { evaluatedLoss } from '../support/rounding-spread.js';
import { devices } from '../support/gpu-devices.js';

// The first engine compiles all kernels: up to 12 seconds of a software adapter's processor, which others may share.
vi.setConfig({ testTimeout: 180_000 });

const { config } = presets.circles;
const small = { ...config, network: { ...config.network, hiddenWidths: [16, 16] } };
const data = makeDataSet(small.data);
const run: Run = {
  data,
  models: networkSpecs(small, data).map(initialModel),
  training: small.training,
  cursor: { epoch: 0, batch: 0 },
};

const picture = (model: number, change: Partial<PictureRequest> = {}): PictureRequest => ({
  model,
  view: pictureWindow(data),
  widthPx: 96,
  heightPx: 64,
  pixelRatio: 1,
  statistics: 'data',
  layers: { fill: 'confidence', walls: [true, true], decisionBoundary: true },
  theme: 'light',
  transition: 1,
  ...change,
});

let backend: GpuBackend | null = null;
afterEach(() => {
  vi.restoreAllMocks();
  backend?.dispose();
  backend = null;
  document.body.replaceChildren();
});

async function create(): Promise<{ engine: GpuBackend; reports: Report[]; canvases: HTMLCanvasElement[] }> {
  const canvases = [0, 1].map(() => document.body.appendChild(document.createElement('canvas')));
  const reports: Report[] = [];
  backend = await createGpuBackend(devices, {
    acceptsSoftware: true,
    canvas: (model) => {
      const canvas = canvases[model];
      if (!canvas) throw new RangeError(`no canvas ${model}`);
      return canvas;
    },
  });
  backend.onReport = (report) => reports.push(report);
  return { engine: backend, reports, canvases };
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Frames until `steps` steps are taken, the pictures are as sharp as they get, and everything is reported. */
async function settle(engine: GpuBackend, steps: number, pictures: readonly PictureRequest[], reports: Report[]) {
  let left = steps;
  let isDrawn = false;
  while (left > 0 || !isDrawn || engine.wantsFrame) {
    const receipt = engine.frame({ steps: left, pictures });
    left -= receipt.stepsTaken;
    isDrawn = receipt.drawn && left === 0;
    await nextFrame();
  }
  // What was copied before the networks were read has arrived by then.
  await engine.readModels();
  await nextFrame();
  expect(evaluationOf(reports, 0)).not.toBeNull();
}

const evaluationOf = (reports: readonly Report[], model: number): Evaluation | null =>
  reports.findLast((report) => report.models[model]?.evaluation)?.models[model]?.evaluation ?? null;

function expectLoss(actual: number | undefined, expected: { loss: number; bound: number }): void {
  expect(Math.abs((actual ?? NaN) - expected.loss)).toBeLessThanOrEqual(expected.bound);
}

describe('a run', () => {
  test('reports every loss once, evaluations and cells equal to the oracle’s', async () => {
    const { engine, reports, canvases } = await create();
    await engine.load(run);
    const pictures = [picture(0), picture(1)];
    await settle(engine, 40, pictures, reports);
    const models = await engine.readModels();
    for (const [index, model] of models.entries()) {
      expect(model.step).toBe(40);
      const losses = reports.flatMap((report) => [...(report.models[index]?.losses.values ?? [])]);
      expect(losses).toHaveLength(40);
      const folded = foldNetwork(model, pictureStatistics(model, data, 'data', new Uint32Array(0)));
      const evaluation = evaluationOf(reports, index);
      const expected = evaluate(folded, data);
      expect(evaluation?.trainAccuracy).toBe(expected.trainAccuracy);
      for (const [loss, points] of [
        [evaluation?.trainLoss, data.train],
        [evaluation?.testLoss, data.test],
      ] as const) {
        expectLoss(loss, evaluatedLoss(model, data.train, points, 'data'));
      }
      const codes = await engine.readCodes(index);
      expect([codes.width, codes.height]).toEqual([96, 64]);
      const oracle = gridCodes(folded, pictureWindow(data), 96, 64);
      let different = 0;
      for (let word = 0; word < oracle.words.length; word++)
        different += Number(oracle.words[word] !== codes.words[word]);
      // Pixels within float32 rounding of a wall may fall to its other side; partition-grid.test.ts derives how near.
      expect(different / oracle.words.length).toBeLessThan(0.005);
      const seen = new Set<string>();
      for (let at = 0; at < codes.words.length; at += codes.wordsPerPixel) {
        seen.add(codes.words.subarray(at, at + codes.wordsPerPixel).join());
      }
      const cells = reports.findLast((report) => report.models[index]?.cells)?.models[index]?.cells;
      expect(cells).toMatchObject({ distinct: seen.size, gridWidth: 96, gridHeight: 64, overflow: false });
      expect([canvases[index]?.width, canvases[index]?.height]).toEqual([96, 64]);
    }
  });

  test('a change of training settings, data, statistics and normalisation acts from the next frame on', async () => {
    const { engine, reports } = await create();
    await engine.load(run);
    await settle(engine, 3, [picture(0), picture(1)], reports);
    engine.setTraining({ ...run.training, batchSize: 32, accuracyInTrainingMode: true });
    await settle(engine, 1, [picture(0), picture(1)], reports);
    expect(reports.at(-1)?.cursor).toEqual({ epoch: 1, batch: 1 });
    const accuracies = reports.flatMap((report) => [...(report.models[1]?.batchAccuracies ?? [])]);
    expect(accuracies.map(Number.isNaN)).toEqual([true, true, true, false]);
    expect(32 * (accuracies[3] ?? NaN)).toBeOneOf(Array.from({ length: 33 }, (_, right) => right));
    const lossOf = (model: number): number => evaluationOf(reports, model)?.trainLoss ?? NaN;
    const moved = makeDataSet({ ...small.data, placement: { ...small.data.placement, dx: 4 } });
    engine.setData(moved);
    await settle(engine, 0, [picture(0), picture(1)], reports);
    const [plain, normalized] = (await engine.readModels()).map((model, index) => {
      const before = evaluatedLoss(model, data.train, data.train, 'data');
      const after = evaluatedLoss(model, moved.train, moved.train, 'data');
      expectLoss(lossOf(index), after);
      return { change: Math.abs(after.loss - before.loss), bound: before.bound + after.bound };
    });
    // Moved points are other inputs to the plain network; to batch normalization by their own statistics they are the
    // same, but for the rounding of where they are.
    expect(plain?.change).toBeGreaterThan(plain?.bound ?? NaN);
    expect(normalized?.change).toBeLessThan(normalized?.bound ?? NaN);
    engine.switchNormalization(0, { to: 'batch', insert: 'align' });
    await settle(engine, 1, [picture(0, { statistics: 'running' }), picture(1)], reports);
    const [first] = await engine.readModels();
    expect(first?.normalization).toBe('batch');
  });

  test('another run replaces the first, also with other widths and classes; memory returns to what it was', async () => {
    const { engine, reports } = await create();
    await engine.load(run);
    await settle(engine, 2, [picture(0), picture(1)], reports);
    const bytes = engine.gpuBytes;
    const other = { ...small, network: { ...small.network, hiddenWidths: [5, 6, 7] } };
    await engine.load({ ...run, models: networkSpecs(other, data).map(initialModel) });
    await settle(engine, 2, [picture(0), picture(1)], reports);
    expect((await engine.readModels())[0]?.spec.hiddenWidths).toEqual([5, 6, 7]);
    await engine.load(run);
    await settle(engine, 2, [picture(0), picture(1)], reports);
    expect(engine.gpuBytes).toBe(bytes);
  });

  test('numbers that are no longer finite are reported with their step', async () => {
    const { engine, reports } = await create();
    await engine.load({ ...run, training: { ...run.training, learningRate: 1e6 } });
    while (!reports.at(-1)?.models[0]?.failure) {
      engine.frame({ steps: 1, pictures: [picture(0), picture(1)] });
      await nextFrame();
    }
    expect(reports.at(-1)?.models[0]?.failure?.step).toBeLessThan(10);
  });
});

test('another run and larger batches start with one step in a submission, whatever was affordable before', async () => {
  vi.spyOn(GpuTimer, 'create').mockReturnValue(null);
  const { engine } = await create();
  const training = { ...run.training, batchSize: 2 };
  const narrow = { ...small, network: { ...small.network, hiddenWidths: [2] } };
  await engine.load({ ...run, models: networkSpecs(narrow, data).map(initialModel), training });
  const nextSubmission = async (): Promise<number> => {
    for (;;) {
      const { stepsTaken } = engine.frame({ steps: Infinity, pictures: [] });
      if (stepsTaken > 0) return stepsTaken;
      await nextFrame();
    }
  };
  const grow = async (): Promise<void> => {
    while ((await nextSubmission()) < 4);
  };
  // The clock stands still: what machine it is does not matter, any number of steps is affordable.
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now);
  await grow();
  engine.setTraining({ ...training, batchSize: 64 });
  expect(await nextSubmission()).toBe(1);
  await grow();
  await engine.load(run);
  expect(await nextSubmission()).toBe(1);
});

test('a run that was superseded or refused while it was made is closed', async () => {
  const { engine } = await create();
  const close = vi.spyOn(GpuRun.prototype, 'close');
  const closedRuns = () => new Set(close.mock.contexts).size;
  const popErrorScope = vi.spyOn(GPUDevice.prototype, 'popErrorScope');
  const newer: Promise<void>[] = [];
  await engine.load(run);
  popErrorScope.mockImplementationOnce(() => {
    newer.push(engine.load(run));
    return Promise.resolve(null);
  });
  await engine.load(run);
  await Promise.all(newer);
  expect(closedRuns()).toBe(2);
  popErrorScope.mockResolvedValueOnce(new GPUOutOfMemoryError('too much'));
  await expect(engine.load(run)).rejects.toThrow('memory does not suffice');
  expect(closedRuns()).toBe(4);
});

test('a switch while walls travel moves them from where they are drawn', async () => {
  const { engine, reports } = await create();
  await engine.load(run);
  await settle(engine, 20, [picture(0)], reports);
  const codes = async (transition: number): Promise<Uint32Array> => {
    await settle(engine, 0, [picture(0, { transition })], reports);
    return (await engine.readCodes(0)).words;
  };
  engine.switchNormalization(0, { to: 'batch', insert: 'align' });
  const after = await codes(1);
  const halfWay = await codes(0.5);
  expect(halfWay).not.toEqual(after);
  engine.switchNormalization(0, { to: 'none', statistics: 'data' });
  // Once more before the next picture: what is drawn is still the same.
  engine.switchNormalization(0, { to: 'batch', insert: 'align' });
  expect(await codes(0)).toEqual(halfWay);
});

test('no loss is lost however many steps are taken while a slow picture is fresh', async () => {
  vi.spyOn(GpuTimer, 'create').mockReturnValue(null);
  const { engine, reports } = await create();
  const narrow = { ...small, network: { ...small.network, hiddenWidths: [2] } };
  const training = { ...run.training, batchSize: 2 };
  await engine.load({ ...run, models: networkSpecs(narrow, data).map(initialModel), training });
  // The clock stands still but for an hour that the picture takes: it is fresh until the next one is drawn.
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  engine.frame({ steps: 0, pictures: [picture(0)] });
  now += 3_600_000;
  // Two more than the ring of losses holds twice over.
  for (let left = 2050; left > 0; await nextFrame()) {
    left -= engine.frame({ steps: left, pictures: [picture(0)] }).stepsTaken;
  }
  await engine.readModels();
  await nextFrame();
  const losses = reports.map((report) => report.models[0]?.losses);
  expect(losses.reduce((sum, part) => sum + (part?.values.length ?? NaN), 0)).toBe(2050);
});

test('memory that does not suffice for the textures of a picture loses the engine, with a sentence', async () => {
  const { engine } = await create();
  await engine.load(run);
  const lost = new Promise<string>((resolve) => (engine.onLost = resolve));
  const createTexture = vi.spyOn(GPUDevice.prototype, 'createTexture');
  createTexture.mockImplementationOnce(function (this: GPUDevice, descriptor) {
    const error = new GPUOutOfMemoryError('too much');
    queueMicrotask(() => this.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error })));
    return this.createTexture(descriptor);
  });
  engine.frame({ steps: 0, pictures: [picture(0)] });
  expect(await lost).toBe('The graphics memory does not suffice for the pictures.');
});

test('steady frames create nothing on the device', async () => {
  const { engine, reports } = await create();
  await engine.load(run);
  // Both pictures are made in slices at the same time, so that each has had scratch of its own.
  const affordable = vi.spyOn(GridBudget.prototype, 'affordable').mockReturnValue({ target: 2048, useful: 2048 });
  await settle(engine, 5, [picture(0), picture(1)], reports);
  affordable.mockRestore();
  const created: string[] = [];
  const methods = [
    'createBuffer',
    'createTexture',
    'createBindGroup',
    'createShaderModule',
    'createComputePipeline',
    'createComputePipelineAsync',
    'createRenderPipeline',
    'createRenderPipelineAsync',
    'createSampler',
    'createQuerySet',
  ] as const;
  const spies = methods.map((method) =>
    vi.spyOn(GPUDevice.prototype, method).mockImplementation(() => {
      created.push(method);
      throw new Error(`${method} in a steady frame`);
    }),
  );
  const view = vi.spyOn(GPUTexture.prototype, 'createView');
  const canvasTexture = vi.spyOn(GPUCanvasContext.prototype, 'getCurrentTexture');
  try {
    await settle(engine, 12, [picture(0), picture(1)], reports);
    await engine.readModels();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  expect(created).toEqual([]);
  // A canvas hands out a new texture for every picture, and that texture needs a view: no others are made.
  expect(canvasTexture.mock.calls.length).toBeGreaterThan(0);
  expect(view.mock.calls.length).toBe(canvasTexture.mock.calls.length);
  view.mockRestore();
  canvasTexture.mockRestore();
});

test('pictures that change in every frame keep coming, also from a sharp picture that has stood for long', async () => {
  const { engine, reports } = await create();
  await engine.load(run);
  const large = (dx: number): PictureRequest => {
    const { x0, x1, y0, y1 } = pictureWindow(data);
    return picture(0, { view: { x0: x0 + dx, x1: x1 + dx, y0, y1 }, widthPx: 400, heightPx: 400 });
  };
  await settle(engine, 0, [large(0)], reports);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const presented = vi.spyOn(GPUCanvasContext.prototype, 'getCurrentTexture');
  for (let taken = 0, dx = 0.01; taken < 12; dx += 0.01) {
    taken += Number(engine.frame({ steps: 0, pictures: [large(dx)] }).drawn);
    await nextFrame();
  }
  expect(presented.mock.calls.length).toBeGreaterThanOrEqual(6);
  presented.mockRestore();
});

test('another choice of statistics evaluates a standing network anew', async () => {
  const { engine, reports } = await create();
  await engine.load(run);
  await settle(engine, 5, [picture(0), picture(1)], reports);
  const [, model] = await engine.readModels();
  if (!model) throw new Error('There is no second network.');
  const expectStatistics = (which: 'data' | 'running') => {
    const expected = evaluatedLoss(model, data.train, data.train, which);
    expectLoss(evaluationOf(reports, 1)?.trainLoss, expected);
    return expected;
  };
  const byData = expectStatistics('data');
  const running = [picture(0, { statistics: 'running' }), picture(1, { statistics: 'running' })];
  await settle(engine, 0, running, reports);
  const byRunning = expectStatistics('running');
  expect(Math.abs(byRunning.loss - byData.loss)).toBeGreaterThan(byRunning.bound + byData.bound);
});
