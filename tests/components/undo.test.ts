import { afterEach, describe, expect, it } from 'vitest';
import { presets } from '../../src/training/presets.js';
import type { PageReversal, SessionEdit } from '../../src/training/session.js';
import { FigureHarness } from '../support/figure-harness.js';
import { LabHarness } from '../support/lab-harness.js';
import { find } from '../support/settle.js';

const { config } = presets.circles;
const rate: SessionEdit = {
  kind: 'settings',
  before: config,
  after: { ...config, training: { ...config.training, learningRate: 0.5 } },
};
const onSecond: SessionEdit = { kind: 'switch', model: 1, from: 'none', to: 'batch' };

afterEach(() => document.body.replaceChildren());

async function labWith(done: readonly SessionEdit[], undone: readonly SessionEdit[] = [], isRestoring = false) {
  const harness = await LabHarness.make();
  const levels = (edits: readonly SessionEdit[]) => edits.map((edit, id) => ({ id, edit }));
  harness.session.show({ undo: { done: levels(done), undone: levels(undone), isRestoring } });
  await harness.settle();
  return harness;
}

/** What the session was told to undo and to do again, in order. */
const turnsOf = ({ session }: LabHarness) => session.calls.filter(([name]) => name === 'undo' || name === 'redo');

const nameOf = (harness: LabHarness, direction: 'undo' | 'redo'): string | null =>
  harness.find(`.transport .${direction}`).getAttribute('aria-label');

describe('the buttons', () => {
  it('say what they will undo or do again, act, and tell', async () => {
    const harness = await labWith([onSecond, rate], [onSecond]);
    expect(nameOf(harness, 'undo')).toBe('Undo: learning rate 0.01 to 0.5');
    expect(nameOf(harness, 'redo')).toBe('Do again: BN on, second network');
    harness.find('.transport .undo').click();
    harness.find('.transport .redo').click();
    expect(turnsOf(harness)).toEqual([['undo'], ['redo']]);
    await harness.settle();
    expect(harness.find('[role=status]').textContent).toContain('Done again: BN on, second network.');
  });

  it('can do nothing, and keep the focus, where there is nothing to undo or a run is being brought back', async () => {
    for (const [done, isRestoring, name] of [
      [[], false, 'Nothing to undo'],
      [[rate], true, 'The run is being brought back'],
    ] as const) {
      const harness = await labWith(done, [], isRestoring);
      const button = harness.find('.transport .undo');
      expect(nameOf(harness, 'undo')).toBe(name);
      expect(button.getAttribute('aria-disabled')).toBe('true');
      button.focus();
      button.click();
      expect(harness.session.callsOf('undo')).toEqual([]);
      expect(harness.lab.shadowRoot?.activeElement).toBe(button);
      document.body.replaceChildren();
    }
  });
});

describe('the keys', () => {
  it('undo and do again with Ctrl or ⌘', async () => {
    const harness = await labWith([rate], [onSecond]);
    await harness.press('z', harness.lab, { ctrlKey: true });
    await harness.press('z', harness.lab, { metaKey: true });
    await harness.press('Z', harness.lab, { ctrlKey: true, shiftKey: true });
    await harness.press('y', harness.lab, { ctrlKey: true });
    await harness.press('z');
    await harness.press('z', harness.lab, { ctrlKey: true, altKey: true });
    expect(turnsOf(harness)).toEqual([['undo'], ['undo'], ['redo'], ['redo']]);
    expect(harness.session.callsOf('undo')).toHaveLength(2);
  });

  it.each([
    [[], false, 'Nothing to undo.'],
    [[rate], true, 'The run is being brought back.'],
  ] as const)('say why nothing can be undone', async (done, isRestoring, sentence) => {
    const harness = await labWith(done, [], isRestoring);
    await harness.press('z', harness.lab, { ctrlKey: true });
    await harness.settle();
    expect(harness.session.callsOf('undo')).toEqual([]);
    expect(harness.find('[role=status]').textContent).toContain(sentence);
  });

  it('are those of a text field in a text field, and of the page on a slider', async () => {
    const harness = await labWith([rate]);
    const controls = harness.find('spline-controls');
    const slider = harness.find('.scrubber input');
    await harness.press('z', find(controls, '#learningRate'), { ctrlKey: true });
    expect(harness.session.callsOf('undo')).toEqual([]);
    await harness.press('z', slider, { ctrlKey: true });
    expect(harness.session.callsOf('undo')).toEqual([[]]);
  });
});

describe('pictures', () => {
  it('are undone with everything else, but not where one looks', async () => {
    const harness = await labWith([]);
    const { picture } = harness.lab;
    const before = picture.state;
    picture.update({ window: { x0: 0, x1: 1, y0: 0, y1: 1 }, movingData: true });
    picture.update({ layers: { ...before.layers, decisionBoundary: false } });
    picture.update({ numberFill: 'slope' });
    const notes = harness.session.callsOf('noteEdit') as [SessionEdit, PageReversal][];
    expect(notes.map(([edit]) => edit)).toEqual([
      { kind: 'page', subject: 'decisionBoundary', name: 'decision boundary of the picture' },
      { kind: 'page', subject: 'fill', name: 'fill of the picture' },
    ]);
    notes[1]?.[1].undo();
    notes[0]?.[1].undo();
    expect(picture.state).toMatchObject({ layers: before.layers, numberFill: null, window: { x1: 1 } });
    notes[0]?.[1].redo();
    expect(picture.state.layers.decisionBoundary).toBe(false);
    expect(harness.session.callsOf('noteEdit')).toHaveLength(2);
  });
});

it('a gesture lasts as long as a pointer is down', async () => {
  const harness = await labWith([]);
  const slider = harness.find('.scrubber input');
  slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
  expect(harness.session.isGestureUnderWay).toBe(true);
  // What is dragged may hear of it later than others.
  let isHeldAtLast = false;
  window.addEventListener('pointerup', () => (isHeldAtLast = harness.session.isGestureUnderWay), { once: true });
  window.dispatchEvent(new PointerEvent('pointerup'));
  expect(isHeldAtLast).toBe(true);
  await expect.poll(() => harness.session.isGestureUnderWay).toBe(false);
  slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
  harness.lab.remove();
  expect(harness.session.isGestureUnderWay).toBe(false);
});

describe('a figure', () => {
  const level = { done: [{ id: 0, edit: rate }], undone: [{ id: 1, edit: onSecond }], isRestoring: false };

  it('undoes by its methods and its keys, and says what', async () => {
    const harness = await FigureHarness.make({ attributes: { controls: 'full', loading: 'eager' } });
    const { figure, session } = harness;
    expect([figure.canUndo, figure.canRedo]).toEqual([false, false]);
    figure.undo();
    expect(session.callsOf('undo')).toEqual([]);
    session.show({ undo: level });
    await harness.settle();
    expect([figure.canUndo, figure.canRedo]).toEqual([true, true]);
    figure.undo();
    figure.redo();
    const key = { key: 'z', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
    figure.dispatchEvent(new KeyboardEvent('keydown', key));
    expect(session.callsOf('undo')).toHaveLength(2);
    expect(session.callsOf('redo')).toHaveLength(1);
    await harness.settle();
    expect(harness.text('[role=status]')).toBe('Undone: learning rate 0.01 to 0.5.');
    harness.find<HTMLDetailsElement>('details').open = true;
    await expect.poll(() => harness.all('details .undo').length).toBe(1);
    harness.find('details .undo').click();
    expect(session.callsOf('undo')).toHaveLength(3);
  });

  it('says nothing of it out of sight', async () => {
    const harness = await FigureHarness.make({ attributes: { controls: 'full', loading: 'eager' } });
    harness.session.show({ undo: level });
    harness.figure.style.marginTop = '500vh';
    await harness.settle();
    harness.figure.undo();
    await harness.settle();
    expect(harness.session.callsOf('undo')).toHaveLength(1);
    expect(harness.text('[role=status]')).toBe('');
  });

  it('is no longer going where a run is being brought back, although that takes steps', async () => {
    const harness = await FigureHarness.make({ attributes: { controls: 'full', loading: 'eager' } });
    const { figure, session } = harness;
    figure.play();
    session.show({ state: 'running', undo: level });
    await harness.settle();
    session.undo = () => session.show({ undo: { done: [], undone: level.done, isRestoring: true } });
    const before = session.callsOf('pause').length;
    figure.undo();
    expect(session.callsOf('pause')).toHaveLength(before + 1);
    await harness.settle();
    expect(harness.find('.play').textContent).toContain('Train');
  });

  it('without controls leaves the keys to the page', async () => {
    const harness = await FigureHarness.make({ attributes: { controls: 'none', loading: 'eager' } });
    harness.session.show({ undo: level });
    const key = { key: 'z', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
    expect(harness.figure.dispatchEvent(new KeyboardEvent('keydown', key))).toBe(true);
    expect(harness.session.callsOf('undo')).toEqual([]);
  });
});
