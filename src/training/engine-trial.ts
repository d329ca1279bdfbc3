import type { Backend } from './backend.js';
import { makeDataSet } from './datasets/make-data-set.js';
import { networkSpecs } from './experiment-config.js';
import { initialModel } from './initialize.js';
import { defaultExperiment } from './presets.js';

const TRIAL_STEPS = 16;
const TRIAL_MS = 400;
/** Small enough for a slow engine, large enough that painting weighs in. */
const TRIAL_PIXELS = 128;

/**
 * Steps per second of the default experiment with one small picture per frame, once it is loaded; 0 where nothing was
 * taken up in time.
 *
 * @param now milliseconds of a steady clock
 */
export async function timeEngine(backend: Backend, now: () => number): Promise<number> {
  const { training, statistics } = defaultExperiment;
  const data = makeDataSet(defaultExperiment.data);
  const models = networkSpecs(defaultExperiment, data).map(initialModel);
  await backend.load({ data, models, training, cursor: { epoch: 0, batch: 0 } });
  const picture = {
    model: 0,
    view: { x0: -1.5, x1: 1.5, y0: -1.5, y1: 1.5 },
    widthPx: TRIAL_PIXELS,
    heightPx: TRIAL_PIXELS,
    pixelRatio: 1,
    statistics,
    layers: { fill: 'confidence', walls: [], decisionBoundary: true },
    theme: 'light',
    transition: 1,
  } as const;
  const startMs = now();
  let steps = 0;
  let elapsedMs = 0;
  while (steps < TRIAL_STEPS && elapsedMs < TRIAL_MS) {
    steps += backend.frame({ steps: TRIAL_STEPS - steps, pictures: [picture] }).stepsTaken;
    await backend.readModels();
    elapsedMs = now() - startMs;
  }
  await backend.readCodes(0);
  elapsedMs = now() - startMs;
  return elapsedMs > 0 ? (1000 * steps) / elapsedMs : 0;
}
