/** The slider through time of figures with full controls, on true runs. */
import { afterEach, expect, test } from 'vitest';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';
import { TrainingSlots } from '../../src/components/spline-figure/training-slots.js';
import '../../src/components/spline-figure/define.js';
import { find, textOf } from '../support/settle.js';
import { eventually } from '../support/eventually.js';

afterEach(() => document.body.replaceChildren());

const small = { engine: 'cpu', preset: 'moons', widths: '4', samples: '40', controls: 'full' };

/** At rest after so many steps, each of which is a moment that can be gone to. */
async function trained(
  steps: number,
  slots = new TrainingSlots(),
): Promise<{ figure: SplineFigure; slider: HTMLInputElement }> {
  const figure = document.createElement('spline-figure');
  for (const [name, value] of Object.entries({ ...small, compare: '' })) figure.setAttribute(name, value);
  figure.slots = slots;
  document.body.replaceChildren(figure);
  await figure.whenReady();
  for (let step = 1; step <= steps; step++) {
    figure.step();
    await eventually(() => expect(restsAt(figure)).toBe(step));
  }
  const slider = await eventually(() => find<HTMLInputElement>(find(figure, 'spline-scrubber'), 'input'));
  return { figure, slider };
}

/** Step of the networks at rest; -1 while they train. */
function restsAt({ session }: SplineFigure): number {
  if (!session || !['ready', 'finished'].includes(session.snapshot.state)) return -1;
  const steps = [session.snapshot.step, ...(session.models ?? []).map(({ step }) => step)];
  return Math.min(...steps) === Math.max(...steps) ? steps[0]! : -1;
}

function slide(slider: HTMLInputElement, step: number): void {
  slider.value = String(step);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}

const press = (target: Element, key: string): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));

const noteOf = (figure: SplineFigure): string => {
  const note = find(figure, 'spline-scrubber').shadowRoot?.querySelector('.time-note');
  return note ? textOf(note) : '';
};

const buttonOf = (figure: SplineFigure, name: string): HTMLButtonElement => {
  const buttons = find(figure, 'spline-scrubber').shadowRoot?.querySelectorAll('button') ?? [];
  const button = [...buttons].find((one) => textOf(one) === name);
  if (!button) throw new Error(`There is no button ${name}.`);
  return button;
};

test('moves pictures and numbers to an earlier moment, and says so', async () => {
  const { figure, slider } = await trained(4);
  const { loss1 } = figure.numbers;
  const present = figure.session?.models;
  slide(slider, 2);
  await eventually(() => expect(restsAt(figure)).toBe(2));
  await eventually(() => expect(find(figure, '.where').textContent).toContain('In the past'));
  expect(textOf(find(figure, '.where'))).toMatch(/step 2 of 4/);
  expect(figure.numbers).toMatchObject({ step: 2 });
  expect(figure.numbers.loss1).not.toBe(loss1);
  expect(noteOf(figure)).toContain('after step 2 of 4');
  await eventually(() => expect(find(figure, '[role=status]').textContent).toContain('in the past'));
  buttonOf(figure, 'Back to step 4').click();
  await eventually(() => expect(restsAt(figure)).toBe(4));
  expect(figure.session?.models).toEqual(present);
  expect(noteOf(figure)).toBe('');
});

test('training from an earlier moment branches, beside the original, to which a button leads back', async () => {
  const { figure, slider } = await trained(4);
  const present = figure.session?.models;
  slide(slider, 1);
  await eventually(() => expect(restsAt(figure)).toBe(1));
  // The keys of the figure are those of its slider.
  press(slider, '.');
  await eventually(() => expect(restsAt(figure)).toBe(2));
  await eventually(() => expect(noteOf(figure)).toContain('Branch from step 1'));
  expect(figure.session?.snapshot.original).toMatchObject({ branchStep: 1, step: 4 });
  buttonOf(figure, 'Back to the original').click();
  await eventually(() => expect(restsAt(figure)).toBe(4));
  expect(figure.session?.models).toEqual(present);
});

test('what was still to be done when it is moved is done no more, not even when its turn comes', async () => {
  const slots = new TrainingSlots(1);
  const other = { onTurn: () => undefined, onEvicted: () => undefined };
  const { figure, slider } = await trained(2, slots);
  figure.play();
  await eventually(() => expect(figure.session?.snapshot.state).toBe('running'));
  slots.take(other);
  await eventually(() => expect(find(figure, '.where').textContent).toContain('Paused while others train'));
  slide(slider, 1);
  await eventually(() => expect(restsAt(figure)).toBe(1));
  slots.release(other);
  expect(figure.session?.snapshot).toMatchObject({ state: 'ready', time: { isPast: true } });
});

test('Space on the slider trains on', async () => {
  const { figure, slider } = await trained(1);
  press(slider, ' ');
  await eventually(() => expect(figure.session?.snapshot.state).toBe('running'));
  figure.pause();
});
