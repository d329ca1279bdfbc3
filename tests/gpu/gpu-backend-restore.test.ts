/** Going back to a moment of the loaded run: the same bits, no allocation, nothing of another moment reported. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createGpuBackend, type GpuBackend } from '../../src/gpu/index.js';
import type { Report, Run } from '../../src/training/backend.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import { presets } from '../../src/training/presets.js';
import { devices } from '../support/gpu-devices.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const { config } = presets.circles;
const small = { ...config, network: { ...config.network, hiddenWidths: [16, 16] } };
const data = makeDataSet(small.data);
const moved = makeDataSet({ ...small.data, placement: { ...small.data.placement, dx: 1 } });
const adam = { ...small.training, optimizer: 'adam', learningRate: 0.003 } as const;
const start: Run = {
  data,
  models: networkSpecs(small, data).map(initialModel),
  training: small.training,
  cursor: { epoch: 0, batch: 0 },
};

let engine: GpuBackend;
const reports: Report[] = [];
beforeAll(async () => {
  const canvases = [0, 1].map(() => document.body.appendChild(document.createElement('canvas')));
  engine = await createGpuBackend(devices, {
    acceptsSoftware: true,
    canvas: (model) => canvases[model]!,
  });
  engine.onReport = (report) => reports.push(report);
});
afterAll(() => engine.dispose());

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

async function take(steps: number): Promise<void> {
  for (let left = steps; left > 0; await nextFrame()) left -= engine.frame({ steps: left, pictures: [] }).stepsTaken;
}

/** Steps of all losses that were reported, of one network. */
async function reportedSteps(): Promise<number[]> {
  for (let frame = 0; frame < 10; frame++) {
    engine.frame({ steps: 0, pictures: [] });
    await nextFrame();
  }
  await engine.readModels();
  await nextFrame();
  return reports.flatMap(({ models }) => {
    const { firstStep, values } = models[0]!.losses;
    return Array.from(values, (_, index) => firstStep + index);
  });
}

test('goes on from there as a fresh load does, whatever came in between', async () => {
  await engine.load(start);
  await take(20);
  const models = await engine.readModels();
  const moment: Run = { ...start, models, cursor: { epoch: 2, batch: 6 } };
  await take(5);
  engine.switchNormalization(0, { to: 'batch', insert: 'align' });
  engine.setData(moved);
  engine.setTraining(adam);
  await take(7);
  const bytes = engine.gpuBytes;
  reports.length = 0;
  engine.frame({ steps: 1, pictures: [] });
  engine.restore(moment);
  expect(engine.gpuBytes).toBe(bytes);
  expect(await engine.readModels()).toEqual(models);
  await take(9);
  const restored = await engine.readModels();
  // Nothing of the steps before the moment was put in, although they were on their way.
  expect(await reportedSteps()).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28]);
  await engine.load(moment);
  await take(9);
  expect(restored).toEqual(await engine.readModels());
});

test('brings back data, settings and normalisers of the moment', async () => {
  await engine.load(start);
  await take(3);
  engine.switchNormalization(0, { to: 'batch', insert: 'align' });
  engine.setData(moved);
  engine.setTraining(adam);
  await take(4);
  const models = await engine.readModels();
  const cursor = { epoch: 1, batch: 0 };
  engine.restore(start);
  await take(2);
  engine.restore({ models, cursor, data: moved, training: adam });
  await take(6);
  const restored = await engine.readModels();
  expect(restored[0]?.normalization).toBe('batch');
  await engine.load({ models, cursor, data: moved, training: adam });
  await take(6);
  expect(restored).toEqual(await engine.readModels());
});

test('reads of one task are of their places among switches', async () => {
  await engine.load(start);
  await take(2);
  const reads = [engine.readModels()];
  engine.switchNormalization(0, { to: 'batch', insert: 'align' });
  reads.push(engine.readModels());
  engine.switchNormalization(0, { to: 'none', statistics: 'data' });
  reads.push(engine.readModels());
  const [before, between, after] = await Promise.all(reads);
  expect([before, between, after].map((models) => models?.[0]?.normalization)).toEqual(['none', 'batch', 'none']);
  expect(between?.[0]?.runningStatistics).not.toEqual(before?.[0]?.runningStatistics);
  expect(after?.[0]?.parameters).not.toEqual(before?.[0]?.parameters);
  expect(between?.[1]).toEqual(before?.[1]);
  // More than there is room for come in the end, in order.
  const more = await Promise.all(Array.from({ length: 7 }, () => engine.readModels()));
  for (const models of more) expect(models).toEqual(after);
});
