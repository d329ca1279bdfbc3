/** <spline-surface> by what a reader sees and does; drawn on a 2-D canvas, and once with WebGPU. */
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import '../../src/components/spline-surface/define.js';
import type { SurfaceDrawing, SurfaceDrawings, SurfaceScene } from '../../src/create-surface.js';
import { formatMeasure } from '../../src/components/format.js';
import { PictureStore } from '../../src/components/picture-store.js';
import { homeOrbit } from '../../src/components/spline-surface/orbit.js';
import type { SplineSurface } from '../../src/components/spline-surface/spline-surface.js';
import { SurfaceStore } from '../../src/components/spline-surface/surface-store.js';
import { CellLocator } from '../../src/geometry/cell-locator.js';
import { cellLookup } from '../../src/geometry/cell-lookup.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { logitsAt } from '../../src/training/reference/point.js';
import { randomFolded } from '../support/random-folded.js';
import { find, mount, nextFrames, textOf } from '../support/settle.js';

const folded = randomFolded({ inputDimension: 2, hiddenWidths: [8, 6], classCount: 2 }, 3);
const partition = partitionOf(folded, { x0: -2, x1: 2, y0: -2, y1: 2 });
const lookup = cellLookup(partition);

/** Notes what it is told to draw. */
class Notes {
  readonly scenes: SurfaceScene[] = [];
  readonly losses: ((reason: string) => void)[] = [];
  open = 0;
  opened = 0;

  make(onLost: (reason: string) => void): SurfaceDrawing {
    this.opened++;
    this.open++;
    this.losses.push(onLost);
    return { draw: (scene) => this.scenes.push(scene), dispose: () => this.open-- };
  }
}

let picture: PictureStore;
let view: SurfaceStore;
let surface: SplineSurface;

async function make(change: Partial<SplineSurface> = {}): Promise<void> {
  picture = new PictureStore();
  view = new SurfaceStore();
  surface = document.createElement('spline-surface');
  Object.assign(surface, { partition, lookup, folded, picture, view, engine: 'cpu', label: 'with BN', ...change });
  await mount(surface);
  await settle();
  if (surface.partition) await lifted();
}

/** Until the Worker has lifted the cells. */
async function lifted(): Promise<void> {
  await expect.poll(note).toContain(': ');
  await settle();
}

async function settle(): Promise<void> {
  await surface.updateComplete;
  await nextFrames();
  await surface.updateComplete;
}

const frame = (): HTMLElement => find(surface, '.frame');
const cellOf = ({ x, y }: { x: number; y: number }): number => new CellLocator(partition).at(x, y);
const note = (): string => textOf(find(surface, '.note'));

async function press(key: string, options: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...options });
  frame().dispatchEvent(event);
  await settle();
  return event;
}

function pointer(type: string, x: number, y: number): void {
  const box = frame().getBoundingClientRect();
  const place = { clientX: box.left + x, clientY: box.top + y };
  frame().dispatchEvent(new PointerEvent(type, { pointerId: 1, pointerType: 'mouse', bubbles: true, ...place }));
}

/** How many pixels of the drawing are not transparent. */
function drawnPixels(): number {
  const canvas = find<HTMLCanvasElement>(surface, '.drawing canvas');
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const context = copy.getContext('2d')!;
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  return data.filter((value, index) => index % 4 === 3 && value > 0).length;
}

afterEach(() => surface.remove());

describe('keys', () => {
  beforeEach(() => make());

  it('turn, zoom and reset', async () => {
    await press('ArrowRight');
    await press('ArrowUp');
    expect(view.state.orbit).toEqual({
      ...homeOrbit,
      azimuth: homeOrbit.azimuth + 6,
      elevation: homeOrbit.elevation + 6,
    });
    await press('+');
    expect(view.state.orbit.zoom).toBe(1.25);
    await press('-');
    expect((await press('0')).defaultPrevented).toBe(true);
    expect(view.state.orbit).toEqual(homeOrbit);
    expect((await press('x')).defaultPrevented).toBe(false);
  });

  it('read cells as in a flat picture, with the height: Enter, arrows, Escape', async () => {
    const said: string[] = [];
    surface.addEventListener('spline-announce', (event) => said.push(event.detail));
    await press('Enter');
    expect(frame().getAttribute('role')).toBe('application');
    const cells = [cellOf(picture.state.probe!)];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp']) {
      await press(key);
      cells.push(cellOf(picture.state.probe!));
      expect(cells.at(-1)).not.toBe(cells.at(-2));
    }
    const [probe, orbit] = [picture.state.probe!, view.state.orbit];
    expect(orbit).toEqual(homeOrbit);
    const [zero, one] = logitsAt(folded, [probe.x, probe.y]);
    const height = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(one! - zero!).replace('-', '−');
    const area = formatMeasure(partition.areas[cells.at(-1)!]!);
    expect(said.at(-1)).toMatch(/^class [01] .*%, area .*, \d+ of 14 units on, \d+ walls?\. Height −?[\d.]+\.$/);
    expect(said.at(-1)).toContain(`area ${area},`);
    expect(said.at(-1)).toContain(`Height ${height}.`);
    expect(note()).toContain(`height ${height}`);
    expect(said.at(-1)).toContain(textOf(find(surface, '.reading')));
    await press('Enter');
    expect(said.at(-1)).toMatch(/logit 0 = .*Exact cell at step 0\. Height/);
    await press('ArrowRight', { shiftKey: true });
    expect(picture.state.probe!.x - probe.x).toBeCloseTo(0.08, 12);
    await press('Escape');
    expect(picture.state.probe).toBeNull();
    expect(frame().getAttribute('role')).toBe('group');
  });

  it('and a button end the reading', async () => {
    await press('Enter');
    find<HTMLElement>(surface, '[aria-label="End the reading"]').click();
    await settle();
    expect(picture.state.probe).toBeNull();
    expect(surface.shadowRoot?.activeElement).toBe(frame());
    expect(textOf(find(surface, '.reading'))).toBe('');
  });
});

it('reading by keys goes on at a button of the surface, and ends elsewhere', async () => {
  await make();
  const elsewhere = document.createElement('button');
  document.body.append(elsewhere);
  onTestFinished(() => elsewhere.remove());
  frame().focus();
  await press('Enter');
  find<HTMLElement>(surface, '.tools button').focus();
  await settle();
  expect(picture.state.probe).not.toBeNull();
  elsewhere.focus();
  await settle();
  expect(picture.state.probe).toBeNull();
  expect(frame().getAttribute('role')).toBe('group');
});

describe('the pointer', () => {
  beforeEach(() => make());

  it('turns by buttons', () => {
    const press = (name: string): void => find(surface, `.pad button[aria-label=${name}]`).click();
    expect(find(surface, '.pad summary').ariaLabel).toBe('Turn the surface');
    press('Right');
    press('Up');
    const { azimuth, elevation } = homeOrbit;
    expect(view.state.orbit).toMatchObject({ azimuth: azimuth + 6, elevation: elevation + 6 });
    press('Left');
    press('Down');
    expect(view.state.orbit).toEqual(homeOrbit);
  });

  it('turns by a drag, with the surface following it', async () => {
    pointer('pointerdown', 200, 160);
    pointer('pointermove', 250, 180);
    pointer('pointerup', 250, 180);
    await settle();
    expect(view.state.orbit.azimuth).toBeCloseTo(homeOrbit.azimuth - 20, 9);
    expect(view.state.orbit.elevation).toBeCloseTo(homeOrbit.elevation + 8, 9);
  });

  it('reads the point that it is over, in every picture; and nothing beside the surface', async () => {
    for (const target of [
      { x: 0.5, y: -1.2 },
      { x: -1.5, y: -1.7 },
    ]) {
      const at = surface.placeOf(target)!;
      pointer('pointermove', at.x, at.y);
      const probe = picture.state.probe!;
      // Either the point itself, or one in front of it that is seen in the same place.
      const seen = surface.placeOf(probe)!;
      expect([seen.x, seen.y]).toEqual([expect.closeTo(at.x, 6), expect.closeTo(at.y, 6)]);
    }
    pointer('pointermove', 3, 3);
    await settle();
    expect(picture.state.probe).toBeNull();
  });

  it('zooms with Ctrl and the wheel only', () => {
    const wheel = (ctrlKey: boolean): WheelEvent => {
      const event = new WheelEvent('wheel', { deltaY: -100, ctrlKey, bubbles: true, cancelable: true });
      frame().dispatchEvent(event);
      return event;
    };
    expect(wheel(false).defaultPrevented).toBe(false);
    expect(view.state.orbit.zoom).toBe(1);
    expect(wheel(true).defaultPrevented).toBe(true);
    expect(view.state.orbit.zoom).toBeGreaterThan(1.1);
  });
});

describe('words', () => {
  it('say what is lifted, its range and how many cells there are', async () => {
    await make();
    expect(textOf(find(surface, '#description'))).toContain(`over ${partition.cellCount} cells (exact)`);
    expect(note()).toMatch(/^logit of class 1 minus logit of class 0: −?[\d.]+ to −?[\d.]+/);
    view.update({ lift: { of: 'unit', layer: 1, unit: 40 } });
    await expect.poll(note).toMatch(/^activation of unit 6 in layer 2: 0.\d+ to [\d.]+/);
    expect(frame().getAttribute('aria-label')).toBe('Surface of the network with BN');
  });

  it('say that cells are waited for, and why the 2-D canvas draws', async () => {
    await make({ partition: null, folded: null });
    expect(note()).toBe('Waiting for the exact cells.');
    surface.partition = partition;
    surface.folded = folded;
    // No message of the Worker comes in between.
    await surface.updateComplete;
    expect(note()).toBe('Lifting the cells.');
    await lifted();
    expect(note()).toContain('Drawn without WebGPU. The CPU engine runs.');
  });
});

describe('drawing', () => {
  const noted = (): { drawings: SurfaceDrawings; notes: Notes } => {
    const notes = new Notes();
    const drawings = {
      open: (_: HTMLCanvasElement, onLost: (reason: string) => void) => Promise.resolve(notes.make(onLost)),
    };
    return { drawings, notes };
  };

  it('happens when something has changed, and not otherwise', async () => {
    const { drawings, notes } = noted();
    await make({ drawings, engine: 'auto' });
    await settle();
    const before = notes.scenes.length;
    expect(before).toBeGreaterThan(0);
    await settle();
    expect(notes.scenes.length).toBe(before);
    await press('ArrowLeft');
    expect(notes.scenes.length).toBe(before + 1);
    expect(notes.scenes.at(-1)!.mesh).toBe(notes.scenes[0]!.mesh);
  });

  it('shows at most three other surfaces within a second, however many come, and the newest in the end', async () => {
    const { drawings, notes } = noted();
    await make({ drawings, engine: 'auto' });
    const times: number[] = [];
    const seen = new Set<unknown>([notes.scenes.at(-1)?.mesh]);
    const watch = (): void => {
      const mesh = notes.scenes.at(-1)?.mesh;
      if (!seen.has(mesh)) times.push(performance.now());
      seen.add(mesh);
    };
    const others = [4, 5].map((seed) => randomFolded({ inputDimension: 2, hiddenWidths: [8, 6], classCount: 2 }, seed));
    for (let turn = 0; turn < 60; turn++) {
      const network = others[turn % 2]!;
      surface.folded = network;
      surface.partition = partitionOf(network, { x0: -2, x1: 2, y0: -2, y1: 2 });
      await new Promise((resolve) => setTimeout(resolve, 30));
      watch();
    }
    expect(times.length).toBeGreaterThan(2);
    times.slice(3).forEach((at, index) => expect(at - times[index]!).toBeGreaterThanOrEqual(1000));
    const { cellCount } = surface.partition!;
    await expect.poll(() => notes.scenes.at(-1)?.cellColors.length).toBe(4 * cellCount);
  });

  it('outlines the cell that another picture reads', async () => {
    const { drawings, notes } = noted();
    await make({ drawings, engine: 'auto' });
    expect(notes.scenes.at(-1)!.markedCell).toBe(-1);
    picture.update({ probe: { x: 0.3, y: 0.4 } });
    await settle();
    expect(notes.scenes.at(-1)!.markedCell).toBeGreaterThanOrEqual(0);
  });

  it('waits until the element is seen', async () => {
    const { drawings, notes } = noted();
    picture = new PictureStore();
    view = new SurfaceStore();
    surface = document.createElement('spline-surface');
    Object.assign(surface, { partition, lookup, folded, picture, view, drawings });
    surface.style.marginTop = '4000px';
    await mount(surface);
    await settle();
    expect(notes.opened).toBe(0);
    surface.scrollIntoView();
    await lifted();
    expect(notes.scenes.length).toBeGreaterThan(0);
    surface.style.marginTop = '0';
  });

  it('starts again after a loss, and goes to the 2-D canvas after a second one', async () => {
    const { drawings, notes } = noted();
    await make({ drawings, engine: 'auto' });
    notes.losses[0]!('The device went away.');
    await settle();
    expect([notes.opened, notes.open]).toEqual([2, 1]);
    expect(note()).not.toContain('Drawn without WebGPU');
    notes.losses[1]!('The device went away.');
    await settle();
    expect([notes.opened, notes.open]).toEqual([2, 0]);
    expect(note()).toContain('Drawn without WebGPU. The device went away.');
    expect(drawnPixels()).toBeGreaterThan(10_000);
  });

  it('gives back what it has when it leaves the page, and comes back', async () => {
    const { drawings, notes } = noted();
    await make({ drawings, engine: 'auto' });
    const home = surface.parentElement!;
    surface.remove();
    expect(notes.open).toBe(0);
    home.append(surface);
    await lifted();
    expect(notes.open).toBe(1);
    expect(notes.scenes.length).toBeGreaterThan(0);
  });

  it('comes from WebGPU where that was asked for by name, without a word about it', async () => {
    await make({ engine: 'webgpu' });
    await expect.poll(() => find(surface, '.drawing').childElementCount).toBe(1);
    await settle();
    const canvas = find<HTMLCanvasElement>(surface, '.drawing canvas');
    expect(canvas.getContext('webgpu')).not.toBeNull();
    expect(canvas.width).toBe(400);
    expect(note()).not.toContain('Drawn without WebGPU');
  });
});
