import '../../src/components/spline-figure/define.js';
import { AwakeFigures } from '../../src/components/spline-figure/awake-figures.js';
import { TrainingSlots } from '../../src/components/spline-figure/training-slots.js';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';
import { eventually } from './eventually.js';
import { expect } from 'vitest';

type Attributes = Readonly<Record<string, string>>;

const small: Attributes = { engine: 'cpu', preset: 'moons', samples: '40', widths: '4' };

/** A figure on a true session of the CPU engine; not on the page yet. */
export function makeFigure(attributes: Attributes): SplineFigure {
  const figure = document.createElement('spline-figure');
  for (const [name, value] of Object.entries({ ...small, ...attributes })) figure.setAttribute(name, value);
  figure.slots = new TrainingSlots();
  figure.awake = new AwakeFigures();
  return figure;
}

/** Figures in a row, small enough to be seen together; the page holds nothing else. */
export async function showFigures(...list: readonly Attributes[]): Promise<SplineFigure[]> {
  const figures = list.map(makeFigure);
  const row = document.createElement('div');
  row.style.cssText = 'display: flex; align-items: start';
  for (const figure of figures) figure.style.cssText = 'inline-size: 130px; margin: 0';
  row.append(...figures);
  document.body.replaceChildren(row);
  window.scrollTo(0, 0);
  await Promise.all(figures.map((figure) => figure.whenReady()));
  return figures;
}

/** Step of the networks at rest, read back and reported; -1 while they train. */
export function restsAt({ session }: Pick<SplineFigure, 'session'>): number {
  if (!session || !['ready', 'finished'].includes(session.snapshot.state)) return -1;
  const steps = [session.snapshot.step, ...(session.models ?? []).map(({ step }) => step)];
  return Math.min(...steps) === Math.max(...steps) ? steps[0]! : -1;
}

/**
 * Waits until all stand at one step, and still do a moment later: steps under way when a run is paused are reported after that.
 * Returns the step.
 */
export const meet = (figures: readonly Pick<SplineFigure, 'session'>[], step?: number): Promise<number> =>
  eventually(async () => {
    const at = step ?? Math.max(0, ...figures.map(restsAt));
    const all = figures.map(() => at);
    expect(figures.map(restsAt)).toEqual(all);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(figures.map(restsAt)).toEqual(all);
    return at;
  });
