/** The WebGPU engine with a network that normalises single samples: what it reports and draws, and switches of it. */
import { afterEach, expect, test, vi } from 'vitest';
import { createGpuBackend, type GpuBackend } from '../../src/gpu/index.js';
import type { Report, Run } from '../../src/training/backend.js';
import { pictureWindow } from '../../src/training/datasets/data-window.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import type { ModelState } from '../../src/training/model-state.js';
import type { PictureRequest } from '../../src/training/picture.js';
import { presets } from '../../src/training/presets.js';
import { gridCodes } from '../../src/training/reference/activation-code.js';
import { evaluate } from '../../src/training/reference/evaluate.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { devices } from '../support/gpu-devices.js';

// The first engine compiles all kernels: up to 12 seconds of a software adapter's processor, which others may share.
vi.setConfig({ testTimeout: 180_000 });

const { config } = presets.circles;
const twins = {
  ...config,
  network: { ...config.network, hiddenWidths: [16, 16] },
  normalizations: ['none', 'layer'] as const,
};
const data = makeDataSet(twins.data);
const run: Run = {
  data,
  models: networkSpecs(twins, data).map(initialModel),
  training: twins.training,
  cursor: { epoch: 0, batch: 0 },
};
const picture = (model: number): PictureRequest => ({
  model,
  view: pictureWindow(data),
  widthPx: 96,
  heightPx: 64,
  pixelRatio: 1,
  statistics: 'data',
  layers: { fill: 'confidence', walls: [true, true], decisionBoundary: true },
  theme: 'light',
  transition: 1,
});

let backend: GpuBackend | null = null;
afterEach(() => {
  backend?.dispose();
  backend = null;
  document.body.replaceChildren();
});

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

async function settle(engine: GpuBackend, steps: number): Promise<void> {
  let left = steps;
  let isDrawn = false;
  while (left > 0 || !isDrawn || engine.wantsFrame) {
    const receipt = engine.frame({ steps: left, pictures: [picture(0), picture(1)] });
    left -= receipt.stepsTaken;
    isDrawn = receipt.drawn && left === 0;
    await nextFrame();
  }
  await engine.readModels();
  await nextFrame();
}

/** At most one pixel in a hundred may differ: those on whose walls float32 and float64 disagree. */
async function expectCodes(engine: GpuBackend, models: readonly ModelState[]): Promise<void> {
  for (const [index, model] of models.entries()) {
    const codes = await engine.readCodes(index);
    const expected = gridCodes(foldNetwork(model, model.runningStatistics), picture(0).view, codes.width, codes.height);
    const different = codes.words.filter((word, i) => word !== expected.words[i]).length;
    expect(different, model.normalization).toBeLessThan(0.01 * codes.words.length);
  }
}

test('a network with layer normalization trains, is reported, drawn with curved walls and switched', async () => {
  const canvases = [0, 1].map(() => document.body.appendChild(document.createElement('canvas')));
  const reports: Report[] = [];
  backend = await createGpuBackend(devices, { acceptsSoftware: true, canvas: (model) => canvases[model]! });
  backend.onReport = (report) => reports.push(report);
  await backend.load(run);
  await settle(backend, 40);
  const models = await backend.readModels();
  expect(models.map(({ normalization }) => normalization)).toEqual(['none', 'layer']);
  models.forEach((model, index) => {
    const expected = evaluate(foldNetwork(model, model.runningStatistics), data);
    const newest = reports.findLast((report) => report.models[index]?.evaluation)?.models[index];
    expect(newest?.evaluation?.trainAccuracy).toBe(expected.trainAccuracy);
    expect(newest?.cells ?? reports.findLast((report) => report.models[index]?.cells)).toBeTruthy();
    const losses = reports.flatMap((report) => [...(report.models[index]?.losses.values ?? [])]);
    expect(losses).toHaveLength(40);
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
  });
  await expectCodes(backend, models);

  backend.switchNormalization(0, { to: 'layer' });
  backend.switchNormalization(1, { to: 'none', statistics: 'data' });
  await settle(backend, 5);
  const after = await backend.readModels();
  expect(after.map(({ normalization, step }) => [normalization, step])).toEqual([
    ['layer', 45],
    ['none', 45],
  ]);
  await expectCodes(backend, after);
});
