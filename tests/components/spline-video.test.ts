import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { register } from '../../src/components/register.js';
import { SplineVideo } from '../../src/components/spline-video/spline-video.js';
import { videoStrings as words } from '../../src/components/spline-video/video-strings.js';
import { createSession, type SessionFactory } from '../../src/create-session.js';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import { presets } from '../../src/training/presets.js';
import type { Session } from '../../src/training/session.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { find, mount, textOf } from '../support/settle.js';

register('spline-video', SplineVideo);

const tiny: ExperimentConfig = {
  ...presets.moons.config,
  data: { ...presets.moons.config.data, sampleCount: 40 },
  network: { ...presets.moons.config.network, hiddenWidths: [4] },
  training: { ...presets.moons.config.training, batchSize: 20 },
};

/** A run of `steps` steps, paused. */
async function runOf(steps: number): Promise<Session> {
  const session = createSession(tiny, { surfaces: { canvas: () => document.createElement('canvas') }, engine: 'cpu' });
  onTestFinished(() => session.dispose());
  session.restart();
  await eventually(() => expect(session.snapshot.state).toBe('ready'));
  session.step(steps);
  await eventually(() => expect(session.snapshot).toMatchObject({ state: 'ready', step: steps }));
  return session;
}

interface Harness {
  readonly element: SplineVideo;
  /** What the element has said, newest last. */
  readonly said: readonly (readonly [event: string, text: string])[];
  /** Films that were handed to the reader. */
  readonly films: readonly Blob[];
}

async function make(session: Session, factory: SessionFactory = createSession): Promise<Harness> {
  const element = document.createElement('spline-video');
  const said: (readonly [string, string])[] = [];
  const films: Blob[] = [];
  for (const name of ['spline-refused', 'spline-announce'] as const) {
    element.addEventListener(name, (event) => said.push([name, event.detail]));
  }
  const handsOver = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  const urls = vi.spyOn(URL, 'createObjectURL').mockImplementation((film) => {
    films.push(film as Blob);
    return 'blob:film';
  });
  onTestFinished(() => {
    handsOver.mockRestore();
    urls.mockRestore();
    element.remove();
  });
  Object.assign(element, { session, createSession: factory });
  await mount(element, '800px');
  // What one test takes away from the browser, no question of the test before it finds missing: the answer would be remembered.
  await eventually(() => expect(isFormatKnown(element)).toBe(true));
  return { element, said, films };
}

const formatsOf = (element: SplineVideo): string[] =>
  [...find<HTMLSelectElement>(element, '#format').options].map(({ value }) => value);
const isFormatKnown = (element: SplineVideo): boolean =>
  formatsOf(element).length > 1 || element.renderRoot.querySelector('.absent') !== null;
const makeButton = (element: SplineVideo): HTMLButtonElement => find<HTMLButtonElement>(element, '.make');
const planOf = (element: SplineVideo): string => textOf(find(element, '.plan'));

async function set(element: SplineVideo, id: string, value: string): Promise<void> {
  const field = find<HTMLInputElement | HTMLSelectElement>(element, `#${id}`);
  field.value = value;
  field.dispatchEvent(new Event('change'));
  await element.updateComplete;
}

/** A GIF of one network and two frames. */
async function chooseSmall(element: SplineVideo): Promise<void> {
  await set(element, 'format', 'gif');
  await set(element, 'networks', '1');
  await set(element, 'size', '320');
  await set(element, 'pace', 'steps');
  await set(element, 'steps', '5');
}

describe('the film that is offered', () => {
  test('is of the run so far, or of the planned run where there is none yet', async () => {
    const session = new FakeSession(tiny);
    session.show({ step: 0, endStep: 60 });
    const { element } = await make(session);
    expect(planOf(element)).toContain('steps 0 to 60');
    session.show({ step: 30 });
    await element.updateComplete;
    expect(planOf(element)).toBe('31 frames, 3.5 seconds, steps 0 to 30, 996 × 584 pixels');
  });

  test('is as long as asked at most, whatever the number of steps', async () => {
    const session = new FakeSession(tiny);
    session.show({ step: 20_000 });
    const { element } = await make(session);
    expect(planOf(element)).toMatch(/, (9\.\d|10) seconds, steps 0 to 20,000/);
    await set(element, 'seconds', '4');
    expect(planOf(element)).toMatch(/, (3\.\d|4) seconds, steps 0 to 20,000/);
  });

  test('is refused beside the field that is wrong', async () => {
    const session = new FakeSession(tiny);
    session.show({ step: 30 });
    const { element } = await make(session);
    await set(element, 'range', 'chosen');
    await set(element, 'from', '12');
    await set(element, 'to', '4');
    expect(textOf(find(element, '#to-refusal'))).toBe('Last step is 4; allowed: whole numbers from 12 to 1000000000.');
    expect(find(element, '#to').getAttribute('aria-invalid')).toBe('true');
    expect(makeButton(element).disabled).toBe(true);
    await set(element, 'to', '14');
    expect(makeButton(element).disabled).toBe(false);
    await set(element, 'seconds', '');
    expect(textOf(find(element, '#seconds-refusal'))).toContain('Length in seconds is NaN');
  });

  test('is a GIF at least, and says so where there is no encoder for videos', async () => {
    vi.stubGlobal('VideoEncoder', undefined);
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    const { element } = await make(new FakeSession(tiny));
    await eventually(() => expect(textOf(find(element, '.absent'))).toContain('A GIF can be made'));
    expect(formatsOf(element)).toEqual(['gif']);
  });
});

test('what makes videos is loaded anew where the reader asks for it', async () => {
  const encoder = Object.getOwnPropertyDescriptor(globalThis, 'VideoEncoder')!;
  const bringBack = (): unknown => Object.defineProperty(globalThis, 'VideoEncoder', encoder);
  onTestFinished(() => void bringBack());
  Object.defineProperty(globalThis, 'VideoEncoder', {
    configurable: true,
    get: () => {
      throw new TypeError('Failed to fetch');
    },
  });
  const { element, said } = await make(new FakeSession(tiny));
  const notLoaded = words.gifOnly['not-loaded'];
  await eventually(() => expect(textOf(find(element, '.absent'))).toBe(notLoaded));
  const button = (): HTMLButtonElement | undefined =>
    [...element.renderRoot.querySelectorAll('button')].find((one) => textOf(one) === words.tryAgain);
  button()!.focus();
  button()!.click();
  await eventually(() => expect(said).toContainEqual(['spline-announce', notLoaded]));
  expect(element.renderRoot.querySelector(':focus')).toBe(button());
  bringBack();
  button()!.click();
  await eventually(() => expect(formatsOf(element)).toContain('webm'));
  await element.updateComplete;
  expect(button()).toBe(undefined);
  expect(element.renderRoot.querySelector(':focus')?.id).toBe('format');
});

describe('making it', () => {
  test('gives the same file from the same run, and leaves the run as it is', async () => {
    const session = await runOf(5);
    const { element, said, films } = await make(session);
    await chooseSmall(element);
    for (const count of [1, 2]) {
      makeButton(element).click();
      await eventually(() => expect(films).toHaveLength(count));
      await eventually(() => expect(makeButton(element).ariaDisabled).toBe('false'));
    }
    const [first, second] = await Promise.all(films.map(async (film) => new Uint8Array(await film.arrayBuffer())));
    expect(first).toEqual(second);
    expect(films[0]!.type).toBe('image/gif');
    expect(said.at(-1)![1]).toMatch(/^Saved splinescope-moons-steps0-5\.gif, 0\.\d+ MB\.$/);
    expect(session.snapshot).toMatchObject({ state: 'ready', step: 5 });
  });

  test('ends with the element, and takes its session with it', async () => {
    const session = await runOf(5);
    const made: Session[] = [];
    const { element, films } = await make(session, (config, options) => {
      const created = createSession(config, options);
      made.push(created);
      return created;
    });
    await chooseSmall(element);
    await set(element, 'range', 'planned');
    makeButton(element).click();
    await eventually(() => expect(made).toHaveLength(1));
    element.remove();
    await eventually(() => expect(made[0]!.snapshot.state).toBe('disposed'));
    expect(films).toEqual([]);
  });

  test('says why there is none', async () => {
    const session = await runOf(5);
    const { element, said, films } = await make(session, () => {
      throw new Error('no engine');
    });
    await chooseSmall(element);
    makeButton(element).click();
    await eventually(() => expect(textOf(find(element, '.result'))).toBe('The film could not be made (no engine).'));
    expect(said.at(-1)).toEqual(['spline-refused', 'The film could not be made (no engine).']);
    expect(films).toEqual([]);
    expect(makeButton(element).ariaDisabled).toBe('false');
  });
});
