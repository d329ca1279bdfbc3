import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { LitElement } from 'lit';
import { cdp } from 'vitest/browser';
import '../../src/components/prose/define.js';
import figureCss from '../../src/figure.css?inline';
import '../../src/components/spline-transport/define.js';
import { setEmbedSource } from '../../src/components/embed-source.js';
import { AwakeFigures } from '../../src/components/spline-figure/awake-figures.js';
import { TrainingSlots } from '../../src/components/spline-figure/training-slots.js';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';
import type { SplineShare } from '../../src/components/spline-share/spline-share.js';
import type { SplineView } from '../../src/components/spline-view/spline-view.js';
import type { ExactPartitions } from '../../src/components/exact-partitions.js';
import { paintStill } from '../../src/components/print/paint-still.js';
import { fillOf, PictureStore } from '../../src/components/picture-store.js';
import { exactFills } from '../../src/geometry/cell-fills.js';
import { shareStrings } from '../../src/components/spline-share/share-strings.js';
import { writeExperimentJson } from '../../src/io/experiment-json.js';
import { defaultView } from '../../src/io/figure-fields.js';
import { writeLink } from '../../src/io/link.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs, type ExperimentConfig } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import { InvalidSettingError } from '../../src/training/invalid-setting-error.js';
import type { Normalization } from '../../src/training/network-spec.js';
import { presets } from '../../src/training/presets.js';
import { FakeSession } from '../support/fake-session.js';
import { evaluation, FigureHarness } from '../support/figure-harness.js';
import { useKnownFont } from '../support/known-font.js';
import { find, textOf } from '../support/settle.js';
import { eventually } from '../support/eventually.js';

await useKnownFont();
/** As wide as the widest fonts of readers, which are DejaVu and Verdana. */
const wide = '0.06em';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.removeAttribute('style');
});

/** Of one network. */
const stateOf = (config: ExperimentConfig): string =>
  writeExperimentJson({ config: { ...config, normalizations: ['batch'] }, step: 0, marks: [] });

/** So far down the page that it is not near what is seen. */
function farAway(): HTMLElement {
  const box = document.createElement('div');
  box.style.marginTop = '500vh';
  document.body.replaceChildren(box);
  window.scrollTo(0, 0);
  return box;
}

/** An element for a figure, below it. */
async function elsewhere(tag: string, { id }: SplineFigure, attributes: Record<string, string> = {}) {
  const made = document.createElement(tag) as LitElement;
  for (const [name, value] of Object.entries({ ...attributes, for: id })) made.setAttribute(name, value);
  document.body.append(made);
  await made.updateComplete;
  return made;
}

function heard<T extends keyof GlobalEventHandlersEventMap>(type: T): (figure: SplineFigure) => void {
  return (figure) => figure.addEventListener(type, (event) => events.push(event));
}
const events: Event[] = [];
afterEach(() => void (events.length = 0));

describe('its numbers', () => {
  test('are named before there are any, and told whenever one is another', async () => {
    const harness = await FigureHarness.make({ attributes: { compare: '' }, prepare: heard('spline-numbers') });
    expect(Object.keys(harness.figure.numbers)).toEqual(
      expect.arrayContaining(['step', 'epoch', 'loss1', 'cells1', 'testAccuracy2', 'cells2']),
    );
    await harness.show({ step: 35, epoch: 5 });
    expect(harness.figure.numbers).toMatchObject({ step: 35, epoch: 5 });
    const { detail } = events.at(-1) as CustomEvent<Readonly<Record<string, number>>>;
    expect(detail).toMatchObject({ step: 35 });
    for (let update = 0; update < 3; update++) {
      harness.figure.requestUpdate();
      await harness.settle();
    }
    const told = events.map((event) => JSON.stringify((event as CustomEvent).detail));
    expect(told.filter((one, i) => one === told[i - 1])).toEqual([]);
  });
});

describe('at the start', () => {
  test('one network is shown before its first step, and does not train by itself', async () => {
    const harness = await FigureHarness.make();
    expect(harness.session.snapshot.config).toEqual({ ...presets.circles.config, normalizations: ['batch'] });
    expect(harness.all('spline-view')).toHaveLength(1);
    expect(harness.runCalls).toEqual(['restart']);
  });

  test('twins with compare', async () => {
    const harness = await FigureHarness.make({ attributes: { compare: '', preset: 'moons' } });
    expect(harness.session.snapshot.config).toEqual(presets.moons.config);
    expect(harness.all('.name').map(textOf)).toEqual(['without BN', 'with BN']);
  });

  test('every setting is an attribute, of the experiment as of the picture', async () => {
    const attributes = { normalization: 'none', 'learning-rate': '0.5', fill: 'slope', hide: 'walls-1' };
    const harness = await FigureHarness.make({ attributes });
    const { normalizations, training } = harness.session.snapshot.config;
    expect(normalizations).toEqual(['none']);
    expect(training.learningRate).toBe(0.5);
    expect(harness.figure.picture.state).toMatchObject({ numberFill: 'slope', layers: { walls: [false] } });
    harness.figure.setAttribute('learning-rate', '0.25');
    await harness.settle();
    expect(harness.session.callsOf('setTraining').at(-1)).toMatchObject([{ learningRate: 0.25 }]);
    expect(harness.session.callsOf('restart')).toHaveLength(1);
  });

  test('steps are taken, and no more', async () => {
    const harness = await FigureHarness.make({ attributes: { steps: '140' } });
    expect(harness.runCalls).toEqual(['restart', 'step 140']);
    await harness.show({ state: 'running', step: 100 });
    await harness.show({ state: 'ready', step: 140 });
    expect(harness.runCalls).toEqual(['restart', 'step 140']);
    expect(harness.text('.play')).toBe('Train');
  });

  test('autoplay plays, but never under reduced motion', async () => {
    const harness = await FigureHarness.make({ attributes: { autoplay: '' } });
    expect(harness.runCalls).toEqual(['restart', 'play']);
    const matchMedia = window.matchMedia.bind(window);
    vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
      Object.defineProperty(matchMedia(query), 'matches', { value: query.includes('reduced-motion') }),
    );
    expect((await FigureHarness.make({ attributes: { autoplay: '' } })).runCalls).toEqual(['restart']);
  });

  test('values that are not understood have their default, a note and one warning', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const harness = await FigureHarness.make({ attributes: { preset: 'squares', controls: 'all', steps: 'many' } });
    expect(harness.session.snapshot.config.data.set).toBe('circles');
    const notes = harness.all('.note').map(textOf);
    for (const [index, wrong] of ['squares', 'many', 'all'].entries()) expect(notes[index]).toContain(wrong);
    expect(notes).toHaveLength(3);
    harness.figure.requestUpdate();
    await harness.settle();
    expect(warn).toHaveBeenCalledTimes(3);
  });

  test('points and weights that are refused are told, and the rest is shown', async () => {
    const harness = await FigureHarness.make({
      prepare: (figure) => {
        figure.points = [{ x: 0, y: 0, label: 0 }];
        heard('spline-error')(figure);
      },
    });
    expect(harness.session.snapshot.config.data.set).toBe('circles');
    expect(harness.all('.note')).toHaveLength(1);
    expect((events[0] as CustomEvent<{ code: string }>).detail.code).toBe('refused');
  });

  test('own points take the place of those of the preset', async () => {
    const points = [
      { x: -1, y: 0, label: 0 },
      { x: 1, y: 0, label: 1 },
      { x: 1, y: 1, label: 2 },
    ];
    const harness = await FigureHarness.make({ prepare: (figure) => (figure.points = points) });
    const { data, training } = harness.session.snapshot.config;
    expect(data).toMatchObject({ set: 'custom', customPoints: points, classCount: 3 });
    expect(training.batchSize).toBe(3);
  });
});

describe('what is shown before there is a picture', () => {
  const still = '<p>A sentence.</p>';

  test('children stay until the first picture', async () => {
    const harness = await FigureHarness.make({ content: still });
    expect(harness.find('.fallback').hidden).toBe(false);
    expect(getComputedStyle(harness.find('.network')).visibility).toBe('hidden');
    await harness.show({});
    expect(harness.find('.fallback').hidden).toBe(true);
    expect(getComputedStyle(harness.find('.network')).visibility).toBe('visible');
  });

  test('and for good where no engine runs, with the reason', async () => {
    const harness = await FigureHarness.make({ content: still });
    await harness.show({ state: 'failed', failure: 'No adapter.' });
    expect(harness.find('.fallback').hidden).toBe(false);
    expect(harness.text('.note')).toBe('The figure cannot run here. No adapter.');
  });

  test('an image that loads lazily, and a link beside it, are for where no picture comes', async () => {
    const content =
      '<img alt="Cells" /><img loading="lazy" style="display: block" alt="Still" /><p>A sentence.</p><a href="#">A link</a>';
    const harness = await FigureHarness.make({ content });
    const shown = (): readonly boolean[] => [...harness.figure.children].map((child) => child.checkVisibility());
    expect(shown()).toEqual([true, false, true, false]);
    await harness.show({ state: 'failed', failure: 'No adapter.' });
    expect(shown()).toEqual([true, true, true, true]);
    await harness.show({ state: 'ready', failure: null });
    expect(shown()).toEqual([false, false, false, false]);
    harness.figure.destroy();
    await harness.settle();
    expect(shown()).toEqual([true, true, true, true]);
  });

  test('a poster is an image with a name', async () => {
    const poster = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";
    const harness = await FigureHarness.make({ attributes: { poster, alt: 'Cells' } });
    expect(harness.find<HTMLImageElement>('.fallback img').alt).toBe('Cells');
    await harness.show({});
    expect(harness.find('.fallback').hidden).toBe(true);
  });

  test('the height is that which figure.css keeps free', async () => {
    const variants: Record<string, string>[] = [{}, { compare: '' }, { controls: 'none' }];
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(figureCss.replaceAll('spline-figure', 'spline-unknown'));
    document.adoptedStyleSheets.push(sheet);
    const widths = [300, 400, 500, 700];
    const full: typeof variants = [{ controls: 'full' }, { compare: '', controls: 'full' }];
    const places = widths.flatMap((width) => [`width:${width}px`, `width:${width}px;letter-spacing:${wide}`]);
    for (const place of places)
      for (const attributes of [...variants, ...(place.includes('300') ? [] : full)]) {
        const box = document.createElement('div');
        box.style.cssText = `${place};font-size:18px`;
        const free = document.createElement('spline-unknown');
        for (const [name, value] of Object.entries(attributes)) free.setAttribute(name, value);
        document.body.replaceChildren(box);
        box.append(free);
        const harness = await FigureHarness.make({ attributes: { ...attributes, loading: 'eager' }, parent: box });
        const cells = { distinct: 12_708, overflow: false, gridWidth: 512, gridHeight: 512, largestShare: 0.01 };
        const models = harness.session.snapshot.models.map((model) => ({ ...model, evaluation, loss: 0.266, cells }));
        await harness.show({ step: 300, state: 'running', models });
        await eventually(() =>
          expect(harness.figure.offsetHeight, `${place} ${JSON.stringify(attributes)}`).toBe(free.offsetHeight),
        );
      }
    document.adoptedStyleSheets.pop();
  });
});

test.each([
  [288, 18, 'normal'],
  [288, 18, wide],
  [252, 18, 'normal'],
  [318, 36, 'normal'],
])(
  '%i px wide, with text of %i px, spaced %s, names stand whole beside their switches',
  async (width, size, spacing) => {
    const box = document.createElement('div');
    box.style.cssText = `inline-size:${width}px;font-size:${size}px;letter-spacing:${spacing}`;
    document.documentElement.style.fontSize = `${size}px`;
    onTestFinished(() => void document.documentElement.style.removeProperty('font-size'));
    document.body.replaceChildren(box);
    const attributes = { compare: 'layer', normalization: 'none', controls: 'full', loading: 'eager' };
    const harness = await FigureHarness.make({ attributes, parent: box });
    await harness.show({});
    for (const title of harness.all('.title')) {
      const { left, right } = title.getBoundingClientRect();
      for (const part of title.querySelectorAll('.name, .switch-words, .track')) {
        const { left: start, right: end } = part.getBoundingClientRect();
        expect(part.scrollWidth, part.className).toBe(part.clientWidth);
        expect(start).toBeGreaterThanOrEqual(left);
        expect(end).toBeLessThanOrEqual(right + 0.5);
      }
      if (width === 288) expect(title.offsetHeight, 'as it is kept free').toBe(Math.round(2.75 * size));
    }
    expect(harness.figure.scrollWidth).toBeLessThanOrEqual(width);
  },
);

test('fills its place in a grid and in a row, as in a text, within its own margins', async () => {
  const widths = async (style: string, margin: string): Promise<number[]> => {
    const box = document.createElement('div');
    box.style.cssText = `inline-size: 400px; ${style}`;
    document.body.replaceChildren(box);
    const prepare = (figure: SplineFigure): void => void (figure.style.margin = margin);
    const first = await FigureHarness.make({ parent: box, prepare });
    const second = await FigureHarness.make({ parent: box, prepare });
    return [first, second].map(({ figure }) => figure.getBoundingClientRect().width);
  };
  expect(await widths('display: grid; grid-template-columns: 1fr 1fr', '')).toEqual([200, 200]);
  expect(await widths('display: flex', '')).toEqual([200, 200]);
  expect(await widths('', '')).toEqual([400, 400]);
  expect(await widths('', '0 10px')).toEqual([380, 380]);
});

describe('a good guest', () => {
  test('makes nothing before it is near what is seen', async () => {
    const harness = await FigureHarness.make({ parent: farAway() });
    expect(harness.sessions).toHaveLength(0);
    harness.figure.scrollIntoView();
    await eventually(() => expect(harness.sessions).toHaveLength(1));
  });

  test('waits to be asked for where its reader saves data', async () => {
    const saveData = (dataSaverEnabled: boolean) => cdp().send('Emulation.setDataSaverOverride', { dataSaverEnabled });
    await saveData(true);
    onTestFinished(async () => void (await saveData(false)));
    const harness = await FigureHarness.make({ content: 'In words <img loading="lazy" alt="Still" />' });
    expect(harness.sessions).toEqual([]);
    expect(harness.figure.querySelector('img')!.checkVisibility()).toBe(true);
    expect(textOf(harness.find('.note'))).toContain('saves data');
    const show = harness.find('.note button');
    show.focus();
    show.click();
    await harness.figure.updateComplete;
    expect(show.ariaDisabled).toBe('true');
    expect(textOf(show)).toBe('Getting ready');
    expect(harness.figure.shadowRoot!.activeElement).toBe(show);
    await eventually(() => expect(harness.sessions).toHaveLength(1));
    await eventually(() => expect(harness.all('.note')).toHaveLength(0));
    expect(harness.figure.shadowRoot!.activeElement).toBe(harness.find('.play'));
    // Once begun, it does not wait again where it comes back to the page.
    harness.figure.remove();
    await eventually(() => expect(harness.figure.session).toBeNull());
    document.body.append(harness.figure);
    await eventually(() => expect(harness.sessions).toHaveLength(2));

    const asks: ((figure: SplineFigure) => unknown)[] = [
      (figure) => figure.load(),
      (figure) => figure.play(),
      (figure) => figure.toggle(),
      (figure) => figure.step(),
      (figure) => figure.goTo(0),
      (figure) => figure.restart(),
      (figure) => figure.reset(),
      (figure) => figure.switchNormalization(),
      (figure) => figure.setState(stateOf(presets.circles.config)),
      async (figure) => find(await elsewhere('spline-set', figure, { action: 'pause' }), 'button').click(),
      async (figure) => find(await elsewhere('spline-transport', figure), '.play').click(),
    ];
    const box = document.createElement('div');
    box.style.cssText = 'display:grid;grid-template-columns:repeat(12,30px)';
    document.body.replaceChildren(box);
    const waiting = await Promise.all(
      [...asks, null].map((_, index) =>
        FigureHarness.make({ parent: box, attributes: { id: `asked-${index}`, ...(index % 2 ? { group: 'g' } : {}) } }),
      ),
    );
    expect(waiting.flatMap(({ sessions }) => sessions)).toEqual([]);
    for (const [index, ask] of asks.entries()) await ask(waiting[index]!.figure);
    await eventually(() => expect(waiting.map(({ sessions }) => sessions.length)).toEqual([...asks.map(() => 1), 0]));
    const eager = await FigureHarness.make({ attributes: { loading: 'eager' } });
    await eventually(() => expect(eager.sessions).toHaveLength(1));
  });

  test('eager: makes its session, but trains only where it is seen', async () => {
    const harness = await FigureHarness.make({ attributes: { loading: 'eager', autoplay: '' }, parent: farAway() });
    expect(harness.runCalls).toEqual(['restart']);
    harness.figure.scrollIntoView();
    await eventually(() => expect(harness.runCalls).toEqual(['restart', 'play']));
  });

  test('pauses out of sight and goes on in sight', async () => {
    const box = document.createElement('div');
    document.body.replaceChildren(box);
    const harness = await FigureHarness.make({ attributes: { autoplay: '' }, parent: box });
    box.style.marginTop = '150vh';
    await eventually(() => expect(harness.runCalls).toEqual(['restart', 'play', 'pause']));
    box.style.marginTop = '0';
    await eventually(() => expect(harness.runCalls).toEqual(['restart', 'play', 'pause', 'play']));
  });

  test('nothing runs behind a closed fold or in a hidden page', async () => {
    const fold = document.createElement('details');
    document.body.replaceChildren(fold);
    const harness = await FigureHarness.make({ attributes: { autoplay: '' }, parent: fold });
    expect(harness.sessions).toHaveLength(0);
    fold.open = true;
    await eventually(() => expect(harness.runCalls).toEqual(['restart', 'play']));
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    await harness.settle();
    expect(harness.runCalls).toEqual(['restart', 'play', 'pause']);
    expect(harness.text('.where')).toContain('Paused while hidden');
  });

  test('rests once it has been out of sight for a while, or others have since, and wakes in sight', async () => {
    const restsOf = ({ session }: FigureHarness): number => session.callsOf('rest').length;
    const box = document.createElement('div');
    box.style.cssText = 'display:grid;grid-template-columns:repeat(3,80px)';
    document.body.replaceChildren(box);
    const patient = new AwakeFigures(1, 1e6);
    const first = await FigureHarness.make({ awake: patient, parent: box });
    const second = await FigureHarness.make({ awake: patient, parent: box });
    const third = await FigureHarness.make({ awake: new AwakeFigures(9, 0), parent: box });
    expect([first, second, third].map(restsOf)).toEqual([0, 0, 0]);
    box.style.display = 'none';
    await eventually(() => expect([restsOf(first) + restsOf(second), restsOf(third)]).toEqual([1, 1]));
    const wakes = third.session.callsOf('wake').length;
    box.style.display = 'grid';
    await eventually(() => expect(third.session.callsOf('wake').length).toBeGreaterThan(wakes));
    // What is loaded out of sight is let go again.
    box.style.display = 'none';
    await eventually(() => expect(restsOf(third)).toBe(2));
    third.figure.preset = 'moons';
    await eventually(() => expect(restsOf(third)).toBe(3));
  });

  test('three train at once; a fourth waits until one rests, or until its reader asks', async () => {
    const slots = new TrainingSlots();
    const box = document.createElement('div');
    box.style.cssText = 'display:grid;grid-template-columns:repeat(4,80px)';
    document.body.replaceChildren(box);
    const figures: FigureHarness[] = [];
    for (let index = 0; index < 4; index++)
      figures.push(await FigureHarness.make({ attributes: { autoplay: '', controls: 'minimal' }, slots, parent: box }));
    const states = () => figures.map(({ session }) => session.snapshot.state);
    expect(states()).toEqual(['running', 'running', 'running', 'ready']);
    expect(figures[3]!.text('.where')).toContain('Paused while others train');
    figures[3]!.find('.play').click();
    await figures[3]!.settle();
    expect(states()).toEqual(['ready', 'running', 'running', 'running']);
    figures[1]!.find('.play').click();
    await figures[1]!.settle();
    expect(states()).toEqual(['running', 'ready', 'running', 'running']);
  });

  test('one that has diverged takes nobody’s turn', async () => {
    const slots = new TrainingSlots(1);
    const box = document.createElement('div');
    document.body.replaceChildren(box);
    const first = await FigureHarness.make({ attributes: { autoplay: '' }, slots, parent: box });
    const second = await FigureHarness.make({ slots, parent: box });
    await second.show({ state: 'diverged' });
    second.figure.play();
    await second.settle();
    expect(first.session.snapshot.state).toBe('running');
  });

  test('a move within the page keeps the run; removal ends it', async () => {
    const harness = await FigureHarness.make({ attributes: { autoplay: '' } });
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(harness.figure);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(harness.sessions).toHaveLength(1);
    expect(harness.runCalls).not.toContain('dispose');
    harness.figure.remove();
    await eventually(() => expect(harness.runCalls).toContain('dispose'));
    expect(harness.session.listenerCount).toBe(0);
  });

  test('destroy takes everything down, and the fallback is back', async () => {
    const harness = await FigureHarness.make({ content: '<p>A sentence.</p>' });
    await harness.show({});
    harness.figure.destroy();
    await harness.settle();
    expect(harness.runCalls).toContain('dispose');
    expect(harness.sessions).toHaveLength(1);
    expect(harness.find('.fallback').hidden).toBe(false);
  });
});

describe('what a page hears', () => {
  test('ready with the first picture, state and progress; nothing that bubbles', async () => {
    const types = ['spline-ready', 'spline-statechange', 'spline-progress'] as const;
    const harness = await FigureHarness.make({ prepare: (figure) => types.forEach((type) => heard(type)(figure)) });
    expect(events).toEqual([]);
    await harness.show({ state: 'running', step: 7 });
    await expect(harness.figure.whenReady()).resolves.toBeUndefined();
    expect(events.map(({ type }) => type)).toEqual(types);
    expect(events.some(({ bubbles }) => bubbles)).toBe(false);
    expect((events[2] as CustomEvent).detail).toEqual({ step: 7, epoch: 0, losses: [NaN] });
  });

  test('progress at most ten times a second, and the last of it', async () => {
    const harness = await FigureHarness.make({ prepare: heard('spline-progress') });
    const now = vi.spyOn(performance, 'now');
    for (let step = 1; step <= 30; step++) {
      now.mockReturnValue(1e6 + 20 * step);
      harness.session.show({ state: 'running', step });
    }
    expect(events).toHaveLength(6);
    harness.session.show({ state: 'ready', step: 31 });
    expect(events).toHaveLength(7);
    expect((events.at(-1) as CustomEvent<{ step: number }>).detail.step).toBe(31);
  });

  test('who changed a setting; only what a reader did bubbles', async () => {
    const harness = await FigureHarness.make({ prepare: heard('spline-configchange') });
    await harness.show({});
    harness.find('[role=switch]').click();
    harness.figure.preset = 'moons';
    await harness.settle();
    harness.figure.switchNormalization();
    harness.figure.state = 'v=1&preset=spirals';
    await eventually(() => expect(harness.session.snapshot.config.data.set).toBe('spirals'));
    // What a link's edits change on the way to its moment.
    const { config } = harness.session.snapshot;
    await harness.show({ config: { ...config }, replay: { step: 3 } });
    await harness.show({ config: { ...config }, replay: null });
    await harness.show({ config: { ...config } });
    const details = events.map((event) => [(event as CustomEvent<{ source: string }>).detail.source, event.bubbles]);
    expect(details).toEqual([
      ['user', true],
      ['api', false],
      ['api', false],
      ['link', false],
      ['link', false],
      ['link', false],
      ['user', true],
    ]);
  });

  test('what cannot run is an error, and whenReady is rejected', async () => {
    const harness = await FigureHarness.make({ prepare: heard('spline-error') });
    await harness.show({ state: 'failed', failure: 'No adapter.' });
    expect((events[0] as CustomEvent).detail).toEqual({ code: 'engine', text: 'No adapter.' });
    await expect(harness.figure.whenReady()).rejects.toThrow('No adapter.');
  });

  test('nothing of what its parts tell each other', async () => {
    const harness = await FigureHarness.make();
    const listener = vi.fn();
    document.body.addEventListener('spline-announce', listener);
    harness
      .find('spline-view')
      .dispatchEvent(new CustomEvent('spline-announce', { detail: 'A cell.', bubbles: true, composed: true }));
    await harness.settle();
    document.body.removeEventListener('spline-announce', listener);
    expect(listener).not.toHaveBeenCalled();
    expect(harness.text('[role=status]')).toBe('A cell.');
  });
});

describe('changes after the start', () => {
  test('another experiment restarts in the same session and shows its point', async () => {
    const harness = await FigureHarness.make({ attributes: { steps: '35' } });
    await harness.show({ state: 'running', step: 1 });
    await harness.show({ state: 'ready', step: 35 });
    harness.session.show({ step: 0 });
    harness.figure.preset = 'moons';
    await harness.settle();
    expect(harness.sessions).toHaveLength(1);
    expect(harness.session.snapshot.config.data.set).toBe('moons');
    expect(harness.session.callsOf('step')).toEqual([[35], [35]]);
  });

  test('an attribute leaves alone what it does not say: the run, what was given, and where the reader has zoomed to', async () => {
    const harness = await FigureHarness.make({ attributes: { preset: 'moons', steps: '9' } });
    const { figure, session } = harness;
    const window = { x0: 0, x1: 1, y0: 0, y1: 1 };
    figure.picture.update({ window });
    figure.setAttribute('learning-rate', '0.3');
    await harness.settle();
    expect(figure.picture.state.window).toEqual(window);
    expect(session.callsOf('loadExperiment')).toHaveLength(0);
    const { config } = session.snapshot;
    await figure.setState(stateOf(presets.circles.config));
    figure.setAttribute('fill', 'region');
    await harness.settle();
    expect(figure.picture.state.layers.fill).toBe('region');
    expect(session.snapshot.config.data.set).toBe('circles');
    figure.setAttribute('learning-rate', '0.2');
    await harness.settle();
    expect(session.snapshot.config.data).toEqual(config.data);
  });

  test('what was refused is no longer said once something else is taken', async () => {
    const harness = await FigureHarness.make({ prepare: (figure) => (figure.points = [{ x: 0, y: 0, label: 0 }]) });
    expect(harness.all('.note')).toHaveLength(1);
    harness.figure.points = null;
    await harness.settle();
    expect(harness.all('.note')).toHaveLength(0);
  });

  test('twins in place of one network take a session of their own', async () => {
    const harness = await FigureHarness.make();
    harness.figure.compare = true;
    await harness.settle();
    expect(harness.sessions).toHaveLength(2);
    expect(harness.sessions[0]!.callsOf('dispose')).toHaveLength(1);
    expect(harness.all('spline-view')).toHaveLength(2);
  });

  test('one network has one column, whatever stands in compare; more are numbered', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const columns = (harness: FigureHarness): number =>
      getComputedStyle(harness.find('.networks')).gridTemplateColumns.split(' ').length;
    const box = document.createElement('div');
    box.style.width = '900px';
    document.body.replaceChildren(box);
    for (const compare of ['false', 'nothing'])
      expect(columns(await FigureHarness.make({ attributes: { compare }, parent: box }))).toBe(1);
    const three = await FigureHarness.make({ attributes: { compare: 'none layer', alt: 'Cells' }, parent: box });
    expect(columns(three)).toBe(2);
    expect(three.all<SplineView>('spline-view').map(({ label }) => label)).toEqual([
      'Cells, first network',
      'Cells, second network',
      'Cells, third network',
    ]);
  });

  test('the menu of fills has the one that is shown, a number too', async () => {
    const harness = await FigureHarness.make({ attributes: { controls: 'full', fill: 'slope' } });
    const menu = harness.find<HTMLSelectElement>('.layers select');
    expect(exactFills[menu.selectedIndex]).toBe('slope');
    for (const fill of ['region', 'area'] as const) {
      menu.selectedIndex = exactFills.indexOf(fill);
      menu.dispatchEvent(new Event('change'));
      await harness.settle();
      expect(fillOf(harness.figure.picture.state)).toBe(fill);
    }
  });

  test('gestures and tools of the picture follow', async () => {
    const harness = await FigureHarness.make({ attributes: { gestures: 'free', controls: 'none' } });
    const view = harness.find<SplineView>('spline-view');
    expect([view.gestures, view.tools]).toEqual(['free', 'none']);
    harness.figure.setAttribute('gestures', 'none');
    harness.figure.setAttribute('controls', 'full');
    await harness.settle();
    expect([view.gestures, view.tools]).toEqual(['none', 'all']);
  });

  test('without controls nothing moves that no button moves, unless its author says so', async () => {
    const harness = await FigureHarness.make({ attributes: { controls: 'none' } });
    const view = harness.find<SplineView>('spline-view');
    expect(view.gestures).toBe('read');
    for (const [gestures, taken] of [
      ['cooperative', 'cooperative'],
      [null, 'read'],
    ] as const) {
      harness.figure.gestures = gestures;
      await harness.settle();
      expect(view.gestures).toBe(taken);
    }
    harness.figure.controls = 'minimal';
    await harness.settle();
    expect(view.gestures).toBe('cooperative');
  });

  test('methods run it', async () => {
    const harness = await FigureHarness.make();
    harness.figure.play();
    harness.figure.pause();
    harness.figure.step(3);
    harness.figure.reset();
    expect(harness.runCalls).toEqual([
      'restart',
      'play',
      'pause',
      'step 3',
      'pause',
      expect.stringMatching(/^loadExperiment/),
    ]);
  });

  test.each<Record<string, string>>([{}, { group: 'paced' }])(
    'a pace that is set before there is a session is that of all its sessions: %o',
    async (attributes) => {
      const prepare = (figure: SplineFigure): void => void (figure.stepsPerSecond = 5);
      const harness = await FigureHarness.make({ attributes, prepare });
      await eventually(() => expect(harness.sessions).toHaveLength(1));
      expect(harness.session.stepsPerSecond).toBe(5);
      expect(harness.figure.stepsPerSecond).toBe(5);
      harness.figure.compare = true;
      await eventually(() => expect(harness.sessions).toHaveLength(2));
      expect(harness.session.stepsPerSecond).toBe(5);
      expect(() => (harness.figure.stepsPerSecond = 0)).toThrow(InvalidSettingError);
    },
  );

  test('what is set before the tag is defined is taken over', async () => {
    const inert = document.implementation.createHTMLDocument();
    const figure = Object.assign(inert.createElement('spline-figure'), {
      preset: 'moons',
      compare: true,
      steps: 35,
      stepsPerSecond: 5,
    });
    expect(figure.session).toBeUndefined();
    figure.createSession = (config) => new FakeSession(config);
    document.body.replaceChildren(figure);
    await eventually(() => expect(figure.session?.stepsPerSecond).toBe(5));
    expect(figure.session!.snapshot.config).toEqual(presets.moons.config);
    expect(figure.steps).toBe(35);
    const points = [-1, 1].map((x, label) => ({ x, y: 0, label }));
    const drawn = Object.assign(inert.createElement('spline-figure'), { points });
    document.body.replaceChildren(drawn);
    await eventually(() => expect(drawn.config.data.customPoints).toEqual(points));
  });

  test('words are replaced key by key', async () => {
    const harness = await FigureHarness.make({
      prepare: (figure) => (figure.strings = { figure: { play: 'Entraîner' } }),
    });
    expect(harness.text('.play')).toBe('Entraîner');
    expect(harness.text('.where')).toContain('step 0');
  });

  test('a state is where the figure rests, also when it is set before there is a session', async () => {
    const harness = await FigureHarness.make({ attributes: { autoplay: '' }, parent: farAway() });
    await harness.figure.setState(stateOf(presets.moons.config));
    harness.figure.scrollIntoView();
    await eventually(() => expect(harness.sessions).toHaveLength(1));
    await harness.settle();
    expect(harness.session.snapshot.config.data.set).toBe('moons');
    expect(harness.session.callsOf('play')).toHaveLength(0);

    const early = document.createElement('spline-figure');
    await early.setState(stateOf(presets.moons.config));
    const sessions: FakeSession[] = [];
    early.createSession = (config) => {
      sessions.push(new FakeSession(config));
      return sessions.at(-1)!;
    };
    early.setAttribute('preset', 'spirals');
    document.body.replaceChildren(early);
    await eventually(() => expect(sessions.at(-1)?.snapshot.config.data.set).toBe('moons'));
  });

  test('a state can be had after a divergence, and is refused once the figure has gone', async () => {
    const harness = await FigureHarness.make();
    await harness.show({ state: 'diverged', step: 9 });
    expect(JSON.parse(await harness.figure.getState())).toBeTruthy();
    await harness.show({ state: 'ready', step: 10 });
    const state = expect(harness.figure.getState()).rejects.toThrow('not on the page');
    harness.figure.destroy();
    await state;
  });

  test('a state is a moment: the run goes on from it as it did before', async () => {
    const figure = document.createElement('spline-figure');
    const attributes = { engine: 'cpu', steps: '9', preset: 'moons', widths: '6', samples: '60', optimizer: 'adam' };
    for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value);
    document.body.replaceChildren(figure);
    const at = (step: number): Promise<void> =>
      eventually(() => {
        expect(figure.session?.snapshot).toMatchObject({ state: 'ready', step });
        expect(figure.session?.models?.[0]?.step).toBe(step);
      });
    await at(9);
    const state = await figure.getState();
    figure.switchNormalization();
    figure.step(3);
    await at(12);
    const later = figure.session!.models;
    await figure.setState(state);
    await at(9);
    expect(figure.session!.snapshot.models[0]!.normalization).toBe('batch');
    expect(figure.session!.snapshot.epoch).toBe(Math.floor(9 / figure.session!.snapshot.stepsPerEpoch));
    figure.switchNormalization();
    figure.step(3);
    await at(12);
    expect(figure.session!.models).toEqual(later);
    figure.remove();
  });

  test('a state goes round', async () => {
    const harness = await FigureHarness.make({ attributes: { preset: 'moons' } });
    await harness.show({});
    const state = await harness.figure.getState();
    harness.figure.preset = 'circles';
    await harness.settle();
    await harness.figure.setState(state);
    await harness.settle();
    expect(harness.session.snapshot.config.data.set).toBe('moons');
    await expect(harness.figure.setState('{')).rejects.toThrow('not JSON');
  });
});

describe('the page around it', () => {
  test('light text is that of a dark page, also when the page changes its mind', async () => {
    document.body.style.color = '#222';
    const harness = await FigureHarness.make();
    expect(harness.find('.theme').className).toContain('light');
    document.body.style.color = 'oklch(0.95 0 0)';
    await eventually(() => expect(harness.find('.theme').className).toContain('dark'));
  });

  test('its font and its colour are the figure’s, unless the author says otherwise', async () => {
    document.body.style.cssText = 'font-family: monospace; color: rgb(1, 2, 3)';
    const harness = await FigureHarness.make();
    const style = getComputedStyle(harness.find('.name'));
    expect(style.fontFamily).toBe('monospace');
    expect(getComputedStyle(harness.find('.figure')).color).toBe('rgb(1, 2, 3)');
    harness.figure.style.setProperty('--spline-figure-ink', 'rgb(4, 5, 6)');
    harness.figure.style.setProperty('--spline-figure-font', 'cursive');
    expect(getComputedStyle(harness.find('.figure')).color).toBe('rgb(4, 5, 6)');
    expect(getComputedStyle(harness.find('.name')).fontFamily).toBe('cursive');
  });
});

describe('a link', () => {
  const opened = (harness: FigureHarness) => harness.session.callsOf('openMoment');

  test('opens its moment in its own networks and view, whatever else the attributes say', async () => {
    const state = 'https://example.org/#v=1&preset=moons&compare&steps=20&fill=region&edits=5+train+learning-rate+0.5';
    const harness = await FigureHarness.make({ attributes: { state, preset: 'spirals', autoplay: '' } });
    await eventually(() => expect(harness.sessions).toHaveLength(1));
    await harness.settle();
    const [[config, moment]] = opened(harness) as [[ExperimentConfig, { step: number }]];
    expect(config).toEqual(presets.moons.config);
    expect(moment.step).toBe(20);
    expect(harness.session.callsOf('play')).toHaveLength(0);
    expect(harness.figure.picture.state.layers.fill).toBe('region');
    harness.figure.setAttribute('learning-rate', '0.2');
    await harness.settle();
    expect(harness.session.callsOf('setTraining')).toHaveLength(0);
    harness.figure.removeAttribute('state');
    await eventually(() => expect(harness.session.snapshot.config.data.set).toBe('spirals'));
  });

  test('says in the details whether its networks came with it or are replayed', async () => {
    const { config } = presets.moons;
    const models = networkSpecs(config, makeDataSet(config.data)).map((spec) => ({ ...initialModel(spec), step: 40 }));
    const withWeights = { config, moment: { step: 40, cursor: { epoch: 0, batch: 0 }, models } };
    const { text } = await writeLink({ ...withWeights, view: defaultView, madeOn: null });
    const harness = await FigureHarness.make({ attributes: { state: text! } });
    await eventually(() => expect(opened(harness)).toHaveLength(1));
    await harness.show({});
    harness.find<HTMLDetailsElement>('details').open = true;
    const { weights, replayed } = shareStrings.opened;
    const line = (): string => harness.text('details > p');
    await eventually(() => expect(line()).toContain(weights('40')));
    expect(harness.all('.note')).toHaveLength(0);
    harness.figure.state = 'v=1&preset=spirals';
    await eventually(() => expect(harness.session.snapshot.config.data.set).toBe('spirals'));
    await harness.settle();
    expect(line(), 'at its start').not.toContain('link');
    harness.figure.state = 'v=1&steps=20';
    await eventually(() => expect(line()).toContain(replayed('20')));
    await harness.figure.setState(stateOf(config));
    await harness.settle();
    expect(line(), 'another moment').not.toContain('link');
  });

  test('that is hostile is text in a list, and the rest of it opens', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const state = 'v=1&preset=moons&learning-rate=<img+src=x+onerror=alert(1)>&__proto__=1&steps=1e99&%zz';
    const harness = await FigureHarness.make({ attributes: { state } });
    await eventually(() => expect(harness.sessions).toHaveLength(1));
    await harness.settle();
    expect(harness.session.snapshot.config.data.set).toBe('moons');
    const note = harness.all('.note').map(textOf).join();
    for (const part of ['<img', '__proto__', '1e99', '%zz']) expect(note).toContain(part);
    expect(harness.all('.note img')).toHaveLength(0);
  });

  test('that is none, or leads to long work, says so, and the figure stands at a start', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const harness = await FigureHarness.make({ attributes: { state: 'moons', preset: 'spirals' } });
    await eventually(() => expect(harness.sessions).toHaveLength(1));
    await harness.settle();
    expect(harness.text('.note')).toContain('no link');
    expect(harness.session.snapshot.config.data.set).toBe('spirals');
    harness.figure.state = 'v=1&preset=moons&steps=100000&epochs=1000000';
    await eventually(() => expect(harness.text('.note')).toContain('long work'));
    expect(opened(harness)).toHaveLength(0);
  });

  test('is replayed only where it is seen, and from the start again where that was interrupted', async () => {
    vi.spyOn(FakeSession.prototype, 'openMoment').mockImplementation(function (this: FakeSession, config, moment) {
      this.calls.push(['openMoment', config, moment]);
      this.show({ state: 'preparing' });
    });
    const attributes = { state: 'v=1&steps=20', loading: 'eager' };
    const harness = await FigureHarness.make({ attributes, parent: farAway() });
    await eventually(() => expect(harness.sessions).toHaveLength(1));
    await harness.settle();
    expect(opened(harness)).toHaveLength(0);
    harness.figure.scrollIntoView();
    await eventually(() => expect(opened(harness)).toHaveLength(1));
    await harness.show({ state: 'running', step: 9 });
    window.scrollTo(0, 0);
    await eventually(() => expect(harness.session.snapshot.state).toBe('ready'));
    harness.figure.scrollIntoView();
    await eventually(() => expect(opened(harness)).toHaveLength(2));
    await harness.show({ state: 'ready', step: 20 });
    expect(harness.text('.play')).toBe('Train');
  });

  test('can be copied and opened where there is a page for it; embed code always', async () => {
    const buttons = async (attributes: Record<string, string>): Promise<Element[]> => {
      const harness = await FigureHarness.make({ attributes });
      await harness.show({});
      harness.find<HTMLDetailsElement>('details').open = true;
      await eventually(() => expect(harness.all('spline-share')[0]?.shadowRoot?.querySelector('.button')).toBeTruthy());
      return [...share(harness).querySelectorAll('.button')];
    };
    const share = (harness: FigureHarness) => harness.find('spline-share').shadowRoot!;
    const all = await buttons({ app: '/lab/index.html#v=1' });
    expect(all.map(textOf)).toEqual(['Copy link', 'Copy link with weights', 'Open in the full app', 'Copy embed code']);
    expect((all[2] as HTMLAnchorElement).href).toBe(`${location.origin}/lab/index.html`);
    for (const app of ['', 'javascript:alert(1)', 'http://'])
      expect((await buttons({ app })).map(textOf)).toEqual(['Copy embed code']);
  });

  describe('as embed code', () => {
    /** What the code makes of an empty page, and what is said of it. */
    const copied = async (attributes: Record<string, string>): Promise<{ page: Document; note: string }> => {
      const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
      const harness = await FigureHarness.make({ attributes });
      await harness.show({ step: 12 });
      harness.find<HTMLDetailsElement>('details').open = true;
      const share = () => harness.find('spline-share').shadowRoot!;
      await eventually(() => expect(share().querySelector('.button')).not.toBeNull());
      share().querySelector<HTMLButtonElement>('.button:last-child')!.click();
      await eventually(() => expect(share().querySelector('.help')).not.toBeNull());
      const page = new DOMParser().parseFromString(write.mock.calls.at(-1)![0], 'text/html');
      return { page, note: textOf(share().querySelector('.help')) };
    };
    const addresses = (page: Document): (string | null)[] => [
      page.querySelector('link')!.getAttribute('href'),
      page.querySelector('script')!.getAttribute('src'),
    ];

    test('loads what a script tag has loaded, and has the author’s words and a link to the moment', async () => {
      onTestFinished(() => setEmbedSource(null));
      setEmbedSource({ script: 'https://cdn.example/splinescope.js', styles: 'https://cdn.example/figure.css' });
      const { page, note } = await copied({ preset: 'moons', alt: 'Two moons.', app: 'https://app.example/' });
      expect(addresses(page)).toEqual(['https://cdn.example/figure.css', 'https://cdn.example/splinescope.js']);
      const figure = page.querySelector('spline-figure')!;
      expect(figure.getAttribute('steps')).toBe('12');
      expect(textOf(figure)).toBe('Two moons. Open in the full app');
      expect(figure.querySelector('a')!.href).toMatch(/^https:\/\/app\.example\/#v=1&preset=moons&.*steps=12/);
      expect(note).toBe('The embed code was copied.');
    });

    test('has the documented addresses where none is known, says what to replace, and has its settings in words', async () => {
      const { page, note } = await copied({ preset: 'moons' });
      expect(addresses(page)).toEqual(['splinescope/figure.css', 'splinescope/splinescope.js']);
      expect(note).toContain('in place of both “splinescope/”');
      expect(textOf(page.querySelector('spline-figure'))).toMatch(/^Moons, .*\.$/);
      expect(page.querySelector('a')).toBeNull();
    });
  });
});

describe('on paper', () => {
  const colours = (canvas: HTMLCanvasElement): number => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  };

  /** Of all pixels, 0 to 1. */
  const lightness = (canvas: HTMLCanvasElement): number => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((sum, value, index) => (index % 4 === 3 ? sum : sum + value), 0) / (255 * 0.75 * data.length);
  };

  test.each(['batch', 'layer'])(
    'a still of each network, at twice its size and with its settings: %s',
    async (other) => {
      document.body.style.color = '#eee';
      const figure = document.createElement('spline-figure');
      for (const [name, value] of Object.entries({ engine: 'cpu', steps: '5', normalization: other, compare: 'none' }))
        figure.setAttribute(name, value);
      document.body.replaceChildren(figure);
      const all = <T extends Element>(selector: string) => [...figure.shadowRoot!.querySelectorAll<T>(selector)];
      await eventually(() => {
        expect(figure.session?.models?.map(({ step }) => step)).toEqual([5, 5]);
        expect(all('.cells').map(textOf)[0]).toContain('exact');
      });
      // A script that prints does so in the same task.
      await eventually(() => {
        window.dispatchEvent(new Event('beforeprint'));
        expect(all('.still')).toHaveLength(2);
      });
      const stills = all<HTMLCanvasElement>('.still canvas');
      const sizes = all<SplineView>('spline-view').map(({ clientWidth }) => 2 * clientWidth);
      expect(stills.map(({ width }) => width)).toEqual(sizes);
      for (const still of stills) {
        expect(colours(still)).toBeGreaterThan(20);
        expect(lightness(still)).toBeGreaterThan(0.5);
      }
      // Dark on the screen, but not on paper.
      expect(figure.picture.state.theme).toBe('dark');
      const themed = all<HTMLElement>('.theme')[0]!;
      expect(themed.className).toBe('theme light');
      expect(getComputedStyle(all('.figure')[0]!).color).not.toBe('rgb(238, 238, 238)');
      expect(all('.still').map(({ ariaLabel }) => ariaLabel)[1]).toMatch(/, second network$/);
      expect(textOf(all('.print-line')[0])).toMatch(/circles.*; step 5$/i);
      window.dispatchEvent(new Event('afterprint'));
      await figure.updateComplete;
      expect(all('.still')).toHaveLength(0);
      expect(themed.className).toBe('theme dark');
      expect(getComputedStyle(all('.figure')[0]!).color).toBe('rgb(238, 238, 238)');
      figure.remove();
    },
  );

  test('cells that were broken off, or are another network’s, are no still', () => {
    const session = new FakeSession({ ...presets.moons.config, normalizations: ['batch'] });
    const picture = new PictureStore();
    const still = (status: 'ready' | 'too-many-cells', normalization: Normalization): (() => unknown) => {
      const exact = {
        model: { ...session.models![0]!, normalization },
        data: session.snapshot.data,
        window: { x0: 0, x1: 1, y0: 0, y1: 1 },
        get partition() {
          throw new Error('drawn from its cells');
        },
      };
      const partitions = { of: () => ({ status, exact, isCurrent: true }), scale: null } as unknown as ExactPartitions;
      return () => paintStill({ session, partitions, picture, model: 0, theme: 'light', size: 40 });
    };
    expect(still('ready', 'batch')).toThrow('drawn from its cells');
    expect(still('too-many-cells', 'batch')()).toMatchObject({ canvas: { width: 80 }, step: 0 });
    expect(still('ready', 'none')()).toMatchObject({ canvas: { width: 80 } });
  });

  test('a figure that has shown nothing yet has its words', async () => {
    const harness = await FigureHarness.make({ attributes: { alt: 'Cells of a net' }, parent: farAway() });
    expect(harness.text('.unseen')).toBe('Cells of a net');
    expect(harness.text('.print-line')).not.toContain('step');
  });
});

describe('by keys and ears', () => {
  test('keys act within the figure, Escape leaves, ? lists', async () => {
    const harness = await FigureHarness.make();
    const frame = harness.find<SplineView>('spline-view').shadowRoot!.querySelector<HTMLElement>('.frame')!;
    frame.focus();
    await harness.press('b', frame);
    expect(harness.session.callsOf('switchNormalization')).toEqual([[0, 'none', 'align']]);
    await harness.press('.', frame);
    expect(harness.session.callsOf('step')).toEqual([[1]]);
    await harness.press('?', frame);
    expect(harness.find<HTMLDialogElement>('dialog').open).toBe(true);
    harness.find<HTMLDialogElement>('dialog').close();
    await harness.press('Escape', frame);
    expect(document.activeElement).toBe(document.body);
  });

  test('the picture has the author’s name', async () => {
    const harness = await FigureHarness.make({ attributes: { alt: 'Cells of a net' } });
    const view = harness.find<SplineView>('spline-view');
    await view.updateComplete;
    expect(view.shadowRoot!.querySelector('[role=img]')!.ariaLabel).toBe('Cells of a net');
  });

  test.each(['none', 'minimal', 'full'] as const)(
    'with controls=%s, details copy links and embed code, and keys are listed as far as they act',
    async (controls) => {
      const attributes = { controls, app: 'https://example.org/app.html' };
      const parent = document.createElement('div');
      parent.style.fontSize = '12px';
      document.body.replaceChildren(parent);
      const harness = await FigureHarness.make({ attributes, parent });
      await harness.show({});
      const summary = harness.find('summary');
      expect(summary.offsetHeight).toBeGreaterThanOrEqual(24);
      summary.click();
      await eventually(() => expect(harness.all('caption')).toHaveLength(3));
      const share = harness.find<SplineShare>('spline-share');
      await share.updateComplete;
      expect([...share.shadowRoot!.querySelectorAll('.button')].map(textOf)).toEqual(
        expect.arrayContaining(['Copy link', 'Copy embed code', 'Open in the full app']),
      );
      expect(harness.all('details .undo')).toHaveLength(controls === 'none' ? 0 : 1);
      const keys = [...harness.all('details .button'), ...harness.all('.bar .button')].find((button) =>
        [textOf(button), button.ariaLabel].includes('Keyboard keys'),
      )!;
      keys.click();
      const dialog = harness.find<HTMLDialogElement>('dialog');
      expect(dialog.open).toBe(true);
      const listed = harness.all('dialog kbd').map(textOf);
      expect(listed).toContain('Enter');
      expect(listed.includes('Space')).toBe(controls !== 'none');
      expect(listed.includes('Enter M Del')).toBe(controls === 'full');
      expect(textOf(dialog)).not.toContain('surface');
      dialog.close();
      await harness.press('?', summary);
      expect(dialog.open).toBe(true);
      dialog.close();
      await harness.press('b', summary);
      expect(harness.session.callsOf('switchNormalization')).toHaveLength(controls === 'none' ? 0 : 1);
    },
  );

  test.each([
    ['layer', true],
    ['batch', false],
  ])('details say what “right” is, and what the switch of a network with %s does', async (normalization, jumps) => {
    const harness = await FigureHarness.make({ attributes: { normalization } });
    await harness.show({});
    harness.find<HTMLDetailsElement>('details').open = true;
    await eventually(() => expect(harness.all('caption')).toHaveLength(3));
    expect(harness.text('.accuracy')).toContain('right');
    const said = harness.all('details p').map(textOf).join(' ');
    expect(said).toContain('Right is the share of training points that are classified correctly.');
    expect(said.includes('the function jumps')).toBe(jumps);
    const described = harness.find('[role=switch]').getAttribute('aria-describedby');
    expect(described ? harness.text(`#${described}`).includes('the function jumps') : false).toBe(jumps);
  });

  test('details open into tables of the run, its layers and its curves', async () => {
    const harness = await FigureHarness.make({ attributes: { compare: '' } });
    await harness.show({});
    harness.find<HTMLDetailsElement>('details').open = true;
    await eventually(() => expect(harness.all('caption')).toHaveLength(3));
    expect(harness.all('caption').map(textOf)).toEqual([
      'Where the run is',
      'Layers of each network',
      'Loss and accuracy, rows spread over the run: 0',
    ]);
    expect(harness.all('table')[1]!.querySelectorAll('tbody tr')).toHaveLength(4);
  });
});
