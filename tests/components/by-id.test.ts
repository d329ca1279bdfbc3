/** Curves, settings and a transport of a figure, elsewhere in the page. */
import { cdp } from 'vitest/browser';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import '../../src/components/by-id/define.js';
import { byIdStrings as words } from '../../src/components/by-id/by-id-strings.js';
import { controlStrings } from '../../src/components/spline-controls/control-strings.js';
import { figureStrings } from '../../src/components/spline-figure/figure-strings.js';
import { eventually } from '../support/eventually.js';
import { FigureHarness } from '../support/figure-harness.js';
import { useKnownFont } from '../support/known-font.js';
import { find, nextFrames, textOf } from '../support/settle.js';

await useKnownFont();

afterEach(() => {
  vi.restoreAllMocks();
  document.body.removeAttribute('style');
  document.body.replaceChildren();
});

type PartTag = 'spline-chart' | 'spline-controls' | 'spline-transport';
const tags: readonly PartTag[] = ['spline-chart', 'spline-controls', 'spline-transport'];

function part<T extends PartTag>(tag: T, id = 'run'): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  made.setAttribute('for', id);
  document.body.append(made);
  return made;
}

/** A place in the page for a figure, before or after what stands there. */
function place(): HTMLElement {
  const made = document.createElement('div');
  document.body.append(made);
  return made;
}

const line = (element: Element): string => textOf(element.shadowRoot?.querySelector('.part-line'));

/** What the part of a figure shows the session of. */
const inner = <T extends PartTag>(element: HTMLElementTagNameMap[T]): HTMLElementTagNameMap[T] =>
  find<HTMLElementTagNameMap[T]>(element, element.localName);

test('on paper there is the chart alone', async () => {
  const print = (media: string) => cdp().send('Emulation.setEmulatedMedia', { media });
  onTestFinished(async () => void (await print('')));
  const parts = tags.map((tag) => part(tag));
  const shown = (): readonly boolean[] => parts.map((one) => one.checkVisibility());
  await eventually(() => expect(shown()).toEqual([true, true, true]));
  await print('print');
  expect(shown()).toEqual([true, false, false]);
});

describe('the figure that is named', () => {
  test('is followed when it comes, is renamed, replaced and removed', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    document.body.replaceChildren();
    const chart = part('spline-chart');
    await eventually(() => expect(line(chart)).toBe(words.missing('run')));
    const first = await FigureHarness.make({ attributes: { id: 'run' }, parent: place() });
    await eventually(() => expect(inner<'spline-chart'>(chart).session).toBe(first.session));
    expect(line(chart)).toBe('');

    first.figure.id = 'other';
    await eventually(() => expect(line(chart)).toBe(words.missing('run')));
    expect(inner<'spline-chart'>(chart).session).toBeNull();
    chart.htmlFor = 'other';
    await eventually(() => expect(inner<'spline-chart'>(chart).session).toBe(first.session));

    const second = await FigureHarness.make({ attributes: { id: 'second' }, parent: place() });
    first.figure.remove();
    second.figure.id = 'other';
    await eventually(() => expect(inner<'spline-chart'>(chart).session).toBe(second.session));
    second.figure.remove();
    await eventually(() => expect(inner<'spline-chart'>(chart).session).toBeNull());
    await eventually(() => expect(second.session.listenerCount).toBe(0));
  });

  test('that nobody names any more, or of a part that has gone, is not said to be missing', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    document.body.replaceChildren();
    const [gone, free] = [part('spline-chart'), part('spline-controls')];
    await free.updateComplete;
    free.removeAttribute('for');
    const loading = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading');
    await new Promise((resolve) => setTimeout(resolve, 20));
    gone.remove();
    loading.mockRestore();
    document.dispatchEvent(new Event('DOMContentLoaded'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(warn).not.toHaveBeenCalled();
  });

  test('is followed from one session to the next', async () => {
    const harness = await FigureHarness.make({ attributes: { id: 'run' }, parent: place() });
    const chart = part('spline-chart');
    await eventually(() => expect(inner<'spline-chart'>(chart).session).toBe(harness.session));
    harness.figure.setAttribute('compare', '');
    await eventually(() => expect(harness.sessions).toHaveLength(2));
    await eventually(() => expect(inner<'spline-chart'>(chart).session).toBe(harness.session));
  });

  test('that is none is told on the page, and in one warning for each part', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    document.body.replaceChildren();
    for (const tag of tags) {
      const nobody = part(tag, 'nobody');
      await eventually(() => expect(line(nobody)).toBe(words.missing('nobody')));
      place();
    }
    const paragraph = document.createElement('p');
    paragraph.id = 'text';
    document.body.append(paragraph);
    const text = part('spline-chart', 'text');
    await eventually(() => expect(line(text)).toBe(words.notAFigure('text', 'p')));
    await nextFrames();
    expect(warn).toHaveBeenCalledTimes(4);
  });

  test('takes its place before the figure has begun, and nothing moves when it does', async () => {
    for (const tag of tags) {
      document.body.replaceChildren();
      const element = part(tag);
      const box = place();
      box.style.marginTop = '500vh';
      window.scrollTo(0, 0);
      const harness = await FigureHarness.make({ attributes: { id: 'run' }, parent: box });
      await eventually(() => expect(line(element)).toContain(words.begins));
      expect(find<HTMLAnchorElement>(element, '.part-line a').hash).toBe('#run');
      const { height } = element.getBoundingClientRect();
      expect(height, tag).toBeGreaterThan(80);
      harness.figure.loading = 'eager';
      await eventually(() => expect(harness.sessions).toHaveLength(1));
      await harness.show({});
      await eventually(() => expect(line(element)).toBe(''));
      await nextFrames();
      expect(element.getBoundingClientRect().height, tag).toBe(height);
    }
  });

  test('lends its theme; else the page’s text tells', async () => {
    const harness = await FigureHarness.make({ attributes: { id: 'run' }, parent: place() });
    const chart = part('spline-chart');
    const theme = (): string => find(chart, '.theme').className;
    await eventually(() => expect(theme()).toBe('theme light'));
    document.body.style.color = 'white';
    await eventually(() => expect(theme()).toBe('theme dark'));
    harness.figure.remove();
    await FigureHarness.make({ attributes: { id: 'run', theme: 'light' }, parent: place() });
    await eventually(() => expect(theme()).toBe('theme light'));
  });
});

describe('<spline-controls for>', () => {
  test('changes the run of the figure, and shows what was changed elsewhere', async () => {
    const harness = await FigureHarness.make({ attributes: { id: 'run' }, parent: place() });
    const controls = part('spline-controls');
    await eventually(() => expect(inner<'spline-controls'>(controls).session).toBe(harness.session));
    const panels = inner<'spline-controls'>(controls);
    const rate = find<HTMLInputElement>(panels, '#learningRate');
    rate.value = '0.5';
    rate.dispatchEvent(new Event('change'));
    expect(harness.session.snapshot.config.training.learningRate).toBe(0.5);
    harness.session.setTraining({ learningRate: 0.25 });
    await eventually(() => expect(rate.value).toBe('0.25'));
    expect(panels.picture).toBe(harness.figure.picture);
    // The switch of a figure always aligns.
    expect(panels.shadowRoot!.querySelector('[name=insertion]')).toBeNull();
  });

  test('has its panels before there is anything to set', async () => {
    document.body.replaceChildren();
    const controls = part('spline-controls');
    await controls.updateComplete;
    const panels = inner<'spline-controls'>(controls);
    await panels.updateComplete;
    expect([...panels.shadowRoot!.querySelectorAll('h2')].map(textOf)).toEqual(Object.values(controlStrings.panels));
  });

  test('a restart goes on in the figure, and no event leaves', async () => {
    const harness = await FigureHarness.make({ attributes: { id: 'run' }, parent: place() });
    const controls = part('spline-controls');
    await eventually(() => expect(inner<'spline-controls'>(controls).session).toBe(harness.session));
    const heard = vi.fn();
    document.addEventListener('spline-restart', heard);
    const seed = find<HTMLInputElement>(inner<'spline-controls'>(controls), '#networkSeed');
    seed.value = '7';
    seed.dispatchEvent(new Event('change'));
    document.removeEventListener('spline-restart', heard);
    expect(harness.session.callsOf('setExperiment')).toHaveLength(1);
    expect(harness.runCalls.at(-1)).toBe('play');
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('<spline-transport>', () => {
  const button = (element: Element, name: string): HTMLButtonElement =>
    [...element.shadowRoot!.querySelectorAll('button')].find((one) => (one.ariaLabel ?? textOf(one)) === name)!;

  test('plays, pauses, steps and restarts the figure, and shows what it does', async () => {
    const harness = await FigureHarness.make({ attributes: { id: 'run', controls: 'none' }, parent: place() });
    const transport = part('spline-transport');
    await eventually(() => expect(button(transport, figureStrings.play).disabled).toBe(false));
    button(transport, figureStrings.play).click();
    await eventually(() => expect(button(transport, figureStrings.pause)).toBeDefined());
    expect(harness.runCalls.at(-1)).toBe('play');
    harness.figure.pause();
    await eventually(() => expect(button(transport, figureStrings.play)).toBeDefined());
    button(transport, figureStrings.oneStep).click();
    expect(harness.runCalls.at(-1)).toBe('step 1');
    button(transport, figureStrings.restartHint).click();
    expect(harness.runCalls.filter((call) => call === 'restart')).toHaveLength(2);
    await harness.show({ step: 40, time: { firstStep: 0, lastStep: 40, isPast: false, isPassing: false } });
    await eventually(() => expect(textOf(find(transport, '.steps'))).toContain('step 40'));
    const slider = find<HTMLInputElement>(transport, 'input[type=range]');
    slider.value = '10';
    slider.dispatchEvent(new Event('input'));
    expect(harness.session.callsOf('goTo')).toEqual([[10]]);
    expect(button(transport, figureStrings.keys)).toBeUndefined();
  });

  test('says that the figure is paused while it is out of sight', async () => {
    document.body.replaceChildren();
    const transport = part('spline-transport');
    const box = place();
    box.style.marginTop = '500vh';
    window.scrollTo(0, 0);
    await FigureHarness.make({ attributes: { id: 'run', loading: 'eager' }, parent: box });
    await eventually(() => expect(button(transport, figureStrings.play).disabled).toBe(false));
    button(transport, figureStrings.play).click();
    await eventually(() => expect(textOf(find(transport, '.state'))).toBe(figureStrings.pausedHidden));
  });
});
