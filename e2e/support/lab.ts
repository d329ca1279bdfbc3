/** What the journeys do with the page: open it, read the session behind it, compute what its networks say. */
import { expect, type Page } from '@playwright/test';
import type { Session, SessionSnapshot } from '../../src/training/session.js';
import type { ModelState } from '../../src/training/model-state.js';

export interface OpenOptions {
  readonly engine?: 'webgpu' | 'cpu';
  readonly preset?: string;
}

/** By default one looks once a second in the end, and half of that is lost in each of the many waits. */
const OFTEN = [100];

/** Every console error, warning and uncaught exception of a page: a journey ends with none. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}

export async function openLab(page: Page, { engine = 'webgpu', preset }: OpenOptions = {}): Promise<void> {
  const query = new URLSearchParams({ engine, ...(preset ? { preset } : {}) });
  await page.goto(`/?${query.toString()}`);
  await expect.poll(() => engineKind(page)).toBe(engine === 'webgpu' ? 'webgpu' : 'cpu');
}

/** The page's element, as far as journeys look into it. */
type LabInPage = HTMLElement & { readonly session: Session | null };

const engineKind = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector<LabInPage>('spline-lab')?.session?.snapshot.engine?.kind);

export type PlainSnapshot = Pick<
  SessionSnapshot,
  'state' | 'step' | 'epoch' | 'endStep' | 'marks' | 'divergence' | 'config'
> & {
  readonly models: readonly {
    readonly normalization: string;
    readonly loss: number;
    readonly cells: { readonly distinct: number; readonly gridWidth: number; readonly gridHeight: number } | null;
    readonly trainAccuracy: number;
    readonly testAccuracy: number;
  }[];
};

export const snapshotOf = (page: Page): Promise<PlainSnapshot> =>
  page.evaluate(() => {
    const session = document.querySelector<LabInPage>('spline-lab')?.session;
    if (!session) throw new Error('The page has no session.');
    const { state, step, epoch, endStep, marks, divergence, config, models } = session.snapshot;
    return {
      state,
      step,
      epoch,
      endStep,
      marks,
      divergence,
      config,
      models: models.map(({ normalization, loss, cells, evaluation }) => ({
        normalization,
        loss,
        cells,
        trainAccuracy: evaluation?.trainAccuracy ?? NaN,
        testAccuracy: evaluation?.testAccuracy ?? NaN,
      })),
    };
  });

/**
 * Two read-backs later the newest networks are of now: the first may have been under way since before the last step, as
 * right after a press of Pause.
 */
export async function readTwice(page: Page): Promise<void> {
  for (let read = 0; read < 2; read++) {
    const former = await page.evaluateHandle(() => {
      const session = document.querySelector<LabInPage>('spline-lab')?.session;
      session?.requestModels();
      return session?.models;
    });
    const isNewer = (): Promise<boolean> =>
      former.evaluate((models) => document.querySelector<LabInPage>('spline-lab')?.session?.models !== models);
    await expect.poll(isNewer, { intervals: OFTEN }).toBe(true);
  }
}

/** The networks of a paused run as they are, once the read-back has caught up with the step on the screen. */
export async function modelsOf(page: Page, change: number): Promise<ModelState[]> {
  await readTwice(page);
  await expect
    .poll(
      () =>
        page.evaluate((normalizationChanges) => {
          const session = document.querySelector<LabInPage>('spline-lab')?.session;
          const { snapshot, models } = session ?? {};
          return (
            models?.every(({ step }) => step === snapshot?.step) &&
            snapshot?.marks.length === normalizationChanges &&
            models.every(({ normalization }, index) => normalization === snapshot.models[index]?.normalization)
          );
        }, change),
      { intervals: OFTEN },
    )
    .toBe(true);
  const plain = await page.evaluate(() =>
    document.querySelector<LabInPage>('spline-lab')?.session?.models?.map((model) => ({
      ...model,
      parameters: [...model.parameters],
      firstMoment: [...model.firstMoment],
      secondMoment: [...model.secondMoment],
      runningStatistics: [...model.runningStatistics],
    })),
  );
  return (plain ?? []).map((model) => ({
    ...model,
    parameters: Float64Array.from(model.parameters),
    firstMoment: Float64Array.from(model.firstMoment),
    secondMoment: Float64Array.from(model.secondMoment),
    runningStatistics: Float64Array.from(model.runningStatistics),
  }));
}

/** Most of the time that a journey has: how long a run takes depends on the machine. */
const RUN_MS = 200_000;

export const waitForState = (page: Page, state: string, timeout = RUN_MS): Promise<void> =>
  expect.poll(async () => (await snapshotOf(page)).state, { timeout, intervals: OFTEN }).toBe(state);

export const waitForStep = (page: Page, step: number, timeout = RUN_MS): Promise<void> =>
  expect.poll(async () => (await snapshotOf(page)).step, { timeout, intervals: OFTEN }).toBeGreaterThanOrEqual(step);

/** Cells of one network, once they have been counted on a grid that gets no finer. */
export async function cellsOf(page: Page, model: number): Promise<number> {
  let previous = '';
  let distinct = 0;
  await expect
    .poll(
      async () => {
        const { pictureWidth, cells } = await countOf(page, model);
        const now = JSON.stringify(cells);
        const isSharp = !!cells && Math.abs(cells.gridWidth - pictureWidth) <= 1;
        const isSteady = isSharp && now === previous;
        previous = now;
        distinct = cells?.distinct ?? 0;
        return isSteady;
      },
      { intervals: [700] },
    )
    .toBe(true);
  return distinct;
}

const countOf = (page: Page, model: number) =>
  page.evaluate((index) => {
    const lab = document.querySelector<LabInPage>('spline-lab');
    const view = lab?.shadowRoot?.querySelectorAll('spline-view')[index];
    // The CPU engine's own canvas is as coarse as its picture; this one has all pixels of the screen.
    const overlay = view?.shadowRoot?.querySelector<HTMLCanvasElement>('.overlay');
    const pictureWidth = (overlay?.width ?? NaN) * Math.min(1, 2 / devicePixelRatio);
    return { pictureWidth, cells: lab?.session?.snapshot.models[index]?.cells ?? null };
  }, model);

/** Does something to a network that stands still, and waits until its cells have been counted anew. */
export async function afterRecount(page: Page, model: number, act: () => Promise<void>): Promise<number> {
  const hasNewCount = await page.evaluateHandle((index) => {
    const cells = () => document.querySelector<LabInPage>('spline-lab')?.session?.snapshot.models[index]?.cells;
    const before = cells();
    return () => cells() !== before;
  }, model);
  await act();
  await expect.poll(() => hasNewCount.evaluate((isNew) => isNew()), { intervals: OFTEN }).toBe(true);
  return cellsOf(page, model);
}

/**
 * What the engine has drawn of a network, in pixels of the screen: the same picture gives the same bytes. Buttons and notes
 * on top are left out, because the browser blends half-transparent ones with a rounding that changes between frames.
 */
export const pictureOf = (page: Page, model: number): Promise<Buffer> =>
  page
    .locator('spline-view')
    .nth(model)
    .locator('canvas')
    .first()
    .screenshot({ style: '.frame > :not(.surface) { visibility: hidden !important; }' });

export const setSpeed = (page: Page, speed: string): Promise<string[]> =>
  page.getByLabel('Speed, steps').selectOption({ label: speed });

/** Opens one of the panels of settings. */
export const openPanel = (page: Page, name: string): Promise<void> =>
  page
    .locator('summary')
    .filter({ has: page.getByRole('heading', { name, exact: true }) })
    .click();
