import { describe, expect, test, vi } from 'vitest';
import { cappedSize } from '../../src/components/controllers/device-size-controller.js';
import type { SplineView } from '../../src/components/spline-view/spline-view.js';
import { PictureStore } from '../../src/components/picture-store.js';
import { RING_RADIUS } from '../../src/training/markers.js';
import { pictureWindow } from '../../src/training/datasets/data-window.js';
import { palettes } from '../../src/training/palette.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { codeAt, probabilitiesAt } from '../../src/training/reference/point.js';
import { layerStatistics } from '../../src/training/reference/statistics.js';
import { presets } from '../../src/training/presets.js';
import { FakeSession } from '../support/fake-session.js';
import { eventually } from '../support/eventually.js';
import { find, textOf } from '../support/settle.js';
import { ViewHarness } from '../support/view-harness.js';

const home = (session: FakeSession) => {
  const { data } = session.snapshot;
  if (!data) throw new Error('no data');
  return pictureWindow(data);
};
/** Products of coordinates of about 1 in float64. */
const digits = 9;

describe('on paper', () => {
  const stills = (view: SplineView): NodeListOf<HTMLCanvasElement> =>
    view.shadowRoot!.querySelectorAll('.still > canvas');

  test('it is a still of twice its size over its settings; nothing of both stays', async () => {
    const harness = await ViewHarness.make();
    harness.session.show({});
    await eventually(() => {
      window.dispatchEvent(new Event('beforeprint'));
      expect([...stills(harness.view)].map(({ width }) => width)).toEqual([800]);
    });
    expect(textOf(find(harness.view, '.print-line'))).toMatch(/^Circles, 500 points.*; step 0$/);
    window.dispatchEvent(new Event('afterprint'));
    await harness.settle();
    expect(stills(harness.view)).toHaveLength(0);
    expect(harness.view.shadowRoot!.querySelector('.print-line')).toBeNull();
    harness.view.prints = false;
    window.dispatchEvent(new Event('beforeprint'));
    expect(stills(harness.view)).toHaveLength(0);
    window.dispatchEvent(new Event('afterprint'));
  });
});

describe('the engine’s canvas', () => {
  test('is replaced by one of a later generation, never by one of an earlier', async () => {
    const { view } = await ViewHarness.make();
    const first = view.createCanvas(0);
    const second = view.createCanvas(2);
    const late = view.createCanvas(1);
    expect(first.isConnected).toBe(false);
    expect(second.isConnected).toBe(true);
    expect(late.isConnected).toBe(false);
  });

  test('of a new session is shown whatever the session before had', async () => {
    const { view } = await ViewHarness.make();
    view.createCanvas(3);
    view.session = new FakeSession();
    await view.updateComplete;
    expect(view.createCanvas(0).isConnected).toBe(true);
  });

  test('that was asked for before the first rendering is shown by it', async () => {
    const view = document.createElement('spline-view');
    const canvas = view.createCanvas(0);
    document.body.replaceChildren(view);
    await view.updateComplete;
    expect(canvas.isConnected).toBe(true);
  });
});

describe('what is asked of the session', () => {
  test('is the window around the data at the exact size in device pixels', async () => {
    const { request, session } = await ViewHarness.make();
    expect(request?.view).toEqual(home(session));
    expect(request?.widthPx).toBe(Math.round(400 * devicePixelRatio));
    expect(request?.heightPx).toBe(Math.round(400 * devicePixelRatio));
    expect(request?.pixelRatio).toBeCloseTo(devicePixelRatio, 6);
  });

  test('trusts the pixel ratio where the browser reports the box of another screen', async () => {
    vi.stubGlobal('devicePixelRatio', 1.75);
    try {
      const { request } = await ViewHarness.make();
      expect(request?.widthPx).toBe(700);
      expect(request?.pixelRatio).toBe(1.75);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test('has at most two pixels per CSS pixel and two megapixels', () => {
    const square = (css: number, ratio: number) => ({
      cssWidth: css,
      cssHeight: css,
      widthPx: css * ratio,
      heightPx: css * ratio,
    });
    expect(cappedSize(square(400, 1.5))).toEqual({ widthPx: 600, heightPx: 600, pixelRatio: 1.5 });
    expect(cappedSize(square(400, 3))).toEqual({ widthPx: 800, heightPx: 800, pixelRatio: 2 });
    const large = cappedSize(square(1800, 2));
    expect(large.widthPx * large.heightPx).toBeLessThanOrEqual(2_000_000);
    expect(large.widthPx).toBeGreaterThan(1400);
    expect(cappedSize(square(0, 2)).widthPx).toBe(0);
  });

  test('follows a change of size', async () => {
    const harness = await ViewHarness.make();
    const box = harness.view.parentElement;
    if (box) box.style.width = '256px';
    await harness.settle();
    expect(harness.request?.widthPx).toBe(Math.round(256 * devicePixelRatio));
  });

  test('is nothing while the picture is off screen', async () => {
    const harness = await ViewHarness.make();
    harness.view.style.marginTop = '9000px';
    await harness.settle();
    expect(harness.request).toBeNull();
  });

  test('is nothing for half a second after a drawing under reduced motion, while training', async () => {
    const harness = await ViewHarness.make();
    harness.picture.update({ reducedMotion: true });
    harness.session.show({ state: 'running' });
    await harness.settle();
    expect(harness.request).not.toBeNull();
    expect(harness.request).toBeNull();
    harness.picture.update({ window: { x0: 0, x1: 1, y0: 0, y1: 1 } });
    expect(harness.request, 'a gesture is answered at once').not.toBeNull();
  });

  test('is the last state of a run, even where drawings before it were left out', async () => {
    const harness = await ViewHarness.make();
    harness.picture.update({ reducedMotion: true });
    harness.session.show({ state: 'running' });
    const before = harness.session.callsOf('requestPaint').length;
    harness.session.show({ state: 'finished' });
    expect(harness.session.callsOf('requestPaint')).toHaveLength(before + 1);
    expect(harness.request).not.toBeNull();
  });

  test('ends when the picture leaves the page', async () => {
    const { view, session } = await ViewHarness.make();
    view.remove();
    expect(session.views.size).toBe(0);
    expect(session.listenerCount).toBe(0);
  });
});

describe('pan and zoom', () => {
  test('by keys', async () => {
    const harness = await ViewHarness.make();
    const before = harness.view.window;
    await harness.press('ArrowRight');
    expect(harness.view.window.x0).toBeGreaterThan(before.x0);
    await harness.press('+');
    const closer = harness.view.window;
    expect(closer.x1 - closer.x0).toBeLessThan(before.x1 - before.x0);
    await harness.press('0');
    expect(harness.view.window).toEqual(before);
  });

  test('by buttons', async () => {
    const harness = await ViewHarness.make();
    const before = harness.view.window;
    harness.button('Zoom in').click();
    expect(harness.view.window.x1 - harness.view.window.x0).toBeLessThan(before.x1 - before.x0);
    harness.button('Zoom out').click();
    expect(harness.view.window.x0).toBeCloseTo(before.x0, digits);
    harness.button('Show all of the data').click();
    expect(harness.picture.state.window).toBeNull();
  });

  test('by the buttons of the pad, which is closed at first', async () => {
    const harness = await ViewHarness.make();
    const pad = find<HTMLDetailsElement>(harness.view, '.pad');
    expect(pad.open).toBe(false);
    expect(find(harness.view, '.pad summary').ariaLabel).toBe('Move the view');
    find(harness.view, '.pad summary').click();
    await harness.settle();
    const before = harness.view.window;
    const edge = before.x1 - before.x0;
    harness.button('Right').click();
    expect(harness.view.window.x0).toBeCloseTo(before.x0 + 0.08 * edge, digits);
    expect(harness.view.window.y0).toBe(before.y0);
    harness.button('Up').click();
    expect(harness.view.window.y0).toBeCloseTo(before.y0 + 0.08 * edge, digits);
    harness.button('Left').click();
    harness.button('Down').click();
    expect(harness.view.window.x0).toBeCloseTo(before.x0, digits);
    expect(harness.view.window.y0).toBeCloseTo(before.y0, digits);
    // WCAG 2.5.8.
    for (const target of pad.querySelectorAll('summary, button')) {
      expect(target.clientWidth).toBeGreaterThanOrEqual(24);
      expect(target.clientHeight).toBeGreaterThanOrEqual(24);
    }
  });

  test('by dragging: what was under the pointer stays under it', async () => {
    const harness = await ViewHarness.make();
    const before = harness.view.window;
    await harness.drag([200, 200], [300, 250]);
    const edge = before.x1 - before.x0;
    expect(harness.view.window.x0).toBeCloseTo(before.x0 - edge / 4, digits);
    expect(harness.view.window.y0).toBeCloseTo(before.y0 + edge / 8, digits);
  });

  test('by the wheel only with Ctrl; a plain wheel is left to the page', async () => {
    const harness = await ViewHarness.make();
    const before = harness.view.window;
    const plain = await harness.wheel(100, 100, { deltaY: -100 });
    expect(plain.defaultPrevented).toBe(false);
    expect(harness.view.window).toEqual(before);
    const held = await harness.wheel(0, 0, { deltaY: -100, ctrlKey: true });
    expect(held.defaultPrevented).toBe(true);
    expect(harness.view.window.x0).toBeCloseTo(before.x0, digits);
    expect(harness.view.window.x1).toBeLessThan(before.x1);
  });

  test('by a plain wheel where gestures are free, by none where there are none', async () => {
    const harness = await ViewHarness.make();
    const before = harness.view.window;
    harness.view.gestures = 'none';
    const held = await harness.wheel(0, 0, { deltaY: -100, ctrlKey: true });
    await harness.drag([200, 200], [300, 250]);
    expect(held.defaultPrevented).toBe(false);
    expect(harness.view.window).toEqual(before);
    harness.view.gestures = 'free';
    const plain = await harness.wheel(0, 0, { deltaY: -100 });
    expect(plain.defaultPrevented).toBe(true);
    expect(harness.view.window.x1).toBeLessThan(before.x1);
  });

  test('by none where gestures only read, and a page scrolls and zooms by its own', async () => {
    const harness = await ViewHarness.make();
    const { view } = harness;
    view.gestures = 'read';
    await view.updateComplete;
    const before = view.window;
    await harness.drag([200, 200], [300, 250]);
    const held = await harness.wheel(0, 0, { deltaY: -100, ctrlKey: true });
    expect(held.defaultPrevented).toBe(false);
    expect(view.window).toEqual(before);
    expect(getComputedStyle(find(view, '.frame')).touchAction).toBe('auto');
    harness.pointer('pointermove', 120, 130);
    expect(view.picture.state.probe).not.toBeNull();
    harness.pointer('pointerleave', 120, 130);
    expect(view.picture.state.probe).toBeNull();
    const touch = { pointerType: 'touch' };
    harness.pointer('pointerdown', 120, 130, touch);
    harness.pointer('pointerup', 120, 130, touch);
    expect(view.picture.state.probe).not.toBeNull();
  });

  test('by two fingers', async () => {
    const harness = await ViewHarness.make();
    const before = harness.view.window;
    const touch = { pointerType: 'touch' };
    harness.pointer('pointerdown', 150, 200, { ...touch, pointerId: 1 });
    harness.pointer('pointerdown', 250, 200, { ...touch, pointerId: 2 });
    harness.pointer('pointermove', 350, 200, { ...touch, pointerId: 2 });
    const after = harness.view.window;
    expect((before.x1 - before.x0) / (after.x1 - after.x0)).toBeCloseTo(2, digits);
  });

  test('is shared by linked pictures', async () => {
    const picture = new PictureStore();
    const session = new FakeSession();
    const left = await ViewHarness.make(0, session, picture);
    const right = document.createElement('spline-view');
    right.session = session;
    right.model = 1;
    right.picture = picture;
    await left.press('ArrowUp');
    expect(right.window).toEqual(left.view.window);
  });
});

describe('data points', () => {
  test('are drawn where they are in the colour of their class', async () => {
    const harness = await ViewHarness.make(0, new FakeSession(presets.moons.config));
    const { data } = harness.session.snapshot;
    const row = 0;
    const [x = 0, y = 0] = data?.train.positions.slice(2 * row, 2 * row + 2) ?? [];
    harness.picture.update({ window: { x0: x - 0.01, x1: x + 0.01, y0: y - 0.01, y1: y + 0.01 } });
    await harness.settle();
    const color = palettes.light.classMarks[data?.train.labels[row] ?? 0];
    expect(harness.overlayColorAt(x, y)).toEqual([...(color ?? []), 255]);
  });

  test('that are misclassified carry a ring', async () => {
    const harness = await ViewHarness.make(0);
    const { data, models } = harness.session.snapshot;
    if (!data) throw new Error('no data');
    const [x = 0, y = 0] = data.train.positions;
    harness.picture.update({ window: { x0: x - 0.01, x1: x + 0.01, y0: y - 0.01, y1: y + 0.01 } });
    const show = async (predicted: number): Promise<number> => {
      const predictions = new Uint8Array(data.train.count + data.test.count).fill(predicted);
      const evaluation = { trainLoss: 1, trainAccuracy: 0, testLoss: 1, testAccuracy: 0, predictions };
      harness.session.show({ models: models.map((model) => ({ ...model, evaluation })) });
      await harness.settle();
      // CSS pixels from the middle of 400 that span 0.02 units.
      return harness.overlayColorAt(x + (RING_RADIUS / 400) * 0.02, y)[3] ?? 0;
    };
    const label = data.train.labels[0] ?? 0;
    expect(await show(label)).toBe(0);
    expect(await show(1 - label)).toBeGreaterThan(200);
  });
});

describe('reading a point', () => {
  test('gives coordinates, probabilities and the code that the float64 engine gives', async () => {
    const harness = await ViewHarness.make(1);
    const { session } = harness;
    const point = [0.25, -0.5] as const;
    harness.picture.update({ probe: { x: point[0], y: point[1] } });
    await harness.settle();
    const model = session.models?.[1];
    const data = session.snapshot.data;
    if (!model || !data) throw new Error('nothing loaded');
    const folded = foldNetwork(model, layerStatistics(model, data.train.positions, data.train.count));
    const percent = ((probabilitiesAt(folded, point)[0] ?? 0) * 100).toFixed(1);
    const active = codeAt(folded, point).map((bits) => bits.reduce((sum, bit) => sum + bit, 0));
    expect(harness.readout).toContain('x 0.25, y −0.50');
    expect(harness.readout).toContain(`class 0 ${percent}%`);
    expect(harness.readout).toContain(`1: ${active[0]}/64`);
    expect(harness.readout).toContain(`2: ${active[1]}/64`);
  });

  test('follows the pointer and ends when it leaves', async () => {
    const harness = await ViewHarness.make();
    harness.pointer('pointermove', 100, 300);
    const { x0, x1, y0, y1 } = harness.view.window;
    expect(harness.picture.state.probe?.x).toBeCloseTo(x0 + (x1 - x0) / 4, digits);
    expect(harness.picture.state.probe?.y).toBeCloseTo(y0 + (y1 - y0) / 4, digits);
    harness.pointer('pointerleave', 500, 300);
    expect(harness.picture.state.probe).toBeNull();
  });

  test('by keyboard: Enter reads, arrows move the point and say it, Escape leaves', async () => {
    const harness = await ViewHarness.make();
    const spoken: string[] = [];
    harness.view.addEventListener('spline-announce', (event) => spoken.push(event.detail));
    const before = harness.view.window;
    await harness.press('Enter');
    expect(harness.frame.getAttribute('role')).toBe('application');
    await harness.press('ArrowRight');
    expect(harness.view.window, 'the window stays').toEqual(before);
    expect(harness.picture.state.probe?.x).toBeGreaterThan((before.x0 + before.x1) / 2);
    expect(spoken).toHaveLength(2);
    expect(spoken[1]).toMatch(/^x .*, y .*: class [01] .*%, \d+ of 128 units on\.$/);
    await harness.press('Escape');
    expect(harness.picture.state.probe).toBeNull();
    expect(harness.frame.getAttribute('role')).toBe('group');
  });

  test('takes the rows of the last batch where the picture is drawn with them', async () => {
    const harness = await ViewHarness.make(1);
    harness.session.setStatistics('batch');
    harness.picture.update({ probe: { x: 1, y: 1 } });
    await harness.settle();
    const withBatch = harness.readout;
    harness.session.setStatistics('data');
    await harness.settle();
    expect(harness.readout).not.toBe(withBatch);
  });
});

describe('moving the data', () => {
  test('a drag on the cloud moves it, in input units', async () => {
    const harness = await ViewHarness.make();
    harness.button('Move data').click();
    await harness.settle();
    const { x0, x1 } = home(harness.session);
    await harness.drag([200, 260], [240, 260]);
    const placed = harness.session.callsOf('placeData').at(-1)?.[0];
    expect(placed).toMatchObject({ dy: 0, scale: 1, rotation: 0 });
    // A window of 1 to 10 units shows no more than three decimals.
    expect((placed as { dx: number }).dx).toBe(Number(((x1 - x0) / 10).toFixed(3)));
  });

  test('the pad moves, turns and scales it, each press once', async () => {
    const harness = await ViewHarness.make();
    harness.button('Move data').click();
    await harness.settle();
    expect(find(harness.view, '.pad summary').ariaLabel).toBe('Move the data');
    const { x0, x1 } = home(harness.session);
    const placed = () => harness.session.callsOf('placeData').at(-1)?.[0] as { dx: number; dy: number };
    harness.button('Left').click();
    expect(placed()).toMatchObject({ dx: Number((-0.04 * (x1 - x0)).toFixed(3)), dy: 0, scale: 1, rotation: 0 });
    harness.button('Turn left').click();
    expect(placed()).toMatchObject({ rotation: 5, scale: 1 });
    harness.button('Turn right').click();
    harness.button('Larger').click();
    expect(placed()).toMatchObject({ rotation: 0, scale: 1.05 });
    harness.button('Smaller').click();
    expect(placed()).toMatchObject({ rotation: 0, scale: 1 });
  });

  test('a drag beside the cloud pans', async () => {
    const harness = await ViewHarness.make();
    harness.picture.update({ movingData: true });
    await harness.drag([4, 4], [44, 4]);
    expect(harness.session.callsOf('placeData')).toHaveLength(0);
    expect(harness.picture.state.window).not.toBeNull();
  });

  test('a cloud that leaves the window widens it, so that the place it came from stays in sight', async () => {
    const harness = await ViewHarness.make();
    harness.picture.update({ movingData: true });
    const before = home(harness.session);
    await harness.drag([200, 260], [500, 260]);
    const { window } = harness.picture.state;
    expect(window?.x0).toBeLessThanOrEqual(before.x0);
    expect(window?.x1).toBeGreaterThanOrEqual(home(harness.session).x1);
  });

  test('who has zoomed in stays there', async () => {
    const harness = await ViewHarness.make();
    const { x0, x1, y0, y1 } = home(harness.session);
    const middle = { x: (x0 + x1) / 2, y: (y0 + y1) / 2 };
    const window = { x0: middle.x - 0.2, x1: middle.x + 0.2, y0: middle.y - 0.2, y1: middle.y + 0.2 };
    harness.picture.update({ movingData: true, window });
    await harness.drag([200, 200], [240, 200]);
    expect(harness.session.callsOf('placeData')).not.toEqual([]);
    expect(harness.picture.state.window).toEqual(window);
  });

  test('ends at numbers that a reader can read', async () => {
    const harness = await ViewHarness.make();
    harness.picture.update({ movingData: true });
    await harness.drag([200, 260], [237, 251]);
    await harness.press('ArrowLeft', { shiftKey: true });
    const { dx, dy } = harness.session.snapshot.config.data.placement;
    expect(dx).toBeGreaterThan(0);
    for (const value of [dx, dy]) expect(String(value).length).toBeLessThanOrEqual(6);
  });

  test('arrow keys move, with Shift turn and scale; Escape ends it', async () => {
    const harness = await ViewHarness.make();
    harness.picture.update({ movingData: true });
    await harness.press('ArrowUp');
    await harness.press('ArrowLeft', { shiftKey: true });
    await harness.press('ArrowUp', { shiftKey: true });
    const { dy, rotation, scale } = harness.session.snapshot.config.data.placement;
    expect(dy).toBeGreaterThan(0);
    expect(rotation).toBeCloseTo(5, digits);
    expect(scale).toBeCloseTo(1.05, digits);
    await harness.press('Escape');
    expect(harness.picture.state.movingData).toBe(false);
  });

  test('the handle on the ring turns by its own keys and by dragging', async () => {
    const harness = await ViewHarness.make();
    harness.picture.update({ movingData: true });
    await harness.settle();
    const handle = harness.button('Turn and scale the data: drag, or use the arrow keys');
    handle.focus();
    await harness.press('ArrowLeft', {}, handle);
    expect(harness.session.snapshot.config.data.placement.rotation).toBeCloseTo(5, digits);
    await harness.press('Escape', {}, handle);
    expect(harness.view.shadowRoot?.activeElement, 'focus stays in the picture').toBe(harness.frame);
  });

  test('a placement out of range is refused in words', async () => {
    const harness = await ViewHarness.make();
    const refusals: string[] = [];
    harness.view.addEventListener('spline-refused', (event) => refusals.push(event.detail));
    harness.picture.update({ movingData: true, window: { x0: -4e3, x1: 4e3, y0: -4e3, y1: 4e3 } });
    for (let press = 0; press < 4; press++) await harness.press('ArrowRight');
    expect(refusals[0]).toContain('placement.dx');
  });
});

describe('words', () => {
  test('that it is drawn more slowly stands in it as long as it is', async () => {
    const session = new FakeSession();
    const harness = await ViewHarness.make(0, session);
    const note = () => harness.view.shadowRoot?.querySelector('.note')?.textContent ?? '';
    session.show({ isSlowing: true, state: 'running' });
    await harness.settle();
    expect(note()).toContain('Pictures that would flash are drawn more slowly');
    session.show({ isSlowing: false });
    await harness.settle();
    expect(note()).not.toContain('slowly');
  });

  test('the statistics that BN is drawn with are named, where there is BN', async () => {
    const session = new FakeSession();
    const withBn = await ViewHarness.make(1, session);
    const note = withBn.view.shadowRoot?.querySelector('.statistics');
    expect(note?.textContent).toBe('BN with statistics of: the whole training set');
    session.setStatistics('running');
    await withBn.settle();
    expect(note?.textContent).toBe('BN with statistics of: running averages');
    const without = await ViewHarness.make(0, session);
    expect(without.view.shadowRoot?.querySelector('.statistics')).toBeNull();
  });

  test('before the first picture it says that the engine is starting; the points are there already', async () => {
    const harness = await ViewHarness.make();
    harness.session.show({ state: 'preparing' });
    await harness.settle();
    const note = harness.view.shadowRoot?.querySelector('.note');
    expect(note?.textContent).toBe('Starting the engine; the lines follow.');
  });

  test('the picture is an image with a fixed name and a sentence that stands still while it trains', async () => {
    const harness = await ViewHarness.make(1);
    const image = harness.view.shadowRoot?.querySelector('[role=img]');
    const sentence = (): string => harness.view.shadowRoot?.getElementById('description')?.textContent ?? '';
    expect(image?.getAttribute('aria-label')).toBe('Cells of the second network in the input plane');
    expect(image?.getAttribute('aria-describedby')).toBe('description');
    const cells = { distinct: 1234, gridWidth: 9, gridHeight: 9, overflow: false, largestShare: 0.1 };
    const models = harness.session.snapshot.models.map((model) => ({ ...model, cells }));
    harness.session.show({ state: 'running', step: 7, models });
    await harness.settle();
    expect(sentence()).toBe('The network with BN is training. Pause for its cells and its accuracy.');
    harness.session.show({ state: 'ready' });
    await harness.settle();
    expect(sentence()).toBe('The network with BN at step 7: 1,234 cells seen (sampled), train accuracy –.');
  });

  test('the legend names classes, marks and the lines that are drawn', async () => {
    const harness = await ViewHarness.make();
    harness.view.legend = true;
    const { layers } = harness.picture.state;
    harness.picture.update({ layers: { ...layers, walls: [true, false] } });
    await harness.settle();
    const legend = harness.view.shadowRoot?.querySelector('.legend')?.textContent?.replace(/\s+/g, ' ');
    expect(legend).toContain('class 0');
    expect(legend).toContain('misclassified');
    expect(legend).toContain('lines of layer 1');
    expect(legend).not.toContain('2');
    expect(legend).toContain('decision boundary');
  });

  test('properties are accessors: an own property would hide them and never update', async () => {
    const { view } = await ViewHarness.make();
    expect(Object.hasOwn(view, 'session')).toBe(false);
  });
});
