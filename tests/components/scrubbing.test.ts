/** The moments of a run, gone through fast on real engines: what is come to rest at is that moment in every part. */
import '../../src/components/spline-chart/define.js';
import '../../src/components/spline-figure/define.js';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';
import { eventually } from '../support/eventually.js';
import { find, nextFrames } from '../support/settle.js';

const LAST = 8;

afterEach(() => document.body.replaceChildren());

/** What a reader sees of a moment. */
interface Look {
  /** Steps of the networks, of the numbers and of what is written. */
  readonly steps: readonly number[];
  readonly numbers: string;
  /** Of what is on the screen, buttons aside. */
  readonly picture: string;
  readonly chart: string;
}

async function makeFigure(engine: string) {
  const figure = document.createElement('spline-figure');
  for (const [name, value] of Object.entries({ engine, widths: '6', samples: '60', compare: '', controls: 'none' }))
    figure.setAttribute(name, value);
  figure.style.maxInlineSize = '160px';
  const chart = document.createElement('spline-chart');
  document.body.replaceChildren(figure, chart);
  onTestFinished(() => figure.destroy());
  await figure.whenReady();
  chart.session = figure.session;
  const look = async (): Promise<Look> => {
    const { session, numbers } = figure;
    const canvas = find<HTMLCanvasElement>(chart, 'canvas');
    return {
      steps: [session!.snapshot.step, numbers.step!, ...session!.models!.map(({ step }) => step)],
      numbers: JSON.stringify(numbers),
      picture: await page.elementLocator(figure).screenshot({ save: false }),
      chart: canvas.toDataURL(),
    };
  };
  return { figure, look };
}

/** Whether figure and networks stand still at a step, its pictures sharp and its exact cells there. */
function isAt(figure: SplineFigure, step: number): boolean {
  const { snapshot, models } = figure.session!;
  const edges = [...figure.shadowRoot!.querySelectorAll('spline-view')].map(({ clientWidth }) => clientWidth);
  const areSharp = snapshot.models.every(
    ({ cells }, model) => Math.abs((cells?.gridWidth ?? 0) - edges[model]! * devicePixelRatio) <= 1,
  );
  const areCounted = [figure.numbers.cells1, figure.numbers.cells2].every(Number.isFinite);
  return areSharp && areCounted && snapshot.state !== 'running' && models!.every((model) => model.step === step);
}

test.each(['webgpu', 'cpu'])(
  '%s: wherever fast scrubbing ends, everything is of that very step, and stays so',
  async (engine) => {
    const { figure, look } = await makeFigure(engine);
    const losses: number[] = [];
    for (let step = 1; step <= LAST; step++) {
      figure.step(1);
      // Read at rest, every step is kept.
      await eventually(() => expect(figure.session!.models!.map((model) => model.step)).toEqual([step, step]));
      losses[step] = figure.numbers.loss1!;
    }
    /** Once nothing more comes. */
    const settledLook = async (step: number): Promise<Look> => {
      let seen: Look | undefined;
      await eventually(async () => {
        expect(isAt(figure, step)).toBe(true);
        const before = await look();
        await nextFrames();
        seen = await look();
        expect(seen).toEqual(before);
      });
      return seen!;
    };
    const calm: Look[] = [];
    for (const step of [2, 3, 5, 6]) {
      figure.goTo(step);
      calm[step] = await settledLook(step);
      expect(calm[step].steps).toEqual([step, step, step, step]);
      expect(figure.numbers.loss1).toBe(losses[step]);
    }
    for (const part of ['numbers', 'picture', 'chart'] as const) {
      expect(new Set([2, 3, 5, 6].map((step) => calm[step]![part])).size, part).toBe(4);
    }
    for (const stop of [3, 6, 2, 5]) {
      for (let move = 0; move < 20; move++) {
        figure.goTo((5 * move + stop) % (LAST + 1));
        await new Promise(requestAnimationFrame);
        // Whatever moment is shown, it is one.
        const { snapshot, models } = figure.session!;
        expect(models!.map(({ step }) => step)).toEqual([snapshot.step, snapshot.step]);
      }
      figure.goTo(stop);
      expect(await settledLook(stop)).toEqual(calm[stop]);
    }
  },
);
