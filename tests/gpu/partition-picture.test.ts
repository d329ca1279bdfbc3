/** Pictures on canvases: what they show, how they get there, and that sizes are exact. */
import { describe, expect } from 'vitest';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import type { NetworkSpec } from '../../src/training/network-spec.js';
import type { PictureRequest } from '../../src/training/picture.js';
import { gridCodes, pictureGrid } from '../../src/training/reference/activation-code.js';
import { paintPicture } from '../../src/training/reference/paint.js';
import { packFolded } from '../../src/gpu/folded-layout.js';
import { DeviceParts } from '../../src/gpu/device-parts.js';
import { pictureTimes } from '../../src/gpu/grid-resolution.js';
import { compilePictureKernels, PartitionPass } from '../../src/gpu/partition-pass.js';
import type { PartitionPicture, PictureKernels } from '../../src/gpu/partition-picture.js';
import { readBuffer } from '../../src/gpu/readback.js';
import { gpuTest, type GpuFixture } from '../support/gpu-fixture.js';
import { randomFolded } from '../support/random-folded.js';
import { trainingNetworkSpec } from '../support/random-spec.js';

const spec: NetworkSpec = trainingNetworkSpec([16, 16]);
const folded: FoldedNetwork = randomFolded(spec, 5);
const request: PictureRequest = {
  model: 0,
  view: { x0: -2, x1: 2, y0: -1.5, y1: 1.5 },
  widthPx: 200,
  heightPx: 150,
  pixelRatio: 1,
  statistics: 'data',
  layers: { fill: 'confidence', walls: [], decisionBoundary: true },
  theme: 'light',
  transition: 1,
};

interface Shown {
  readonly picture: PartitionPicture;
  readonly canvas: HTMLCanvasElement;
  /** One frame. Returns the canvas's pixels, or null where nothing was recorded. */
  readonly frame: (
    change?: Partial<PictureRequest>,
    version?: number,
    isPassing?: boolean,
  ) => Promise<Uint8ClampedArray | null>;
}

let kernels: Promise<PictureKernels> | null = null;

async function show(gpu: GpuFixture, network = folded, of: NetworkSpec = spec): Promise<Shown> {
  const { device, compiler, resources } = gpu;
  kernels ??= compilePictureKernels(device, compiler, navigator.gpu.getPreferredCanvasFormat());
  const shared = new PartitionPass(device, await kernels, new DeviceParts(() => resources), pictureTimes.hardware);
  await shared.prepare(of);
  const canvas = document.createElement('canvas');
  const buffer = resources.storageFrom('test.folded', packFolded(network));
  const picture = shared.createPicture(resources, { label: 'test', canvas: () => canvas, folded: buffer, spec: of });
  return {
    picture,
    canvas,
    async frame(change = {}, version = 1, isPassing = false) {
      const encoder = device.createCommandEncoder();
      const network = { version, normalization: 'none' } as const;
      const haste = { mayRefine: !isPassing, isPassing };
      const isRecorded = picture.encode(encoder, { ...request, ...change }, network, haste);
      device.queue.submit([encoder.finish()]);
      // In the task of the submission: later the canvas may have handed its texture on.
      const pixels = isRecorded ? pixelsOf(canvas) : null;
      await device.queue.onSubmittedWorkDone();
      return pixels;
    },
  };
}

function pixelsOf(canvas: HTMLCanvasElement): Uint8ClampedArray {
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  const context = copy.getContext('2d');
  if (!context) throw new Error('no 2D context');
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}

/** Time for pixels that makes every further picture coarse, and one that makes it sharp. */
const SLOW_MS = 2000;
const QUICK_MS = 1;

/** Draws new versions, each said to have taken `durationMs`, until the budget believes it. */
async function drawn(shown: Shown, durationMs: number): Promise<number> {
  let version = 100;
  for (let i = 0; i < 10; i++) {
    await shown.frame({}, ++version);
    shown.picture.completed(durationMs);
  }
  return version;
}

describe('a picture', () => {
  gpuTest('is the oracle’s, pixel by pixel', async ({ gpu }) => {
    const shown = await show(gpu);
    await drawn(shown, QUICK_MS);
    for (const change of [{}, { theme: 'dark', layers: { ...request.layers, fill: 'region' } }] as const) {
      const { widthPx: width, heightPx: height, layers, theme } = { ...request, ...change };
      const pixels = await shown.frame(change, 200);
      const grid = pictureGrid(folded, request.view, width, height);
      const expected = paintPicture(grid, spec.classCount, { layers, theme, gridPixelsPerCssPixel: 1 });
      let far = 0;
      // Distances are stored in steps of 1/32 pixel: half a step moves a line's coverage by 1/64, of 255, and a line has
      // a casing as well. Beside the bends of walls the oracle's distances differ (less than 1 pixel in 30 here).
      expected.forEach((value, i) => (far += Math.abs(value - (pixels?.[i] ?? NaN)) <= 9 ? 0 : 1));
      expect(far / expected.length).toBeLessThan(1 / 30);
    }
  });

  gpuTest('has the size that was asked for, and nothing at all of size 0', async ({ gpu }) => {
    const { frame, canvas, picture } = await show(gpu);
    for (const [widthPx, heightPx] of [
      [1, 1],
      [3, 5],
      [301, 97],
      [64, 640],
      [130, 70],
    ] as const) {
      const pixels = await frame({ widthPx, heightPx });
      expect([canvas.width, canvas.height]).toEqual([widthPx, heightPx]);
      expect(pixels?.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
    }
    expect(await frame({ widthPx: 0 })).toBeNull();
    expect(await frame({ heightPx: 0.5 })).toBeNull();
    expect(picture.wantsFrame).toBe(false);
    expect([canvas.width, canvas.height]).toEqual([130, 70]);
  });

  gpuTest('is not drawn again while nothing changes', async ({ gpu }) => {
    const shown = await show(gpu);
    const version = await drawn(shown, QUICK_MS);
    expect(await shown.frame({}, version)).toBeNull();
    expect(shown.picture.wantsFrame).toBe(false);
    for (const change of [
      { view: { ...request.view, x0: -3 } },
      { theme: 'dark' },
      { pixelRatio: 2 },
      { layers: { ...request.layers, walls: [false] } },
      { layers: { ...request.layers, fill: 'plain' } },
    ] as const) {
      expect(await shown.frame(change, version)).not.toBeNull();
    }
  });

  gpuTest('is coarse while it is slow and changes, then sharp: the same as one drawn at once', async ({ gpu }) => {
    const shown = await show(gpu);
    const version = await drawn(shown, SLOW_MS);
    const coarse = await shown.frame({}, version + 1);
    shown.picture.completed(SLOW_MS);
    expect(shown.picture.wantsFrame).toBe(true);
    let frames = 0;
    let refined = coarse;
    while (shown.picture.wantsFrame && frames < 100) {
      refined = await shown.frame({}, version + 1);
      shown.picture.completed(SLOW_MS);
      frames++;
    }
    expect(frames).toBeGreaterThan(1);
    expect(frames).toBeLessThan(100);
    const direct = await show(gpu);
    await drawn(direct, QUICK_MS);
    const atOnce = await direct.frame({}, 999);
    expect(refined).toEqual(atOnce);
    expect(coarse).not.toEqual(atOnce);
  });

  gpuTest(
    'of a moment that is soon over is coarse where it took long, and stays so until that rests',
    async ({ gpu }) => {
      const shown = await show(gpu);
      // Within what a picture of useful size may take, beyond what one in passing may.
      const durationMs = (pictureTimes.hardware.useful + pictureTimes.hardware.passing) / 2;
      let version = await drawn(shown, durationMs);
      expect(shown.picture.wantsFrame).toBe(false);
      await shown.frame({}, ++version, true);
      shown.picture.completed(durationMs / 4);
      expect(shown.picture.wantsFrame).toBe(true);
      expect(await shown.frame({}, version, true)).toBeNull();
      for (let frames = 0; shown.picture.wantsFrame && frames < 100; frames++) {
        await shown.frame({}, version);
        shown.picture.completed(durationMs);
      }
      expect(shown.picture.wantsFrame).toBe(false);
    },
  );

  gpuTest('starts over when it changes before it is sharp', async ({ gpu }) => {
    const shown = await show(gpu);
    const version = await drawn(shown, SLOW_MS);
    await shown.frame({}, version);
    const theme = 'dark';
    const changed = await shown.frame({ theme }, version);
    // The first pixels of all pictures in the dark theme are dark: the change is seen in its first frame.
    expect(changed?.slice(0, 3).every((value) => value < 128)).toBe(true);
  });

  gpuTest('counts the cells of its grid, once per picture', async ({ gpu }) => {
    const shown = await show(gpu);
    await drawn(shown, QUICK_MS);
    shown.picture.takeCount();
    await shown.frame({}, 200);
    expect([shown.picture.takeCount(), shown.picture.takeCount()]).toEqual([true, false]);
    const count = shown.picture.decodeCount(await readBuffer(gpu.device, shown.picture.countBuffer));
    const codes = await shown.picture.readCodes();
    const seen = new Map<string, number>();
    for (let at = 0; at < codes.words.length; at += codes.wordsPerPixel) {
      const code = codes.words.subarray(at, at + codes.wordsPerPixel).join();
      seen.set(code, (seen.get(code) ?? 0) + 1);
    }
    const { width, height } = codes;
    expect([width, height]).toEqual([request.widthPx, request.heightPx]);
    expect(count).toEqual({
      distinct: seen.size,
      gridWidth: width,
      gridHeight: height,
      overflow: false,
      largestShare: Math.max(...seen.values()) / (width * height),
    });
    const oracle = gridCodes(folded, request.view, width, height);
    const different = oracle.words.filter((word, i) => word !== codes.words[i]).length;
    expect(different / oracle.words.length).toBeLessThanOrEqual(0.005);
  });

  gpuTest('of wide, deep networks is cut into tiles that fit', async ({ gpu }) => {
    const widths = [256, 256, 256];
    const wide = trainingNetworkSpec(widths, 3);
    const network = randomFolded(wide, 6);
    const shown = await show(gpu, network, wide);
    await shown.frame({ widthPx: 128, heightPx: 96 });
    while (shown.picture.wantsFrame) {
      await shown.frame({ widthPx: 128, heightPx: 96 });
      shown.picture.completed(QUICK_MS);
    }
    const codes = await shown.picture.readCodes();
    const oracle = gridCodes(network, request.view, 16, 12);
    expect(codes.wordsPerPixel).toBe(oracle.wordsPerPixel);
    expect([codes.width, codes.height]).toEqual([128, 96]);
    expect(gpu.resources.byteLength).toBeLessThan(64 * 2 ** 20);
  });
});
