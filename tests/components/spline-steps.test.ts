/** A text whose steps set a figure as they are scrolled past. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../../src/components/prose/define.js';
import '../../src/components/spline-steps/define.js';
import { byIdStrings } from '../../src/components/by-id/by-id-strings.js';
import type { SplineStep } from '../../src/components/spline-steps/spline-step.js';
import type { SplineSteps } from '../../src/components/spline-steps/spline-steps.js';
import { stepsStrings as words } from '../../src/components/spline-steps/steps-strings.js';
import { eventually } from '../support/eventually.js';
import { FigureHarness } from '../support/figure-harness.js';
import { find, nextFrames, textOf } from '../support/settle.js';

beforeEach(() => window.scrollTo(0, 0));
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

class Walk {
  readonly harness: FigureHarness;
  readonly steps: SplineSteps;

  constructor(harness: FigureHarness, steps: SplineSteps) {
    this.harness = harness;
    this.steps = steps;
  }

  /** A figure without training steps of its own, beside a text below the window. @param html of the steps */
  static async make(html: string, attributes: Readonly<Record<string, string>> = {}): Promise<Walk> {
    document.body.innerHTML = `<div style="block-size: 100vh"></div>
      <spline-steps for="run"><div slot="figure"></div>${html}</spline-steps><div style="block-size: 100vh"></div>`;
    const steps = document.querySelector('spline-steps')!;
    const parent = document.querySelector<HTMLElement>('[slot=figure]')!;
    const harness = await FigureHarness.make({
      attributes: { id: 'run', loading: 'eager', normalization: 'none', ...attributes },
      parent,
    });
    await harness.show({});
    return new Walk(harness, steps);
  }

  step(index: number): SplineStep {
    return this.steps.querySelectorAll('spline-step')[index]!;
  }

  /** Scrolls until a step crosses the line. */
  async scrollTo(index: number): Promise<void> {
    const step = this.step(index);
    const { top, height } = step.getBoundingClientRect();
    const line = matchMedia('(min-width: 60rem)').matches ? 0.5 : 0.85;
    window.scrollBy({ top: top + height / 2 - innerHeight * line, behavior: 'instant' });
    await eventually(() => expect(step.current).toBe(true));
  }

  /** The figure has come to where it was to go. */
  async rest(step: number): Promise<void> {
    const { session } = this.harness;
    session.models = session.models!.map((model) => ({ ...model, step }));
    await this.harness.show({ step, state: 'ready' });
  }

  button(index: number): HTMLButtonElement {
    return find<HTMLButtonElement>(this.step(index), 'button');
  }

  /** Of the text about who leads. */
  chip(name: string): HTMLButtonElement {
    const found = [...this.steps.shadowRoot!.querySelectorAll('button')].find((one) => textOf(one).endsWith(name));
    if (!found) throw new Error(`There is no ${name}.`);
    return found;
  }

  get said(): string {
    return textOf(find(this.steps, '[role=status]'));
  }
}

const rates = `<spline-step learning-rate="0.5"><p>Fast.</p></spline-step>
  <spline-step learning-rate="0.25" batch-size="32"><p>Slow.</p></spline-step>
  <spline-step><p>As it was.</p></spline-step>`;

describe('scrolling', () => {
  test('sets the figure forwards and backwards, and stays the reader’s', async () => {
    const walk = await Walk.make(rates, { 'learning-rate': '0.125' });
    const { figure } = walk.harness;
    const at = (): readonly (string | null)[] => [
      figure.getAttribute('learning-rate'),
      figure.getAttribute('batch-size'),
    ];
    await nextFrames();
    expect(at()).toEqual(['0.125', null]);
    await walk.scrollTo(0);
    await eventually(() => expect(at()).toEqual(['0.5', null]));
    await walk.scrollTo(1);
    const { scrollY } = window;
    await eventually(() => expect(at()).toEqual(['0.25', '32']));
    await nextFrames();
    expect(window.scrollY).toBe(scrollY);
    expect([0, 1, 2].map((index) => walk.button(index).ariaCurrent)).toEqual([null, 'step', null]);
    await walk.scrollTo(2);
    await eventually(() => expect(at()).toEqual(['0.125', null]));
    await walk.scrollTo(0);
    await eventually(() => expect(at()).toEqual(['0.5', null]));
  });

  test('goes on to a later training step, and loads the run up to an earlier one', async () => {
    const walk = await Walk.make('<spline-step steps="5">a</spline-step><spline-step steps="50">b</spline-step>');
    const { session } = walk.harness;
    await walk.scrollTo(0);
    await eventually(() => expect(walk.harness.runCalls.at(-1)).toBe('step 5'));
    await walk.rest(5);
    await walk.scrollTo(1);
    await eventually(() => expect(walk.harness.runCalls.at(-1)).toBe('step 45'));
    await walk.rest(50);
    expect(session.callsOf('loadExperiment')).toHaveLength(0);
    await walk.scrollTo(0);
    await eventually(() => expect(session.callsOf('loadExperiment')).toHaveLength(1));
  });

  test('leaves alone what the reader has changed, until it is to follow the text again', async () => {
    const walk = await Walk.make(rates);
    const { figure, session } = walk.harness;
    await walk.scrollTo(0);
    await eventually(() => expect(session.snapshot.config.training.learningRate).toBe(0.5));
    expect(walk.said).toBe('');
    session.setTraining({ learningRate: 0.0625 });
    await eventually(() => expect(walk.said).toBe(words.inHand));
    await walk.scrollTo(1);
    await eventually(() => expect(walk.button(1).ariaCurrent).toBe('step'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(session.snapshot.config.training.learningRate).toBe(0.0625);

    walk.chip(words.follow).click();
    await eventually(() => expect(figure.getAttribute('learning-rate')).toBe('0.25'));
    await eventually(() =>
      expect(session.snapshot.config.training).toMatchObject({ learningRate: 0.25, batchSize: 32 }),
    );
    expect(walk.said).toBe('');
    // It can be had again, however far the text has gone on.
    await walk.scrollTo(2);
    await eventually(() => expect(figure.hasAttribute('learning-rate')).toBe(false));
    walk.chip(words.back).click();
    await eventually(() => expect(session.callsOf('openMoment')).toHaveLength(1));
    expect(session.snapshot.config.training.learningRate).toBe(0.0625);
    expect(figure.getAttribute('learning-rate')).toBe('0.5');
    expect(figure.hasAttribute('batch-size')).toBe(false);
    expect(walk.said).toBe(words.inHand);
    await walk.scrollTo(1);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(session.snapshot.config.training.learningRate).toBe(0.0625);
  });

  test('leaves alone a run that the reader has taken on', async () => {
    const walk = await Walk.make(rates);
    await walk.scrollTo(0);
    await eventually(() => expect(walk.harness.figure.getAttribute('learning-rate')).toBe('0.5'));
    await walk.rest(0);
    await walk.rest(9);
    await eventually(() => expect(walk.said).toBe(words.inHand));
  });

  test('switches once the figure rests, and undoes that backwards', async () => {
    const walk = await Walk.make(
      '<spline-step steps="5">a</spline-step><spline-step steps="5" action="switch">b</spline-step>',
    );
    const { session } = walk.harness;
    await walk.scrollTo(1);
    await eventually(() => expect(walk.harness.runCalls.at(-1)).toBe('step 5'));
    expect(session.callsOf('switchNormalization')).toHaveLength(0);
    await walk.rest(5);
    await eventually(() => expect(session.callsOf('switchNormalization')).toHaveLength(1));
    await nextFrames();
    expect(walk.said).toBe('');
    const loaded = session.callsOf('loadExperiment').length;
    await walk.scrollTo(0);
    await eventually(() => expect(session.callsOf('loadExperiment')).toHaveLength(loaded + 1));
  });

  test('plays', async () => {
    const walk = await Walk.make('<spline-step action="play">a</spline-step>');
    await walk.scrollTo(0);
    await eventually(() => expect(walk.harness.runCalls.at(-1)).toBe('play'));
    await walk.harness.show({ step: 9, state: 'running' });
    expect(walk.said).toBe('');
  });

  test('plays under reduced motion by the button alone', async () => {
    const ask = window.matchMedia.bind(window);
    vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
      query.includes('reduced-motion') ? Object.defineProperty(ask(query), 'matches', { value: true }) : ask(query),
    );
    const walk = await Walk.make('<spline-step action="play" learning-rate="0.5">a</spline-step>');
    await walk.scrollTo(0);
    await eventually(() => expect(walk.harness.figure.getAttribute('learning-rate')).toBe('0.5'));
    await nextFrames();
    expect(walk.harness.runCalls).not.toContain('play');
    walk.button(0).click();
    await eventually(() => expect(walk.harness.runCalls.at(-1)).toBe('play'));
  });
});

test('what the keyboard comes to is not under a figure that stays in sight', async () => {
  const walk = await Walk.make('<spline-step><p>a <a href="#">link</a></p></spline-step>');
  const link = walk.step(0).querySelector('a')!;
  const box = find(walk.steps, '.figure');
  // As on a phone, whatever the window is here.
  const isAbove = !matchMedia('(min-width: 60rem)').matches;
  expect([isAbove, box.className]).toEqual([true, 'figure pinned']);
  walk.steps.style.paddingBlockEnd = '100vh';
  window.scrollBy({ top: link.getBoundingClientRect().top - 20, behavior: 'instant' });
  expect(link.getBoundingClientRect().bottom).toBeLessThan(box.getBoundingClientRect().bottom);
  link.focus({ preventScroll: true });
  await eventually(() => expect(link.getBoundingClientRect().top).toBeGreaterThan(box.getBoundingClientRect().bottom));
});

describe('more than one text of a figure', () => {
  test('the last to act is its setter, and what a step does not set is as no text has set it', async () => {
    const other = `<spline-steps for="run"><spline-step batch-size="64">c</spline-step></spline-steps>
      <spline-set for="run" optimizer="sgd">d</spline-set>`;
    const walk = await Walk.make(rates, { 'learning-rate': '0.125' });
    const { figure } = walk.harness;
    walk.steps.insertAdjacentHTML('afterend', other);
    const second = walk.steps.nextElementSibling as SplineSteps;
    const set = document.querySelector('spline-set')!;
    const other0 = new Walk(walk.harness, second);
    const at = (): readonly (string | null)[] =>
      ['learning-rate', 'batch-size', 'optimizer'].map((name) => figure.getAttribute(name));
    await second.updateComplete;

    await walk.scrollTo(0);
    await eventually(() => expect(at()).toEqual(['0.5', null, null]));
    await other0.scrollTo(0);
    await eventually(() => expect(at()).toEqual(['0.125', '64', null]));
    expect([walk.said, other0.said]).toEqual(['', '']);
    await walk.scrollTo(0);
    await eventually(() => expect(at()).toEqual(['0.5', null, null]));
    expect([walk.said, other0.said]).toEqual(['', '']);

    // What a button sets is what a reader wants.
    find<HTMLButtonElement>(set, 'button').click();
    await eventually(() => expect(find(set, '[part=back]')).toBeTruthy());
    expect(at()).toEqual(['0.5', null, 'sgd']);
    expect([walk.said, other0.said]).toEqual([words.inHand, words.inHand]);
    other0.chip(words.follow).click();
    await eventually(() => expect(at()).toEqual(['0.125', '64', null]));
    await eventually(() => expect(set.shadowRoot!.querySelector('[part=back]')).toBeNull());
    expect([walk.said, other0.said]).toEqual(['', '']);
    walk.harness.session.setTraining({ learningRate: 0.0625 });
    await eventually(() => expect([walk.said, other0.said]).toEqual([words.inHand, words.inHand]));
  });

  test('moved in the page, it knows how the figure was before, and that a reader has it in hand', async () => {
    const walk = await Walk.make(rates, { 'learning-rate': '0.125' });
    const { figure, session } = walk.harness;
    await walk.scrollTo(0);
    await eventually(() => expect(figure.getAttribute('learning-rate')).toBe('0.5'));
    document.body.append(walk.steps);
    await walk.scrollTo(2);
    await eventually(() => expect(figure.getAttribute('learning-rate')).toBe('0.125'));
    session.setTraining({ learningRate: 0.0625 });
    await eventually(() => expect(walk.said).toBe(words.inHand));
    document.body.prepend(walk.steps);
    await nextFrames();
    expect(walk.said).toBe(words.inHand);
  });
});

describe('the buttons', () => {
  test('do what scrolling does, and what the reader had can be had again', async () => {
    const walk = await Walk.make(rates);
    const { session } = walk.harness;
    expect(walk.button(1).ariaLabel).toBe(words.showName('2', '3'));
    walk.button(1).click();
    await eventually(() => expect(session.snapshot.config.training.learningRate).toBe(0.25));
    expect(walk.step(1).current).toBe(true);
    session.setTraining({ learningRate: 0.0625 });
    await eventually(() => expect(walk.said).toBe(words.inHand));
    walk.button(0).click();
    await eventually(() => expect(session.snapshot.config.training.learningRate).toBe(0.5));
    walk.chip(words.back).click();
    await eventually(() => expect(session.snapshot.config.training.learningRate).toBe(0.0625));
  });

  test('show their own step, whatever passes while a tall figure comes into sight; then scrolling leads again', async () => {
    const walk = await Walk.make(rates);
    const { figure } = walk.harness;
    const rate = (): string | null => figure.getAttribute('learning-rate');
    document.querySelector<HTMLElement>('[slot=figure]')!.style.blockSize = '90vh';
    await eventually(() => expect(find(walk.steps, '.figure').className).not.toContain('pinned'));
    await walk.scrollTo(2);
    await walk.scrollTo(1);
    await eventually(() => expect(rate()).toBe('0.25'));
    walk.step(2).scrollIntoView({ block: 'end', behavior: 'instant' });
    await eventually(() => expect(rate()).toBeNull());
    expect(figure.getBoundingClientRect().bottom).toBeLessThan(0);
    const hasScrolled = new Promise((resolve) => window.addEventListener('scrollend', resolve, { once: true }));
    walk.button(1).click();
    await hasScrolled;
    expect(figure.getBoundingClientRect().bottom).toBeGreaterThan(0);
    await nextFrames();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(rate()).toBe('0.25');
    expect(walk.step(1).current).toBe(true);
    await walk.scrollTo(0);
    await eventually(() => expect(rate()).toBe('0.5'));
  });

  test('count the steps that are there now; those in a text within are not counted', async () => {
    const walk = await Walk.make(`${rates}<spline-steps for="run"><spline-step>x</spline-step></spline-steps>`);
    walk.step(0).remove();
    await eventually(() => expect(walk.button(0).ariaLabel).toBe(words.showName('1', '2')));
  });
});

test('what a step sets that the figure does not know is told once, and where there is no figure the page says so', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const walk = await Walk.make('<spline-step ofset="1" data-x="1" class="a" action="fly" state="v=1">a</spline-step>');
  walk.button(0).click();
  walk.button(0).click();
  await eventually(() => expect(warn).toHaveBeenCalledTimes(3));
  expect(warn.mock.calls.flat().join()).toMatch(/"state" is for figures.*"ofset".*action="fly"/);
  expect(walk.harness.figure.hasAttribute('state')).toBe(false);
  walk.harness.figure.remove();
  await eventually(() => expect(walk.said).toBe(byIdStrings.missing('run')));
});

test('a step that was shown has its picture on paper', async () => {
  const walk = await Walk.make(rates);
  const canvas = document.createElement('canvas');
  vi.spyOn(walk.harness.figure, 'paintStills').mockResolvedValue([canvas]);
  await walk.scrollTo(0);
  await eventually(() => expect(walk.step(0).stills).toEqual([canvas]));
  await walk.step(0).updateComplete;
  expect(canvas.getRootNode()).toBe(walk.step(0).shadowRoot);
  expect(walk.step(1).stills).toEqual([]);
});
