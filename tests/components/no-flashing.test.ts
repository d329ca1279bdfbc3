/** Runs on real engines whose pictures would flash: drawn more slowly, and only drawn so. */
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { createSession } from '../../src/create-session.js';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import { presets } from '../../src/training/presets.js';
import type { Session, ViewRequest } from '../../src/training/session.js';
import { eventually } from '../support/eventually.js';
import { plainConfig, plainView } from '../support/fake-backend.js';

const TILES = 8;
const view: ViewRequest = { ...plainView, layers: { fill: 'confidence', walls: [false], decisionBoundary: false } };

/**
 * Points of one class in one batch and of both, mixed, in the next: so quick a learner is sure of everything after the one, and of
 * nothing after the other. (From one class to the other, fills are near one luminance.)
 */
const flashing: ExperimentConfig = {
  ...plainConfig,
  data: {
    ...plainConfig.data,
    set: 'custom',
    order: 'given',
    customPoints: Array.from({ length: 40 }, (_, i) => {
      const radius = 0.3 + (i % 20) / 25;
      return { x: radius * Math.cos(2.4 * i), y: radius * Math.sin(2.4 * i), label: i < 20 ? 0 : i % 2 };
    }),
  },
  network: { ...plainConfig.network, hiddenWidths: [8] },
  normalizations: ['none'],
  training: { ...plainConfig.training, learningRate: 3, momentum: 0, batchSize: 20, epochs: 1000 },
};

interface Sample {
  readonly atMs: number;
  readonly luminances: readonly number[];
}

afterEach(() => document.body.replaceChildren());

/** A session with a look at its canvas after every frame, in the task in which that is drawn. */
async function start(engine: 'webgpu' | 'cpu', config: ExperimentConfig) {
  const samples: Sample[] = [];
  let canvas: HTMLCanvasElement | null = null;
  const session = createSession(config, {
    engine,
    surfaces: {
      canvas: () => {
        canvas = document.createElement('canvas');
        document.body.replaceChildren(canvas);
        return canvas;
      },
    },
    clock: {
      request: (tick) =>
        requestAnimationFrame((nowMs) => {
          tick(nowMs);
          const luminances = canvas && luminancesOf(canvas);
          if (luminances) samples.push({ atMs: performance.now(), luminances });
        }),
      cancel: (handle) => cancelAnimationFrame(handle),
    },
  });
  onTestFinished(() => session.dispose());
  config.normalizations.forEach((_, model) => session.setView(model, () => view));
  session.restart();
  await eventually(() => expect(samples.length).toBeGreaterThan(0));
  return { session, samples };
}

/** Relative luminance of the middles of tiles; null where the canvas has nothing to be copied. */
function luminancesOf(canvas: HTMLCanvasElement): number[] | null {
  const context = new OffscreenCanvas(TILES, TILES).getContext('2d')!;
  context.drawImage(canvas, 0, 0, TILES, TILES);
  const { data } = context.getImageData(0, 0, TILES, TILES);
  if (data[3] !== 255) return null;
  return Array.from({ length: TILES ** 2 }, (_, tile) => {
    const [red, green, blue] = [0, 1, 2].map((channel) => {
      const value = data[4 * tile + channel]! / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  });
}

/** When a tile turns by a tenth or more. */
function swingsOf(samples: readonly Sample[], tile: number): number[] {
  const swings: number[] = [];
  let [extreme, direction] = [samples[0]!.luminances[tile]!, 0];
  for (const { atMs, luminances } of samples) {
    const change = luminances[tile]! - extreme;
    if (Math.abs(change) >= 0.1 && Math.sign(change) !== direction) {
      direction = Math.sign(change);
      extreme = luminances[tile]!;
      swings.push(atMs);
    } else if (change * direction > 0) extreme = luminances[tile]!;
  }
  return swings;
}

/** Largest share of tiles that swing more than three times within one second. */
function flashingShare(samples: readonly Sample[]): number {
  const flashes = Array.from({ length: TILES ** 2 }, (_, tile) => {
    const swings = swingsOf(samples, tile);
    return swings.slice(3).flatMap((end, index) => (end - swings[index]! <= 1000 ? [end] : []));
  });
  const shares = samples.map(({ atMs }) => {
    const near = flashes.filter((ends) => ends.some((end) => end <= atMs && atMs - end < 1000));
    return near.length / TILES ** 2;
  });
  return Math.max(...shares);
}

async function playFor(session: Session, stepsPerSecond: number, milliseconds: number): Promise<number> {
  const { step } = session.snapshot;
  session.stepsPerSecond = stepsPerSecond;
  session.play();
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  session.pause();
  return session.snapshot.step - step;
}

test.each(['cpu', 'webgpu'] as const)('%s: training that flips the picture at every step', async (engine) => {
  const { session, samples } = await start(engine, flashing);
  const before = samples.length;
  const steps = await playFor(session, 20, 4000);
  // The data are not held up, and pictures go on.
  expect(steps).toBeGreaterThan(20);
  expect(session.snapshot.models[0]!.curves.losses.length).toBeGreaterThan(20);
  const shown = samples.slice(before);
  expect(flashingShare(shown)).toBeLessThanOrEqual(0.25);
  expect(swingsOf(shown, 0).length).toBeGreaterThanOrEqual(6);
  expect(session.snapshot.isSlowing).toBe(true);
  // At rest the newest is drawn, and nothing is held any more.
  await eventually(() => expect(session.snapshot.isSlowing).toBe(false));
});

test.each(['cpu', 'webgpu'] as const)('%s: going to and fro between two moments', async (engine) => {
  const { session, samples } = await start(engine, flashing);
  for (let step = 1; step <= 2; step++) {
    session.step(1);
    await eventually(() => expect(session.models!.map((model) => model.step)).toEqual([step]));
  }
  const before = samples.length;
  const end = performance.now() + 3000;
  for (let turn = 0; performance.now() < end; turn++) {
    session.goTo(1 + (turn % 2));
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(flashingShare(samples.slice(before))).toBeLessThanOrEqual(0.25);
  expect(swingsOf(samples.slice(before), 0).length).toBeGreaterThanOrEqual(2);
});

test.each(['circles', 'moons'] as const)('%s as it is: nothing is held', async (name) => {
  const { session } = await start('cpu', presets[name].config);
  let wasSlowing = false;
  session.subscribe(() => (wasSlowing ||= session.snapshot.isSlowing));
  expect(await playFor(session, 25, 4000)).toBeGreaterThan(20);
  expect(wasSlowing).toBe(false);
});
