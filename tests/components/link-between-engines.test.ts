/** Links of figures that another engine opens: the same to 1e-4, and on the same adapter to the last bit. */
import '../../src/components/spline-figure/define.js';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';
import { viewOf } from '../../src/components/spline-share/page-view.js';
import { linkOfRun, type MomentKind } from '../../src/io/link-of-run.js';
import { writeLink } from '../../src/io/link.js';
import type { ModelState } from '../../src/training/model-state.js';
import { pixelCentre } from '../../src/training/reference/activation-code.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { preactivationsAt, softmax } from '../../src/training/reference/point.js';
import { eventually } from '../support/eventually.js';

/** What links promise from one engine to the other, which compute in float32 and in float64; a step is off by some 1e-7. */
const BETWEEN_ENGINES = 1e-4;
const WINDOW = { x0: -0.7, y0: -0.9, x1: 1.3, y1: 1.1 };
const SIDE = 48;
const STEP = 30;
const MORE = 3;

afterEach(() => document.body.replaceChildren());

async function show(attributes: Readonly<Record<string, string>>): Promise<SplineFigure> {
  const figure = document.createElement('spline-figure');
  for (const [name, value] of Object.entries({ controls: 'none', ...attributes })) figure.setAttribute(name, value);
  figure.style.maxInlineSize = '300px';
  document.body.replaceChildren(figure);
  onTestFinished(() => figure.destroy());
  await figure.whenReady();
  return figure;
}

/** Stands at a step with everything of that step: networks, exact cells and as sharp a picture as the screen has. */
const expectAt = (figure: SplineFigure, step: number): Promise<void> =>
  eventually(() => {
    const { session, numbers } = figure;
    expect(session!.models!.map((model) => model.step)).toEqual([step, step]);
    expect(session!.snapshot.models.map(({ normalization }) => normalization)).toEqual(
      session!.models!.map(({ normalization }) => normalization),
    );
    expect([numbers.cells1, numbers.cells2].every(Number.isFinite)).toBe(true);
    for (const [index, view] of viewsOf(figure).entries()) {
      const { gridWidth } = session!.snapshot.models[index]!.cells!;
      expect(Math.abs(gridWidth - view.clientWidth * devicePixelRatio)).toBeLessThanOrEqual(1);
    }
  });

const viewsOf = (figure: SplineFigure) => [...figure.shadowRoot!.querySelectorAll('spline-view')];

/** A run of twins with a switch on its way and a window of its own. */
async function makeMoment(engine: string): Promise<SplineFigure> {
  const figure = await show({ engine, preset: 'moons', samples: '80', widths: '6,5', compare: '', steps: '12' });
  await expectAt(figure, 12);
  figure.switchNormalization(0);
  figure.step(STEP - 12);
  figure.picture.update({ window: WINDOW });
  await expectAt(figure, STEP);
  return figure;
}

async function linkOf({ session, picture }: SplineFigure, kind: MomentKind): Promise<string> {
  const { text } = await writeLink(linkOfRun(session!, viewOf(picture.state), kind)!);
  return text!;
}

/** All numbers of a network. */
const numbersOf = ({ parameters, runningStatistics, firstMoment, secondMoment }: ModelState): number[] =>
  [parameters, runningStatistics, firstMoment, secondMoment].flatMap((values) => [...values]);

/** What the picture is drawn from at every pixel of a coarse grid: each unit's z, whose zeros are the walls, and the confidence. */
function drawnFrom(model: ModelState): number[] {
  const folded = foldNetwork(model, model.runningStatistics);
  return Array.from({ length: SIDE * SIDE }, (_, pixel) => {
    const point = pixelCentre(folded, WINDOW, SIDE, SIDE, pixel % SIDE, Math.floor(pixel / SIDE));
    const values = preactivationsAt(folded, point);
    return [...values.slice(0, -1), softmax(values.at(-1)!)].flatMap((layer) => [...layer]);
  }).flat();
}

/** Of 1, or of the number where that is larger. */
function largestDifference(of: readonly number[], from: readonly number[]): number {
  expect(of.length).toBe(from.length);
  return from.reduce((most, value, at) => Math.max(most, Math.abs(of[at]! - value) / Math.max(1, Math.abs(value))), 0);
}

const shotsOf = (figure: SplineFigure): Promise<string[]> =>
  Promise.all(viewsOf(figure).map((view) => page.elementLocator(view).screenshot({ save: false })));

/** Asserts that networks are those of another run; `tolerance` 0: to the last bit. */
function expectSame(opened: SplineFigure, models: readonly ModelState[], tolerance: number): void {
  const openedModels = opened.session!.models!;
  expect(openedModels.map(({ normalization }) => normalization)).toEqual(['batch', 'batch']);
  for (const [index, model] of models.entries()) {
    const openedModel = openedModels[index]!;
    expect(largestDifference(numbersOf(openedModel), numbersOf(model))).toBeLessThanOrEqual(tolerance);
    expect(largestDifference(drawnFrom(openedModel), drawnFrom(model))).toBeLessThanOrEqual(tolerance);
  }
}

// That of the CPU engine on itself is a journey of its own, in a fresh page.
test.for([
  ['cpu', 'webgpu', BETWEEN_ENGINES],
  ['webgpu', 'cpu', BETWEEN_ENGINES],
  ['webgpu', 'webgpu', 0],
] as const)('made on %s, opened on %s, replayed and with weights', async ([from, on, tolerance]) => {
  const made = await makeMoment(from);
  const [{ models }, links] = [made.session!, [await linkOf(made, 'replay'), await linkOf(made, 'weights')]];
  const pictures = tolerance === 0 ? await shotsOf(made) : null;
  made.step(MORE);
  await expectAt(made, STEP + MORE);
  const { models: later } = made.session!;
  for (const link of links) {
    const opened = await show({ engine: on, state: link });
    await expectAt(opened, STEP);
    expect(opened.session!.snapshot.engine!.kind).toBe(on);
    expect(opened.picture.state.window).toEqual(WINDOW);
    expectSame(opened, models!, tolerance);
    if (pictures)
      await eventually(async () => {
        const shots = await shotsOf(opened);
        expect(shots.map((shot, index) => shot === pictures[index])).toEqual([true, true]);
      });
    // The same batches come next, and optimiser and averages go on.
    opened.step(MORE);
    await expectAt(opened, STEP + MORE);
    expectSame(opened, later!, tolerance);
  }
});
