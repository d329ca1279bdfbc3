import { afterEach, describe, expect, it } from 'vitest';
import type { Backend, FrameRequest, Report, Run } from '../../src/training/backend.js';
import { initialModel } from '../../src/training/initialize.js';
import type { ModelState } from '../../src/training/model-state.js';
import type { PictureRequest } from '../../src/training/picture.js';
import { createCpuBackend } from '../../src/training/reference/cpu-backend.js';
import type { CpuBackendOptions, CpuImage } from '../../src/training/reference/cpu-backend.js';
import { workersOf } from '../../src/page-workers.js';
import type { WorkerScript } from '../../src/training/workers/work-kind.js';
import { WorkerPool } from '../../src/training/workers/worker-pool.js';
import { WorkerStarter } from '../../src/training/workers/worker-starter.js';
import { CpuEngine } from '../../src/training/reference/cpu-engine.js';
import { randomPoints, smallSpec } from '../support/random-model.js';
import { trainingDefaults } from '../support/training-defaults.js';

const data = { dimension: 2, classCount: 3, train: randomPoints(500, 2, 3, 1), test: randomPoints(50, 2, 3, 2) };
const view = { x0: -2, x1: 3, y0: -2, y1: 3 };
const spec = { ...smallSpec, hiddenWidths: [16, 16], seed: 1337 };

function twins(change: Partial<Run> = {}): Run {
  const models: ModelState[] = [initialModel(spec), initialModel({ ...spec, normalization: 'batch' })];
  return { data, models, training: trainingDefaults, cursor: { epoch: 0, batch: 0 }, ...change };
}

function picture(model: number, change: Partial<PictureRequest> = {}): PictureRequest {
  const layers = { fill: 'plain', walls: [], decisionBoundary: true } as const;
  const size = { widthPx: 300, heightPx: 200, pixelRatio: 1 };
  return { model, view, ...size, statistics: 'data', layers, theme: 'light', transition: 1, ...change };
}

let backend: Backend;
let images: { model: number; image: CpuImage }[];
let reports: Report[];
let losses: string[];

async function start(options: Partial<CpuBackendOptions> = {}): Promise<Backend> {
  [images, reports, losses] = [[], [], []];
  const present = (model: number, image: CpuImage): void => void images.push({ model, image });
  backend = await createCpuBackend({ description: 'asked for', present, workers: workersOf(), ...options });
  backend.onReport = (report) => reports.push(report);
  backend.onLost = (reason) => losses.push(reason);
  return backend;
}

/** Asks for frames as a page does until `count` steps are taken up, then waits for the last report. */
async function train(count: number, pictures: FrameRequest['pictures'] = []): Promise<void> {
  const until = (reports.at(-1)?.step ?? 0) + count;
  let left = count;
  while (left > 0) {
    left -= backend.frame({ steps: left, pictures }).stepsTaken;
    await nextFrame();
  }
  await eventually(() => reports.at(-1)?.step === until);
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

async function eventually(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await nextFrame();
}

afterEach(() => backend.dispose());

describe('the CPU backend', () => {
  it('takes one step first, since nobody knows how long it takes', async () => {
    await (await start()).load(twins());
    expect(backend.frame({ steps: 100, pictures: [] }).stepsTaken).toBe(1);
    expect(backend.patienceMs).toBe(60_000);
  });

  it('trains in its Worker as the engine does in the page', async () => {
    const run = twins();
    await (await start()).load(run);
    await train(30);
    const engine = new CpuEngine();
    engine.load(run);
    const { report } = engine.frame({ steps: 30, pictures: [] });
    for (const model of [0, 1]) {
      const parts = reports.map((part) => part.models[model]!.losses);
      expect(parts.flatMap(({ values }) => [...values])).toEqual([...report.models[model]!.losses.values]);
      parts.reduce((step, { firstStep, values }) => {
        expect(firstStep).toBe(step);
        return step + values.length;
      }, 0);
    }
    expect(await backend.readModels()).toEqual(engine.readModels());
    expect(reports.at(-1)!.cursor).toEqual(report.cursor);
    expect([backend.kind, backend.description]).toEqual(['cpu', 'asked for']);
  });

  it('takes no third frame while two are in flight, and few steps of many', async () => {
    await (await start()).load(twins());
    const first = backend.frame({ steps: Infinity, pictures: [] });
    expect(first.drawn).toBe(true);
    expect(first.stepsTaken).toBeGreaterThan(0);
    expect(first.stepsTaken).toBeLessThan(10);
    expect(backend.frame({ steps: 1, pictures: [] }).stepsTaken).toBe(1);
    expect(backend.frame({ steps: 1, pictures: [picture(0)] })).toEqual({ stepsTaken: 0, drawn: false });
    await eventually(() => reports.length === 2);
    expect(backend.frame({ steps: 1, pictures: [] }).stepsTaken).toBe(1);
  });

  it('paints, evaluates and counts, coarse at first and sharp at rest', async () => {
    await (await start()).load(twins());
    backend.frame({ steps: 0, pictures: [picture(0), picture(1)] });
    expect(images).toEqual([]);
    await eventually(() => reports.length === 1);
    expect(images.map(({ model }) => model)).toEqual([0, 1]);
    const { width, height, rgba } = images[1]!.image;
    expect(width / height).toBeCloseTo(1.5, 1);
    expect(new Set(new Uint32Array(rgba.buffer)).size).toBeGreaterThan(2);
    const { evaluation, cells } = reports[0]!.models[1]!;
    expect(evaluation!.predictions).toHaveLength(550);
    expect(cells!.distinct).toBeGreaterThan(20);
    const codes = await backend.readCodes(1);
    expect([codes.width, codes.height]).toEqual([width, height]);

    expect(backend.wantsFrame).toBe(true);
    while (backend.wantsFrame) {
      const answered = reports.length;
      backend.frame({ steps: 0, pictures: [picture(0), picture(1)] });
      expect(backend.wantsFrame).toBe(false);
      await eventually(() => reports.length > answered);
    }
    expect(images.slice(-2).map(({ image }) => [image.width, image.height])).toEqual([
      [300, 200],
      [300, 200],
    ]);
  });

  it('makes no picture finer while moments pass, and draws whatever else is asked for', async () => {
    await (await start()).load(twins());
    const frame = async (isPassing: boolean, change: Partial<PictureRequest> = {}): Promise<boolean> => {
      const answered = reports.length;
      if (!backend.frame({ steps: 0, pictures: [picture(0, change)], isPassing }).drawn) return false;
      await eventually(() => reports.length > answered);
      return true;
    };
    for (const moment of [1, 2]) {
      backend.restore(twins());
      expect([await frame(true), await frame(true)], `moment ${moment}`).toEqual([true, false]);
    }
    expect(backend.wantsFrame, 'it could be finer').toBe(true);
    expect([await frame(true, { theme: 'dark' }), await frame(true, { theme: 'dark' })]).toEqual([true, false]);
    backend.switchNormalization(0, { to: 'batch', insert: 'align' });
    for (const transition of [0, 0.5, 1]) expect(await frame(true, { transition })).toBe(true);
    expect(await frame(true)).toBe(false);
    expect(await frame(false)).toBe(true);
  });

  it('switches batch normalization before the next step', async () => {
    await (await start()).load(twins());
    await train(3);
    backend.switchNormalization(0, { to: 'batch', insert: 'align' });
    backend.switchNormalization(1, { to: 'none', statistics: 'running' });
    const [plain, normalized] = await backend.readModels();
    expect([plain!.normalization, normalized!.normalization]).toEqual(['batch', 'none']);
    expect(plain!.restartStep.scaleShift).toBe(3);
    backend.setTraining({ ...trainingDefaults, batchSize: 100 });
    backend.setData({ ...data, train: randomPoints(500, 2, 3, 7) });
    await train(1);
    expect(reports.at(-1)!.cursor).toEqual({ epoch: 1, batch: 1 });
  });

  it('reports the step at which numbers were no longer finite', async () => {
    const wide = { ...spec, hiddenWidths: [64, 64] };
    const models = [initialModel(wide), initialModel({ ...wide, normalization: 'batch' })];
    await (await start()).load(twins({ models, training: { ...trainingDefaults, learningRate: 1e6 } }));
    await train(10);
    const failures = reports.at(-1)!.models.map(({ failure }) => failure);
    for (const failure of failures) expect(failure!.step).toBeLessThan(10);
    const [plain] = await backend.readModels();
    expect(plain!.parameters.every(Number.isFinite)).toBe(true);
    expect(losses).toEqual([]);
  });

  it('drops the reports of a former run', async () => {
    await (await start()).load(twins());
    backend.frame({ steps: 2, pictures: [picture(0)] });
    await backend.load(twins());
    expect([reports, images]).toEqual([[], []]);
    await train(1);
    expect(reports.at(-1)!.step).toBe(1);
  });

  it('answers nothing after its end', async () => {
    await (await start()).load(twins());
    const reading = backend.readModels();
    backend.dispose();
    await expect(reading).rejects.toThrow('disposed');
    expect(backend.frame({ steps: 1, pictures: [] })).toEqual({ stepsTaken: 0, drawn: false });
    expect(losses).toEqual([]);
  });

  it('says once that its Worker is dead', async () => {
    let kill = (): void => {};
    const starter = new WorkerStarter();
    const startWorker = (script: WorkerScript): Worker => {
      const worker = starter.start(script);
      kill = () => worker.dispatchEvent(new ErrorEvent('error', { message: 'out of order' }));
      return worker;
    };
    await (await start({ workers: new WorkerPool({ startWorker }) })).load(twins());
    const reading = backend.readModels();
    kill();
    await expect(reading).rejects.toThrow('out of order');
    expect(losses).toEqual(['The Worker failed: out of order']);
    expect(backend.frame({ steps: 1, pictures: [] })).toEqual({ stepsTaken: 0, drawn: false });
  });

  it('computes the same bit for bit where no Worker starts', async () => {
    const broken = new Blob(['throw new Error("out of order")'], { type: 'text/javascript' });
    const startWorker = (): Worker => new Worker(URL.createObjectURL(broken), { type: 'module' });
    const run = twins();
    await (await start({ workers: new WorkerPool({ startWorker }) })).load(run);
    await train(30);
    const engine = new CpuEngine();
    engine.load(run);
    const { report } = engine.frame({ steps: 30, pictures: [] });
    expect(await backend.readModels()).toEqual(engine.readModels());
    for (const model of [0, 1]) {
      const values = reports.flatMap((part) => [...part.models[model]!.losses.values]);
      expect(values).toEqual([...report.models[model]!.losses.values]);
    }
    expect(losses).toEqual([]);
  });
});
