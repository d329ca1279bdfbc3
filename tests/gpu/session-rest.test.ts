/** A session that rests on the GPU: frees everything, leaves its pictures, and goes on bit by bit as if it had not. */
import { afterEach, expect, test, vi } from 'vitest';
import { createSession } from '../../src/create-session.js';
import { pictureWindow } from '../../src/training/datasets/data-window.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { presets } from '../../src/training/presets.js';
import type { Session } from '../../src/training/session.js';
import { devices } from '../support/gpu-devices.js';

// The first engine compiles all kernels: up to 12 seconds of a software adapter's processor, which others may share.
vi.setConfig({ testTimeout: 180_000 });

const { config } = presets.circles;
const experiment = { ...config, network: { ...config.network, hiddenWidths: [12, 9] } };
const sessions: Session[] = [];

afterEach(() => {
  for (const session of sessions.splice(0)) session.dispose();
  document.body.replaceChildren();
});

function start() {
  const holders = [0, 1].map(() => document.body.appendChild(document.createElement('div')));
  const session = createSession(experiment, {
    devices,
    engine: 'webgpu',
    surfaces: {
      canvas: (model) => {
        const canvas = document.createElement('canvas');
        holders[model]!.replaceChildren(canvas);
        return canvas;
      },
    },
  });
  sessions.push(session);
  const view = pictureWindow(makeDataSet(experiment.data));
  const layers = { fill: 'confidence', walls: [true, true], decisionBoundary: true } as const;
  for (const model of [0, 1]) {
    session.setView(model, () => ({ view, widthPx: 96, heightPx: 64, pixelRatio: 1, layers, theme: 'light' }));
  }
  return { session, canvasOf: (model: number) => holders[model]!.querySelector('canvas')! };
}

const until = (session: Session, isSo: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const stop = session.subscribe(() => isSo() && done());
    const done = (): void => {
      stop();
      resolve();
    };
    if (isSo()) done();
  });

const isAt = (session: Session, step: number) => (): boolean =>
  session.snapshot.state === 'ready' && session.snapshot.step === step && session.models?.[0]?.step === step;

async function stepTo(session: Session, step: number): Promise<void> {
  session.step(step - session.snapshot.step);
  await until(session, isAt(session, step));
}

test('rest frees the GPU and leaves pictures; woken, the run goes on to the same bits', async () => {
  const awake = start().session;
  await stepTo(awake, 10);
  awake.switchNormalization(0, 'batch', 'align');
  await stepTo(awake, 23);
  const expected = awake.models;
  awake.dispose();
  expect(devices.ledger.count).toBe(0);

  const { session, canvasOf } = start();
  await stepTo(session, 10);
  const drawn = canvasOf(1);
  session.switchNormalization(0, 'batch', 'align');
  session.rest();
  await until(session, () => session.isResting);
  expect(devices.ledger).toMatchObject({ count: 0, byteLength: 0 });
  expect(devices.userCount).toBe(0);
  const still = canvasOf(1);
  expect(still).not.toBe(drawn);
  const pixels = still.getContext('2d')!.getImageData(0, 0, still.width, still.height).data;
  expect([still.width, still.height]).toEqual([96, 64]);
  expect(new Set(new Uint32Array(pixels.buffer)).size).toBeGreaterThan(20);

  session.wake();
  // The still stays until there is a newer picture.
  expect(canvasOf(1)).toBe(still);
  await until(session, () => session.snapshot.state === 'ready');
  await stepTo(session, 17);
  session.rest();
  await until(session, () => session.isResting);
  await stepTo(session, 23);
  expect(session.models).toEqual(expected);
  expect(canvasOf(1)).not.toBe(still);
  expect(session.snapshot.models[0]?.curves.losses).toHaveLength(23);
});
