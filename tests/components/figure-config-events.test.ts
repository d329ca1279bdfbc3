/** What a figure tells of its settings, with real sessions: in the middle of a drag, and at its end. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import '../../src/components/spline-controls/define.js';
import '../../src/components/spline-figure/define.js';
import type { ConfigChange } from '../../src/components/events.js';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';
import { eventually } from '../support/eventually.js';
import { find, nextFrames } from '../support/settle.js';

const types = ['spline-configinput', 'spline-configchange'] as const;
let figure: SplineFigure;
/** Type, source, and whether it reached the page. */
let told: [type: string, source: string, bubbles: boolean][] = [];
let last: ConfigChange | null = null;

beforeEach(async () => {
  told = [];
  const controls = document.createElement('spline-controls');
  controls.htmlFor = 'figure';
  figure = document.createElement('spline-figure');
  const attributes = { engine: 'cpu', preset: 'moons', samples: '60', widths: '4', controls: 'full', id: 'figure' };
  for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value);
  for (const type of types)
    figure.addEventListener(type, ({ detail, bubbles, composed }) => {
      expect(composed).toBe(bubbles);
      told.push([type.replace('spline-config', ''), detail.source, bubbles]);
      last = detail;
    });
  document.body.replaceChildren(figure, controls);
  await figure.whenReady();
  await nextFrames();
});
afterEach(() => document.body.replaceChildren());

const pointer = (target: EventTarget, type: string, at: { x: number; y: number } = { x: 0, y: 0 }): void => {
  const init = { bubbles: true, composed: true, clientX: at.x, clientY: at.y, pointerId: 1, button: 0 };
  target.dispatchEvent(new PointerEvent(type, init));
};
const input = ['input', 'user', true];
const change = ['change', 'user', true];

test('begins without an event', () => {
  expect(told).toEqual([]);
});

test('data that are dragged: input on the way, one change at the end', async () => {
  const view = find(figure, 'spline-view');
  const button = (label: string): HTMLElement =>
    [...view.shadowRoot!.querySelectorAll('button')].find(
      ({ title, ariaLabel }) => title === label || ariaLabel?.startsWith(label),
    )!;
  button('Move data').click();
  await nextFrames();
  const handle = button('Move the data: drag');
  pointer(handle, 'pointerdown', { x: 100, y: 100 });
  for (const x of [110, 125, 140]) {
    pointer(handle, 'pointermove', { x, y: 100 });
    await nextFrames();
  }
  expect(told.length).toBeGreaterThanOrEqual(2);
  expect(told.every(([type]) => type === 'input')).toBe(true);
  pointer(handle, 'pointerup', { x: 140, y: 100 });
  await eventually(() => expect(told.at(-1)).toEqual(change));
  expect(told.filter(([type]) => type === 'change')).toHaveLength(1);
  expect(last?.config.data.placement).toEqual(figure.config.data.placement);
  expect(last?.config.data.placement.dx).toBeGreaterThan(0);
});

describe('the slider of controls elsewhere', () => {
  const slider = async (): Promise<HTMLInputElement> => {
    const part = find(document.querySelector('spline-controls')!, 'spline-controls');
    const found = () => part.shadowRoot!.querySelector<HTMLInputElement>('input[type=range]')!;
    await eventually(() => expect(found()).not.toBeNull());
    return found();
  };
  const move = (range: HTMLInputElement, to: number): void => {
    range.value = String(to);
    range.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  };

  test('that is dragged: input on the way, one change at the end', async () => {
    const range = await slider();
    pointer(range, 'pointerdown');
    move(range, -1);
    move(range, 0);
    expect(told).toEqual([input, input]);
    pointer(window, 'pointerup');
    await eventually(() => expect(told).toEqual([input, input, change]));
    expect(last?.config.training.learningRate).toBe(1);
    // Nothing was changed by this one.
    pointer(range, 'pointerdown');
    pointer(window, 'pointerup');
    await nextFrames();
    expect(told).toHaveLength(3);
  });

  test('by keys: both at every key', async () => {
    const range = await slider();
    move(range, -1);
    move(range, 0);
    expect(told).toEqual([input, change, input, change]);
  });

  test('what the page does meanwhile is its own', async () => {
    const range = await slider();
    pointer(range, 'pointerdown');
    move(range, -1);
    figure.switchNormalization();
    expect(told).toEqual([input, ['input', 'api', false], ['change', 'api', false]]);
    pointer(window, 'pointerup');
    await eventually(() => expect(told.at(-1)).toEqual(change));
    expect(told).toHaveLength(4);
  });
});

test('undoing is the reader’s or the page’s, a link is a link', async () => {
  figure.switchNormalization();
  await eventually(() => expect(figure.canUndo).toBe(true));
  told = [];
  const key = { key: 'z', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
  find(figure, '.play').dispatchEvent(new KeyboardEvent('keydown', key));
  await eventually(() => expect(told).toEqual([input, change]));
  await eventually(() => expect(figure.canRedo).toBe(true));
  told = [];
  figure.redo();
  await eventually(() => expect(told.length).toBeGreaterThanOrEqual(2));
  expect(told.every(([, source, bubbles]) => source === 'api' && !bubbles)).toBe(true);
  told = [];
  figure.state = 'v=1&preset=circles&samples=60&widths=4';
  await eventually(() => expect(told).toContainEqual(['change', 'link', false]));
  expect(told).toContainEqual(['input', 'link', false]);
});

test('a switch that is asked for before the figure has begun is made as it begins', async () => {
  const far = document.createElement('div');
  far.style.marginTop = '500vh';
  document.body.replaceChildren(far);
  window.scrollTo(0, 0);
  const make = (): SplineFigure => {
    const one = document.createElement('spline-figure');
    const attributes = { engine: 'cpu', preset: 'moons', samples: '60', widths: '4', compare: '', steps: '4' };
    for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
    far.append(one);
    return one;
  };
  const [asked, taken, wrong] = [make(), make(), make()];
  const sources: string[] = [];
  asked.addEventListener('spline-configchange', ({ detail }) => sources.push(detail.source));
  const refused: string[] = [];
  wrong.addEventListener('spline-error', ({ detail }) => refused.push(detail.code));
  asked.switchNormalization(1);
  taken.switchNormalization(1);
  taken.reset();
  wrong.switchNormalization(7);
  await asked.updateComplete;
  expect([asked, taken, wrong].map(({ session }) => session)).toEqual([null, null, null]);
  far.style.marginTop = '0';
  const kinds = ({ session }: SplineFigure) => session?.snapshot.models.map(({ normalization }) => normalization);
  for (const [one, expected] of [
    [asked, ['none', 'none']],
    [taken, ['none', 'batch']],
    [wrong, ['none', 'batch']],
  ] as const) {
    one.scrollIntoView();
    await eventually(() => expect(one.session?.snapshot.step).toBe(4));
    expect(kinds(one)).toEqual(expected);
  }
  expect(asked.session!.snapshot.marks.map(({ step, model }) => [step, model])).toEqual([[0, 1]]);
  expect(sources).toEqual(['api']);
  expect(refused).toEqual(['refused']);
});
