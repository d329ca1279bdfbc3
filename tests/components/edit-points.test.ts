import { describe, expect, test } from 'vitest';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { palettes } from '../../src/training/palette.js';
import { presets } from '../../src/training/presets.js';
import type { SessionSnapshot } from '../../src/training/session.js';
import { FakeSession } from '../support/fake-session.js';
import { ViewHarness } from '../support/view-harness.js';

/** Four points of two classes, far from each other. */
const customPoints = [
  { x: -1, y: -1, label: 0 },
  { x: 1, y: -1, label: 1 },
  { x: -1, y: 1, label: 0 },
  { x: 1, y: 1, label: 1 },
];
const { config } = presets.moons;

async function editing(state: SessionSnapshot['state'] = 'ready'): Promise<ViewHarness> {
  const session = new FakeSession({
    ...config,
    data: { ...defaultDataConfig('custom'), customPoints },
    training: { ...config.training, batchSize: 4 },
  });
  session.show({ state });
  const harness = await ViewHarness.make(0, session);
  harness.button('Edit points').click();
  await harness.settle();
  return harness;
}

const pointsOf = (harness: ViewHarness) => harness.picture.state.draft?.points ?? [];
const panelOf = (harness: ViewHarness): string => harness.view.shadowRoot?.querySelector('.edit')?.textContent ?? '';
/** Everything that is announced from now on. */
function listen(harness: ViewHarness): string[] {
  const spoken: string[] = [];
  harness.view.addEventListener('spline-announce', (event) => spoken.push(event.detail));
  return spoken;
}

async function click(harness: ViewHarness, x: number, y: number, pointerType = 'mouse'): Promise<void> {
  harness.pointer('pointerdown', x, y, { pointerType });
  harness.pointer('pointerup', x, y, { pointerType });
  await harness.settle();
}

/** CSS pixels of a point of the input plane, in a picture of 400 by 400. */
function pixelOf(harness: ViewHarness, x: number, y: number): readonly [number, number] {
  const { x0, x1, y1 } = harness.view.window;
  const scale = 400 / (x1 - x0);
  return [(x - x0) * scale, (y1 - y) * scale];
}

describe('by pointer', () => {
  test('a press on nothing adds a point of the chosen class there, shown at once', async () => {
    const harness = await editing();
    harness.button('new class 2').click();
    await click(harness, 200, 200);
    const [point] = pointsOf(harness).slice(-1);
    const { x0, x1 } = harness.view.window;
    expect(point?.label).toBe(2);
    // Rounded to a fifth of a pixel at most.
    expect(Math.abs((point?.x ?? NaN) - (x0 + x1) / 2)).toBeLessThan((x1 - x0) / 400 / 5);
    expect(harness.overlayColorAt(point!.x, point!.y)).toEqual([...palettes.light.classMarks[2]!, 255]);
    expect(harness.session.callsOf('setExperiment')).toEqual([]);
  });

  test('the pad moves the point that is selected, and the view where none is', async () => {
    const harness = await editing();
    const before = harness.view.window;
    await click(harness, ...pixelOf(harness, 1, 1));
    const spoken = listen(harness);
    harness.button('Left').click();
    const { x, y } = pointsOf(harness)[3]!;
    // Rounded to a fifth of a pixel at most.
    const digits = (before.x1 - before.x0) / 400 / 5;
    expect(Math.abs(x - (1 - 0.02 * (before.x1 - before.x0)))).toBeLessThan(digits);
    expect(y).toBe(1);
    expect(spoken).toEqual([`x ${x.toFixed(2)}, y 1.00`]);
    expect(harness.view.window).toEqual(before);
    await harness.settle();
    harness.button('Undo').click();
    expect(pointsOf(harness)).toEqual(customPoints);
    await harness.settle();
    harness.button('Left').click();
    expect(harness.view.window.x0).toBeLessThan(before.x0);
  });

  test('a press on a point selects it; the bin deletes it and undo brings it back', async () => {
    const harness = await editing();
    await click(harness, ...pixelOf(harness, 1, 1));
    expect(pointsOf(harness)).toHaveLength(4);
    harness.button('Delete point').click();
    expect(pointsOf(harness)).toEqual(customPoints.slice(0, 3));
    await harness.settle();
    harness.button('Undo').click();
    expect(pointsOf(harness)).toEqual(customPoints);
    await harness.settle();
    harness.button('Redo').click();
    expect(pointsOf(harness)).toHaveLength(3);
  });

  test('a drag moves a point as one change; beside points it pans', async () => {
    const harness = await editing();
    const before = harness.view.window;
    await harness.drag(pixelOf(harness, 1, 1), [200, 200]);
    expect(harness.view.window).toEqual(before);
    expect(Math.hypot(pointsOf(harness)[3]!.x, pointsOf(harness)[3]!.y)).toBeLessThan(0.01);
    harness.button('Undo').click();
    expect(pointsOf(harness)).toEqual(customPoints);
    await harness.drag([200, 200], [240, 200]);
    expect(harness.view.window.x0).toBeLessThan(before.x0);
    expect(pointsOf(harness)).toEqual(customPoints);
  });

  test('a finger reaches farther, and moves a point up and down too', async () => {
    const harness = await editing();
    const [x, y] = pixelOf(harness, 1, 1);
    const touch = { pointerType: 'touch' };
    harness.pointer('pointerdown', x + 10, y, touch);
    harness.pointer('pointermove', x, y + 40, touch);
    harness.pointer('pointermove', x, y + 80, touch);
    harness.pointer('pointerup', x, y + 80, touch);
    expect(pointsOf(harness)[3]!.y).toBeLessThan(0.7);
    await click(harness, x + 10, y);
    expect(pointsOf(harness), 'a mouse does not').toHaveLength(5);
  });
});

describe('by keyboard', () => {
  test('the crosshair moves, digits choose the class, Enter adds, Delete removes the nearest', async () => {
    const harness = await editing();
    const spoken = listen(harness);
    await harness.press('1');
    await harness.press('ArrowRight', { shiftKey: true });
    await harness.press('Enter');
    const { x0, x1 } = harness.view.window;
    const [added] = pointsOf(harness).slice(-1);
    expect(added?.label).toBe(1);
    expect(Math.abs(added!.x - (0.6 * x1 + 0.4 * x0))).toBeLessThan((x1 - x0) / 400 / 5);
    expect(spoken).toEqual([
      'New points are of class 1.',
      expect.stringMatching(/^x .*, y 0.00$/),
      expect.stringMatching(/^Point of class 1 added at x .*\. 5 points\.$/),
    ]);
    await harness.press('Delete');
    expect(pointsOf(harness)).toEqual(customPoints);
    await harness.press('z', { ctrlKey: true });
    expect(pointsOf(harness)).toHaveLength(5);
    await harness.press('z', { metaKey: true, shiftKey: true });
    expect(pointsOf(harness)).toEqual(customPoints);
  });

  test('M picks the nearest point up, arrows carry it, Enter puts it down, Escape puts it back', async () => {
    const harness = await editing();
    await harness.press('ArrowUp');
    await harness.press('ArrowRight');
    await harness.press('m');
    await harness.press('ArrowLeft', { shiftKey: true });
    await harness.press('Enter');
    expect(pointsOf(harness)[3]!.x).toBeLessThan(0.8);
    expect(pointsOf(harness)[3]!.y).toBe(1);
    await harness.press('Enter');
    expect(harness.picture.state.draft?.isHeld, 'Enter on a point picks it up').toBe(true);
    const before = pointsOf(harness);
    await harness.press('ArrowDown');
    expect(pointsOf(harness)).not.toEqual(before);
    await harness.press('Escape');
    expect(pointsOf(harness)).toEqual(before);
    expect(harness.picture.state.draft).not.toBeNull();
  });

  test('keys that zoom still do', async () => {
    const harness = await editing();
    const before = harness.view.window;
    await harness.press('+');
    expect(harness.view.window.x1).toBeLessThan(before.x1);
  });
});

describe('the focus', () => {
  const focused = (harness: ViewHarness): Element | null | undefined => harness.view.shadowRoot?.activeElement;

  /** The last change adds a point of class 2, so that the classes in use are 1 and 2. */
  async function withoutClass0(): Promise<ViewHarness> {
    const harness = await editing();
    for (const y of [-1, 1]) {
      await click(harness, ...pixelOf(harness, -1, y));
      harness.button('Delete point').click();
      await harness.settle();
    }
    harness.button('new class 2').click();
    await click(harness, 200, 200);
    return harness;
  }

  test('stays on a button whose click leaves it nothing more to do, so that keys go on', async () => {
    const harness = await editing();
    await click(harness, ...pixelOf(harness, 1, 1));
    for (const name of ['Delete point', 'Undo', 'Redo']) {
      const button = harness.button(name);
      expect(button.ariaDisabled).toBe('false');
      button.focus();
      button.click();
      await harness.settle();
      expect(button.ariaDisabled).toBe('true');
      expect(focused(harness)).toBe(button);
      const points = pointsOf(harness);
      button.click();
      expect(pointsOf(harness), 'it does nothing more').toBe(points);
    }
    await harness.press('z', { ctrlKey: true }, harness.button('Redo'));
    expect(pointsOf(harness)).toEqual(customPoints);
  });

  test('goes to the picture from the button that numbers the classes anew, which goes; that is said', async () => {
    const harness = await withoutClass0();
    const spoken = listen(harness);
    const button = harness.button('Number the classes anew');
    button.focus();
    button.click();
    await harness.settle();
    expect(button.isConnected).toBe(false);
    expect(focused(harness)).toBe(harness.frame);
    expect(spoken.at(-1)).toBe('The classes have new numbers. 2 classes.');
  });

  test('goes to the picture from a button that undoing removes', async () => {
    const harness = await withoutClass0();
    const button = harness.button('Number the classes anew');
    button.focus();
    await harness.press('z', { ctrlKey: true }, button);
    expect(button.isConnected).toBe(false);
    expect(focused(harness)).toBe(harness.frame);
  });
});

describe('the two ways out', () => {
  test('Cancel and Escape leave the session as it was', async () => {
    for (const leave of ['Cancel', 'Escape']) {
      const harness = await editing();
      if (leave === 'Cancel') await click(harness, 200, 200);
      if (leave === 'Cancel') harness.button('Cancel').click();
      else await harness.press('Escape');
      expect(harness.picture.state.draft).toBeNull();
      expect(harness.session.snapshot.config.data.customPoints).toEqual(customPoints);
      expect(harness.session.callsOf('setExperiment')).toEqual([]);
    }
  });

  test('Escape never throws changes away', async () => {
    const harness = await editing();
    await click(harness, 200, 200);
    expect(panelOf(harness)).not.toContain('There are changes');
    await harness.press('Escape');
    expect(pointsOf(harness)).toHaveLength(5);
    expect(panelOf(harness)).toContain('There are changes: Done takes them over, Cancel drops them.');
    await click(harness, 220, 300);
    expect(panelOf(harness), 'that is over with the next change').not.toContain('There are changes');
  });

  test.each([
    ['ready', 0],
    ['running', 1],
  ] as const)('Done restarts, and trains on what was %s', async (state, starts) => {
    const harness = await editing(state);
    let restarts = 0;
    harness.view.addEventListener('spline-restart', () => restarts++);
    const refusals: string[] = [];
    harness.view.addEventListener('spline-refused', (event) => refusals.push(event.detail));
    await click(harness, 200, 200);
    const points = pointsOf(harness);
    harness.button('Done').click();
    await harness.settle();
    expect(harness.picture.state.draft).toBeNull();
    expect(refusals).toEqual([]);
    expect(harness.session.snapshot.config.data.customPoints).toEqual(points);
    expect(restarts).toBe(starts);
    expect(harness.view.shadowRoot?.activeElement).toBe(harness.frame);
  });

  test('moves alone go on with the run, and the page says so before', async () => {
    const harness = await editing('running');
    await harness.drag(pixelOf(harness, 1, 1), [200, 200]);
    expect(panelOf(harness)).toContain('the run goes on with them');
    harness.button('Done').click();
    expect(harness.session.callsOf('movePoints')).toHaveLength(1);
    expect(harness.session.callsOf('setExperiment')).toEqual([]);
  });

  test('points that cannot be trained on are kept, with what would help', async () => {
    const harness = await editing();
    await click(harness, ...pixelOf(harness, 1, 1));
    harness.button('Delete point').click();
    await harness.settle();
    expect(panelOf(harness)).toContain('Batches are 4 points, and there are only 3 to train on.');
    harness.button('Done').click();
    expect(harness.session.calls.filter(([name]) => name.startsWith('set'))).toEqual([]);
    expect(pointsOf(harness)).toHaveLength(3);
    harness.button('Done, with batches of 3').click();
    expect(harness.session.snapshot.config.training.batchSize).toBe(3);
    expect(harness.session.snapshot.config.data.customPoints).toHaveLength(3);
  });
});

test('a draft in which nothing was changed follows other data; one with changes ends, which is said', async () => {
  const harness = await editing();
  const said: string[] = [];
  harness.view.addEventListener('spline-refused', (event) => said.push(event.detail));
  harness.session.setExperiment({ data: config.data });
  expect(pointsOf(harness)).toHaveLength(harness.session.snapshot.data!.train.count);
  await harness.press('Delete');
  await click(harness, 3, 397);
  expect(harness.picture.state.draft?.isChanged).toBe(true);
  harness.session.setExperiment({ data: { ...defaultDataConfig('custom'), customPoints } });
  expect(harness.picture.state.draft).toBeNull();
  expect(said).toEqual(['The points that you edited were of the former data, so your changes to them are gone.']);
});
