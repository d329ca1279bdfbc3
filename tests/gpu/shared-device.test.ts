/** Several engines and surfaces on the one device of a page: results, turns, memory, faults. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createGpuBackend, DeviceProvider, GpuSurfaces, type GpuBackend } from '../../src/gpu/index.js';
import type { Report, Run } from '../../src/training/backend.js';
import { pictureWindow } from '../../src/training/datasets/data-window.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import type { PictureRequest } from '../../src/training/picture.js';
import { presets } from '../../src/training/presets.js';
import { takeGpuCensus, type GpuCensus } from '../support/gpu-census.js';
import { devices } from '../support/gpu-devices.js';

// The first engine compiles all kernels: up to 12 seconds of a software adapter's processor, which others may share.
vi.setConfig({ testTimeout: 180_000 });

const { config } = presets.circles;

function runOf(hiddenWidths: readonly number[], seed = 1): Run {
  const experiment = { ...config, network: { ...config.network, hiddenWidths, seed } };
  const data = makeDataSet(experiment.data);
  return {
    data,
    models: networkSpecs(experiment, data).map(initialModel),
    training: { ...experiment.training, batchSize: 16 },
    cursor: { epoch: 0, batch: 0 },
  };
}

const view = pictureWindow(makeDataSet(config.data));
const picture = (model: number, change: Partial<PictureRequest> = {}): PictureRequest => ({
  model,
  view,
  widthPx: 96,
  heightPx: 64,
  pixelRatio: 1,
  statistics: 'data',
  layers: { fill: 'confidence', walls: [true, true], decisionBoundary: true },
  theme: 'light',
  transition: 1,
  ...change,
});
const pictures = [picture(0), picture(1)];

const engines: GpuBackend[] = [];

let census: () => GpuCensus;
beforeEach(() => (census = takeGpuCensus()));
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

async function create(provider = devices) {
  const reports: Report[] = [];
  const canvas = (): HTMLCanvasElement => document.body.appendChild(document.createElement('canvas'));
  const canvases = [0, 1].map(canvas);
  const stills = [0, 1].map(canvas);
  const engine = await createGpuBackend(provider, {
    acceptsSoftware: true,
    canvas: (model) => canvases[model]!,
    stillCanvas: (model) => stills[model]!,
  });
  engines.push(engine);
  engine.onReport = (report) => reports.push(report);
  return { engine, reports, canvases, stills };
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

interface Trained {
  readonly engine: GpuBackend;
  /** Steps still to be taken. */
  left: number;
}

/** Frames of all engines, in this order, until each has taken its steps and its pictures are sharp. */
async function trainAll(trained: readonly Trained[]): Promise<void> {
  while (trained.some(({ engine, left }) => left > 0 || engine.wantsFrame)) {
    for (const one of trained) {
      if (one.left > 0 || one.engine.wantsFrame) {
        one.left -= one.engine.frame({ steps: one.left, pictures }).stepsTaken;
      }
    }
    await nextFrame();
  }
}

async function outcome(engine: GpuBackend) {
  const models = await engine.readModels();
  return { models, codes: [await engine.readCodes(0), await engine.readCodes(1)] };
}

test('several engines on one device compute what each would alone, bit by bit, with shared scratch', async () => {
  const runs = [runOf([16, 16]), runOf([16, 16], 5), runOf([9, 12, 7], 3)];
  const alone = [];
  for (const run of runs) {
    const { engine } = await create();
    await engine.load(run);
    await trainAll([{ engine, left: 24 }]);
    alone.push(await outcome(engine));
    engine.dispose();
  }
  const together = await Promise.all(runs.map(() => create()));
  await Promise.all(together.map(({ engine }, index) => engine.load(runs[index]!)));
  await trainAll(together.map(({ engine }) => ({ engine, left: 24 })));
  for (const [index, { engine }] of together.entries()) expect(await outcome(engine)).toEqual(alone[index]);
  expect(alone[0]).not.toEqual(alone[1]);
  expect(census().devices).toBeLessThanOrEqual(1);
});

test('every engine gets its turn, whoever asks first, and no more than two submissions are in flight', async () => {
  const all = await Promise.all([create(), create(), create()]);
  for (const { engine } of all) await engine.load(runOf([16, 16]));
  const lease = await devices.lease(true);
  let most = 0;
  const turns: number[] = [];
  while (turns.length < 12) {
    all.forEach(({ engine }, index) => {
      if (engine.frame({ steps: 1, pictures }).stepsTaken > 0) turns.push(index);
      most = Math.max(most, lease.shared.queue.inFlight);
    });
    await nextFrame();
  }
  // Where only one submission had come back, the last frame brings one turn more.
  const first = turns.slice(0, 12);
  for (let index = 0; index < 3; index++) expect(first.filter((turn) => turn === index)).toHaveLength(4);
  expect(most).toBe(2);
  lease.release();
});

describe('an engine that is disposed of', () => {
  test('in the middle of reads and frames frees everything and is silent, and another one goes on', async () => {
    const other = await create();
    await other.engine.load(runOf([16, 16]));
    await trainAll([{ engine: other.engine, left: 2 }]);
    const before = census();
    const { engine, reports } = await create();
    const onLost = vi.fn();
    engine.onLost = onLost;
    await engine.load(runOf([16, 16], 7));
    while (engine.frame({ steps: 3, pictures }).stepsTaken === 0) await nextFrame();
    const reads = [engine.readModels(), engine.readModels(), engine.readCodes(0)];
    const settled = Promise.allSettled(reads);
    engine.dispose();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await trainAll([{ engine: other.engine, left: 3 }]);
    expect((await other.engine.readModels())[0]?.step).toBe(5);
    expect(reports).toEqual([]);
    expect(onLost).not.toHaveBeenCalled();
    expect(census()).toEqual(before);
  });

  test('while it loads leaves nothing behind', async () => {
    const before = census();
    const { engine } = await create();
    const loading = engine.load(runOf([5, 6, 7, 8]));
    engine.dispose();
    await loading;
    expect(census()).toEqual(before);
  });
});

test('50 engines and surfaces made and disposed of leave exactly what was there, and need no other device', async () => {
  const cycle = async (): Promise<void> => {
    const { engine, canvases, stills } = await create();
    await engine.load(runOf([8, 8]));
    await trainAll([{ engine, left: 1 }]);
    const surfaces = new GpuSurfaces(devices, true);
    const surface = await surfaces.open(document.createElement('canvas'), () => undefined);
    surface.dispose();
    engine.dispose();
    for (const canvas of [...canvases, ...stills]) canvas.remove();
  };
  await cycle();
  const before = census();
  expect(before.count).toBe(0);
  expect(devices.ledger).toMatchObject({ count: 0, byteLength: 0 });
  for (let count = 0; count < 50; count++) await cycle();
  expect(census()).toEqual(before);
  expect(devices.ledger).toMatchObject({ count: 0, byteLength: 0 });
  expect(devices.userCount).toBe(0);
});

test('the ledger holds every buffer and texture; what figures share does not grow with their number', async () => {
  const bytesAt: number[] = [];
  const large = [picture(0, { widthPx: 400, heightPx: 400 }), picture(1, { widthPx: 400, heightPx: 400 })];
  for (let count = 0; count < 3; count++) {
    const { engine } = await create();
    await engine.load(runOf([64, 64]));
    while (!engine.frame({ steps: 0, pictures: large }).drawn || engine.wantsFrame) await nextFrame();
    expect(devices.ledger).toMatchObject({ count: census().count, byteLength: census().bytes });
    bytesAt.push(devices.ledger.byteLength);
    expect(engine.gpuBytes).toBeLessThan(1.2 * 2 ** 20);
  }
  const [first = NaN, second = NaN, third = NaN] = bytesAt;
  expect(third - second).toBe(second - first);
  expect(third - second).toBeLessThan(1.2 * 2 ** 20);
});

describe('a lost device', () => {
  test('hits all, and all go on with one common new device; a third is refused', async () => {
    const provider = new DeviceProvider(() => navigator.gpu, { graceMs: 0 });
    const requestDevice = vi.spyOn(GPUAdapter.prototype, 'requestDevice');
    const lose = async (all: readonly { engine: GpuBackend }[]): Promise<string[]> => {
      const losses = all.map(({ engine }) => new Promise<string>((resolve) => (engine.onLost = resolve)));
      const lease = await provider.lease(true);
      lease.shared.device.destroy();
      lease.release();
      return Promise.all(losses);
    };
    const before = [await create(provider), await create(provider)];
    const surfaces = new GpuSurfaces(provider, true);
    const surfaceLost = new Promise<string>((resolve) => {
      void surfaces.open(document.createElement('canvas'), resolve);
    });
    for (const { engine } of before) await engine.load(runOf([16, 16]));
    await trainAll(before.map(({ engine }) => ({ engine, left: 2 })));
    const states = await Promise.all(before.map(({ engine }) => engine.readModels()));
    expect(await lose(before)).toEqual(Array(2).fill('The browser took the graphics device away.'));
    await surfaceLost;
    expect(provider.ledger.count).toBe(0);
    expect(provider.userCount).toBe(0);
    const after = await Promise.all([create(provider), create(provider)]);
    expect(requestDevice).toHaveBeenCalledTimes(2);
    for (const [index, { engine }] of after.entries()) {
      await engine.load({ ...runOf([16, 16]), models: states[index]!, cursor: { epoch: 0, batch: 2 } });
      await trainAll([{ engine, left: 2 }]);
      expect((await engine.readModels())[0]?.step).toBe(4);
    }
    await lose(after);
    await expect(create(provider)).rejects.toThrow('lost twice within two minutes');
    expect(requestDevice).toHaveBeenCalledTimes(2);
  });
});
