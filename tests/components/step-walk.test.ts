/** A figure with true sessions on the CPU engine, brought from step to step, and who has it in hand. */
import { afterEach, describe, expect, test } from 'vitest';
import type { FollowedFigure } from '../../src/components/by-id/followed-figure.js';
import '../../src/components/spline-figure/define.js';
import '../../src/components/spline-figure/live-figure.js';
import { StepWalk, type WalkStep } from '../../src/components/spline-steps/step-walk.js';
import { eventually } from '../support/eventually.js';
import { makeFigure, meet } from '../support/figure-group-harness.js';
import { nextFrames } from '../support/settle.js';

const small = { engine: 'cpu', preset: 'moons', widths: '4', samples: '40', normalization: 'none', loading: 'eager' };

let walk: StepWalk | null = null;
afterEach(() => {
  walk?.dispose();
  document.body.replaceChildren();
});

async function begin(attributes: Readonly<Record<string, string>> = {}): Promise<FollowedFigure> {
  const figure = document.createElement('spline-figure');
  for (const [name, value] of Object.entries({ ...small, ...attributes })) figure.setAttribute(name, value);
  document.body.replaceChildren(figure);
  walk = new StepWalk(figure, () => undefined);
  await figure.whenReady();
  return figure;
}

const step = (action: WalkStep['action'] = null, ...settings: WalkStep['settings']): WalkStep => ({ settings, action });
const at = (steps: number): WalkStep['settings'][number] => ['steps', String(steps)];
const stepOf = (figure: FollowedFigure): number => figure.session?.snapshot.step ?? -1;

/** What is told a little later has been told. */
const linger = async (): Promise<void> => {
  await nextFrames();
  await new Promise((resolve) => setTimeout(resolve, 200));
};

describe('a step', () => {
  test('is arrived at after a run that begins anew at 0, and its action is done', async () => {
    const figure = await begin({ steps: '5' });
    await eventually(() => expect(stepOf(figure)).toBe(5));
    expect(await walk!.show(step(null, at(0)))).toBe(true);
    expect(stepOf(figure)).toBe(0);
    expect(await walk!.show(step('switch', at(3)))).toBe(true);
    await eventually(() => expect(figure.session!.snapshot.models[0]!.normalization).toBe('batch'));
    await linger();
    expect(walk!.isInHand).toBe(false);
    expect(await walk!.show(step(null, at(3)))).toBe(true);
    expect(figure.session!.snapshot.models[0]!.normalization).toBe('none');
    expect(await walk!.show(step(null, ['learning-rate', '0.5'], at(3)))).toBe(true);
    figure.session!.setTraining({ learningRate: 0.25 });
    await eventually(() => expect(walk!.isInHand).toBe(true));
  });

  test('that was shown before is there at once, and what follows is the same again', async () => {
    const figure = await begin();
    const session = figure.session!;
    const networks = async (): Promise<unknown> => {
      await eventually(() => expect(session.models!.map((model) => model.step)).toEqual([session.snapshot.step]));
      return session.models;
    };
    expect(await walk!.show(step(null, at(20)))).toBe(true);
    const at20 = await networks();
    expect(await walk!.show(step(null, at(30)))).toBe(true);
    const at30 = await networks();
    expect(await walk!.show(step('switch', at(30)))).toBe(true);
    await eventually(() => expect(session.models!.map(({ normalization }) => normalization)).toEqual(['batch']));
    const states: string[] = [];
    session.subscribe(() => states.push(session.snapshot.state));
    for (const [steps, models] of [
      [30, at30],
      [20, at20],
    ] as const) {
      expect(await walk!.show(step(null, at(steps)))).toBe(true);
      expect(await networks()).toEqual(models);
    }
    expect(new Set(states)).toEqual(new Set(['ready']));
    expect(session.snapshot).toMatchObject({ original: null, time: { lastStep: 20, isPast: false } });
    expect(await walk!.show(step(null, at(30)))).toBe(true);
    expect(await networks()).toEqual(at30);
    await linger();
    expect(walk!.isInHand).toBe(false);
    expect(await walk!.show(step(null, at(40)))).toBe(true);
    // The switch was the first of it that was an edit.
    expect(session.snapshot.undo.done).toHaveLength(1);
    session.undo();
    expect(session.snapshot.step).toBe(30);
    expect(await networks()).toEqual(at30);
  });

  test('is undone with those before it, back to what the reader had when the text took over', async () => {
    const figure = await begin({ steps: '5' });
    await eventually(() => expect(stepOf(figure)).toBe(5));
    figure.session!.setTraining({ learningRate: 0.25 });
    await eventually(() => expect(walk!.isInHand).toBe(true));
    const undo = () => figure.session!.snapshot.undo;
    for (const learningRate of ['0.5', '0.125'])
      expect(await walk!.show(step('switch', ['learning-rate', learningRate], ['fill', 'slope'], at(3)))).toBe(true);
    expect(undo().done).toHaveLength(2);
    figure.session!.undo();
    await eventually(() => expect(figure.session!.snapshot).toMatchObject({ step: 5, state: 'ready' }));
    expect(figure.session!.snapshot.config.training.learningRate).toBe(0.25);
    expect(figure.picture.state.numberFill).toBe(null);
    await eventually(() => expect(walk!.isInHand).toBe(true));
    // What the reader then asks for is undone by itself.
    figure.session!.redo();
    await eventually(() => expect(undo().isRestoring).toBe(false));
    expect(await walk!.show(step(null, at(0)))).toBe(true);
    expect(undo().done).toHaveLength(3);
  });

  test('is undone with those before it in the other figures of a group, too; what a reader does then is not', async () => {
    const figure = await begin({ group: 'g' });
    const other = makeFigure({ group: 'g', loading: 'eager', seed: '2' });
    document.body.append(other);
    const figures = [figure, other];
    await meet(figures, 0);
    const levels = (): number[] => figures.map(({ session }) => session!.snapshot.undo.done.length);
    for (const steps of [5, 3, 4, 2]) {
      expect(await walk!.show(step(null, at(steps), ['dx', String(steps)]))).toBe(true);
      await meet(figures, steps);
    }
    expect(levels()).toEqual([1, 1]);
    other.restart();
    await meet(figures, 0);
    expect(levels()).toEqual([2, 2]);
  });

  test('that a reader stops on the way is not arrived at: no action is done, and the figure is theirs', async () => {
    const figure = await begin();
    const shown = walk!.show(step('switch', at(1e6)));
    await eventually(() => expect(stepOf(figure)).toBeGreaterThan(0));
    expect(walk!.isInHand).toBe(false);
    figure.pause();
    expect(await shown).toBe(false);
    expect(walk!.isInHand).toBe(true);
    await linger();
    expect(figure.session!.snapshot.models[0]!.normalization).toBe('none');
  });

  test('that plays is left to a reader who stops it', async () => {
    const figure = await begin();
    expect(await walk!.show(step('play', at(2)))).toBe(true);
    await eventually(() => expect(stepOf(figure)).toBeGreaterThan(4));
    expect(walk!.isInHand).toBe(false);
    figure.pause();
    await eventually(() => expect(walk!.isInHand).toBe(true));
  });

  test('that plays is left to a reader who goes back to the start', async () => {
    const figure = await begin();
    expect(await walk!.show(step('play', at(9)))).toBe(true);
    await eventually(() => expect(stepOf(figure)).toBeGreaterThan(20));
    figure.restart();
    await eventually(() => expect(walk!.isInHand).toBe(true));
  });
});

describe('before the first step', () => {
  test('a run that a reader begins is theirs', async () => {
    const figure = await begin();
    await linger();
    expect(walk!.isInHand).toBe(false);
    figure.play();
    await eventually(() => expect(walk!.isInHand).toBe(true));
  });

  test('a run that a reader takes past its goal is theirs', async () => {
    const figure = await begin({ steps: '20' });
    figure.play();
    await eventually(() => expect(walk!.isInHand).toBe(true));
  });

  test('a run that a reader stops is theirs', async () => {
    const figure = await begin({ steps: '1000000' });
    await eventually(() => expect(stepOf(figure)).toBeGreaterThan(0));
    expect(walk!.isInHand).toBe(false);
    figure.pause();
    await eventually(() => expect(walk!.isInHand).toBe(true));
  });

  test('a moment that a reader goes back to is theirs', async () => {
    const figure = await begin({ steps: '20' });
    await eventually(() => expect(stepOf(figure)).toBe(20));
    await linger();
    figure.goTo(0);
    await eventually(() => expect(walk!.isInHand).toBe(true));
  });

  test('a figure that trains by itself is the text’s', async () => {
    const figure = await begin({ autoplay: '' });
    await eventually(() => expect(stepOf(figure)).toBeGreaterThan(10));
    expect(walk!.isInHand).toBe(false);
  });
});
