/** Figures on real engines that nobody sees: no work is given to GPU or Workers, and whoever comes back finds the picture. */
import '../../src/components/spline-figure/define.js';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { AwakeFigures } from '../../src/components/spline-figure/awake-figures.js';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';
import { eventually } from '../support/eventually.js';
import { find, nextFrames, textOf } from '../support/settle.js';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
  window.scrollTo(0, 0);
});

/** Long enough for many steps, were any taken. */
async function manyFrames(): Promise<void> {
  for (let round = 0; round < 12; round++) await nextFrames();
}

/** Counts what is given to do: submissions to the GPU, and messages to Workers. */
function watchWork(): () => number {
  const spies = [vi.spyOn(GPUQueue.prototype, 'submit'), vi.spyOn(Worker.prototype, 'postMessage')];
  return () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
}

/** Twins within `place`, which is all of the page if it is not yet in it. */
function makeFigure(
  engine: string,
  place: HTMLElement,
  awake: AwakeFigures,
  more: Readonly<Record<string, string>>,
): SplineFigure {
  const figure = document.createElement('spline-figure');
  const attributes = { engine, widths: '6', compare: '', epochs: '100000', ...more };
  for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value);
  figure.awake = awake;
  figure.style.maxInlineSize = '200px';
  if (!place.isConnected) document.body.replaceChildren(place);
  place.append(figure);
  onTestFinished(() => figure.destroy());
  return figure;
}

const stepOf = ({ session }: SplineFigure): number => session?.snapshot.step ?? 0;
const passes = (figure: SplineFigure, step: number): Promise<void> =>
  eventually(() => expect(stepOf(figure)).toBeGreaterThan(step));

/** What was under way comes to its end, the networks and exact cells of the last step included. */
const comesToRest = (figure: SplineFigure, work: () => number): Promise<void> =>
  eventually(async () => {
    const before = [work(), stepOf(figure)];
    await manyFrames();
    expect([work(), stepOf(figure)]).toEqual(before);
    const { snapshot, models } = figure.session!;
    expect(snapshot.state).toBe('ready');
    expect(models!.map(({ step }) => step)).toEqual([snapshot.step, snapshot.step]);
  });

/** How a figure in a place is hidden and shown again. */
interface Way {
  readonly make: () => HTMLElement;
  readonly hide: (place: HTMLElement) => void;
  readonly show: (place: HTMLElement) => void;
}

function turnPage(isHidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

const box = (): HTMLElement => document.createElement('div');

const ways: Readonly<Record<string, Way>> = {
  'in a hidden tab': { make: box, hide: () => turnPage(true), show: () => turnPage(false) },
  'behind a closed fold': {
    make: () => Object.assign(document.createElement('details'), { open: true }),
    hide: (fold) => ((fold as HTMLDetailsElement).open = false),
    show: (fold) => ((fold as HTMLDetailsElement).open = true),
  },
  'scrolled away': {
    make: box,
    hide: (place) => (place.style.marginTop = '500vh'),
    show: (place) => (place.style.marginTop = '0'),
  },
};

// Whether a figure is seen is found out by the same code for all engines; what each does with that, one way shows.
test.each([...Object.keys(ways).map((name) => ['cpu', name] as const), ['webgpu', 'scrolled away'] as const])(
  '%s: %s, nothing is given to do, and in sight the run goes on',
  async (engine, name) => {
    const { make, hide, show } = ways[name]!;
    const work = watchWork();
    const place = make();
    // It keeps what it has: giving that back is work, too.
    const figure = makeFigure(engine, place, new AwakeFigures(1, 1e9), { autoplay: '' });
    await passes(figure, 3);
    const inSight = work();
    expect(inSight).toBeGreaterThan(3);
    hide(place);
    await comesToRest(figure, work);
    const [before, step] = [work(), stepOf(figure)];
    await manyFrames();
    expect(work()).toBe(before);
    expect(stepOf(figure)).toBe(step);
    show(place);
    await passes(figure, step);
    expect(work()).toBeGreaterThan(before);
  },
);

/** Bind groups that are made until `stop`, and how often one of them has been put before the GPU. */
function watchBindGroups(): { readonly stop: () => void; readonly uses: () => number } {
  const made = new Set<unknown>();
  let uses = 0;
  const create = watchCalls(GPUDevice.prototype, 'createBindGroup', (_, group) => made.add(group));
  for (const pass of [GPUComputePassEncoder.prototype, GPURenderPassEncoder.prototype])
    watchCalls(pass, 'setBindGroup', ([, group]) => {
      if (made.has(group)) uses++;
    });
  return { stop: () => create.mockRestore(), uses: () => uses };
}

/** @param told of every call: with what, and what came of it */
function watchCalls<T extends object>(
  on: T,
  name: keyof T & string,
  told: (given: unknown[], result: unknown) => void,
) {
  const method = Reflect.get(on, name) as (this: unknown, ...given: unknown[]) => unknown;
  return vi.spyOn(on as Record<string, typeof method>, name).mockImplementation(function (this: unknown, ...given) {
    const result = method.apply(this, given);
    told(given, result);
    return result;
  });
}

test('webgpu: while another trains, one out of sight gives the GPU nothing to do and says nothing', async () => {
  const awake = new AwakeFigures(2, 1e9);
  const other = makeFigure('webgpu', box(), awake, {});
  await other.whenReady();
  await comesToRest(other, watchWork());
  // What figures share has been made with the first one, which makes nothing now.
  const { stop, uses } = watchBindGroups();
  const place = box();
  document.body.append(place);
  const figure = makeFigure('webgpu', place, awake, { autoplay: '' });
  await passes(figure, 3);
  const status = (): string => textOf(find(figure, '[role=status]'));
  figure.switchNormalization(0);
  await eventually(() => expect(status()).toContain('BN'));
  const [spoken, ownUses] = [status(), uses()];
  expect(ownUses).toBeGreaterThan(3);
  stop();
  place.style.marginTop = '500vh';
  await comesToRest(figure, uses);
  const [before, step] = [uses(), stepOf(figure)];
  other.play();
  await passes(other, 10);
  expect(uses()).toBe(before);
  expect(stepOf(figure)).toBe(step);
  // The page may do something to it.
  figure.switchNormalization(0);
  await manyFrames();
  expect(status()).toBe(spoken);
});

const canvasesOf = (figure: SplineFigure): HTMLCanvasElement[] =>
  [...figure.shadowRoot!.querySelectorAll('spline-view')].map((view) =>
    view.shadowRoot!.querySelector<HTMLCanvasElement>('.surface canvas')!,
  );

/**
 * What is on the screen: what WebGPU has drawn cannot be read from its canvas later. There must be no button in it, whose edges
 * are half transparent: those are blended with a rounding that changes between frames.
 */
const screenOf = (figure: SplineFigure): Promise<string> => page.elementLocator(figure).screenshot({ save: false });

/** Whether the pictures are as sharp as the screen, and exact cells of now are there. */
function isFinished(figure: SplineFigure): boolean {
  const root = figure.shadowRoot!;
  const edges = [...root.querySelectorAll('spline-view')].map(({ clientWidth }) => clientWidth * devicePixelRatio);
  const grids = figure.session!.snapshot.models.map(({ cells }) => cells?.gridWidth ?? NaN);
  const areSharp = grids.every((width, model) => Math.abs(width - edges[model]!) <= 1);
  return areSharp && [figure.numbers.cells1, figure.numbers.cells2].every(Number.isFinite);
}

/** How many colours the canvas of a network has; NaN for one of WebGPU. */
function coloursOf(canvas: HTMLCanvasElement): number {
  const context = canvas.getContext('2d');
  if (!context) return NaN;
  return new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
}

test.each([
  ['webgpu', 'gave back what it had', 0],
  ['webgpu', 'kept what it had', 1e9],
  ['cpu', 'kept what it had', 1e9],
] as const)('%s: a figure that %s has its picture at once when it is seen again', async (engine, _, keepMs) => {
  const place = box();
  const figure = makeFigure(engine, place, new AwakeFigures(1, keepMs), { controls: 'none' });
  await figure.whenReady();
  figure.step(5);
  await passes(figure, 4);
  let before = '';
  await eventually(async () => {
    expect(isFinished(figure)).toBe(true);
    before = await screenOf(figure);
    await manyFrames();
    expect((await screenOf(figure)) === before).toBe(true);
  });
  place.style.marginTop = '500vh';
  await manyFrames();
  if (keepMs === 0) await eventually(() => expect(figure.session?.isResting).toBe(true));
  const canvases = canvasesOf(figure);
  place.style.marginTop = '0';
  await new Promise(requestAnimationFrame);
  // Nothing has been put in their place before the first frame is painted.
  expect(canvasesOf(figure)).toEqual(canvases);
  // A still can be read; by the time of a shot, what has woken may have drawn.
  if (keepMs === 0) for (const still of canvases) expect(coloursOf(still)).toBeGreaterThan(20);
  else expect((await screenOf(figure)) === before).toBe(true);
  await eventually(async () => {
    expect(figure.session?.snapshot.state).toBe('ready');
    expect((await screenOf(figure)) === before, 'once it is awake').toBe(true);
  });
});
