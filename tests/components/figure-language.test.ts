import { afterEach, describe, expect, test, vi } from 'vitest';
import '../../src/components/by-id/define.js';
import type { Strings } from '../../src/components/language.js';
import { figureStrings } from '../../src/components/spline-figure/figure-strings.js';
import { shareStrings } from '../../src/components/spline-share/share-strings.js';
import type { SplineChart } from '../../src/components/spline-chart/spline-chart.js';
import type { SplineControls } from '../../src/components/spline-controls/spline-controls.js';
import '../../src/components/prose/define.js';
import '../../src/components/spline-steps/define.js';
import type { SplineView } from '../../src/components/spline-view/spline-view.js';
import { divergenceStrings, type DivergenceCause } from '../../src/training/divergence-strings.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import type { ChangeMark, SwitchMark } from '../../src/training/session.js';
import { presets } from '../../src/training/presets.js';
import type { SessionEdit } from '../../src/training/undo/session-edit.js';
import { eventually } from '../support/eventually.js';
import { evaluation, FigureHarness } from '../support/figure-harness.js';
import { isUnmarked, PSEUDO_LOCALE, pseudoStrings, unmarkedWords, withoutMarked } from '../support/pseudo-language.js';
import { find, textOf } from '../support/settle.js';

/** A figure with everything open, in a language that marks what it says. */
async function pseudo(attributes: Readonly<Record<string, string>> = {}): Promise<FigureHarness> {
  const harness = await FigureHarness.make({
    attributes: { controls: 'full', compare: '', app: 'https://example.org/app/', lang: PSEUDO_LOCALE, ...attributes },
    prepare: (figure) => (figure.strings = pseudoStrings),
  });
  await harness.show({ state: 'ready', step: 1234 });
  return harness;
}

/** What has happened to a run, of every kind that has words of its own. */
const marks: readonly SwitchMark[] = [
  { model: 0, step: 7, to: 'batch', how: 'align' },
  { model: 1, step: 8, to: 'none', how: 'fold' },
];
const changes: readonly ChangeMark[] = [
  { kind: 'data', step: 9, until: 11 },
  { kind: 'training', step: 9, until: 9, settings: { learningRate: 0.5 } },
  { kind: 'training', step: 12, until: 12, settings: { learningRate: 0.25, momentum: 0.5 } },
];

const unmarked = ({ figure }: FigureHarness): string[] => unmarkedWords(figure.shadowRoot!);

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe('every word of a figure comes from the tables', () => {
  test('at rest, with its details, chart and table open', async () => {
    const drawing = vi.spyOn(CanvasRenderingContext2D.prototype, 'fillText');
    const drawn = (): string[] => drawing.mock.calls.map(([text]) => text);
    const harness = await pseudo();
    await eventually(() => expect(harness.find('spline-chart').shadowRoot).not.toBeNull());
    harness.find<HTMLDetailsElement>('details').open = true;
    await eventually(() => expect(harness.find('spline-share').shadowRoot).not.toBeNull());
    const chart = harness.find<SplineChart>('spline-chart');
    find<HTMLDetailsElement>(chart, 'details').open = true;
    harness.session.show({ marks, changes });
    await eventually(() => expect(find(chart, 'table')).toBeTruthy());
    await harness.settle();
    expect(unmarked(harness)).toEqual([]);
    expect(textOf(find(chart, 'table'))).toContain('⟦Step⟧');
    await eventually(() => expect(drawn().join(' ')).toMatch(/⟦loss⟧.*⟦BN⟧⟦ on⟧/s));
    expect(drawn().filter(isUnmarked)).toEqual([]);
  });

  test('while a point is read, in the readout and in what is said', async () => {
    const harness = await pseudo();
    const view = harness.find<SplineView>('spline-view');
    const spoken: string[] = [];
    view.addEventListener('spline-announce', ({ detail }) => spoken.push(detail));
    const frame = find(view, '.frame');
    const press = (key: string): boolean => frame.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    frame.focus();
    press('Enter');
    await eventually(() => expect(textOf(find(view, '.readout'))).toContain('⟦slope norm⟧'));
    expect(find<HTMLElement>(view, '.formula').dir, 'formulas go to the right in every language').toBe('ltr');
    press('Enter');
    expect(spoken.join(' ')).toContain('⟦Nearest wall');
    expect(spoken.filter(isUnmarked)).toEqual([]);
    await harness.settle();
    expect(unmarked(harness)).toEqual([]);
  });

  test('while data are moved and points are edited', async () => {
    const harness = await pseudo();
    const view = harness.find<SplineView>('spline-view');
    const { picture } = view;
    picture.update({ movingData: true, numberFill: 'slope' });
    await harness.settle();
    expect(unmarked(harness)).toEqual([]);
    picture.update({ movingData: false });
    const edit = [...view.shadowRoot!.querySelectorAll('button')].find((button) => /Edit points/.test(textOf(button)));
    edit?.click();
    await harness.settle();
    expect(find(view, '.edit')).toBeTruthy();
    expect(unmarked(harness)).toEqual([]);
  });

  test.each([
    ['training', { state: 'running' }],
    ['finished', { state: 'finished' }],
    ['in the past', { time: { isPast: true, isPassing: false, firstStep: 0, lastStep: 2000 }, step: 700 }],
    ['before its session', { state: 'preparing' }],
    ['on a branch', { original: { branchStep: 120, step: 700, models: [], marks: [], changes: [] }, step: 700 }],
    ['training, after changes', { state: 'running', marks, changes }],
    ['on another engine', { notice: { kind: 'replaced', reason: 'The GPU was lost.', step: 1234 } }],
    ['after a refusal', { notice: { kind: 'refused', reason: 'Too large.', step: 0 } }],
    ['waiting for its engine', { notice: { kind: 'unresponsive', reason: '', step: 0 } }],
    ['failed', { state: 'failed', failure: 'No engine.' }],
  ] as const)('%s', async (_, change) => {
    const harness = await pseudo();
    await harness.show(change);
    expect(unmarked(harness)).toEqual([]);
  });

  test('on a branch that has gone on', async () => {
    const harness = await pseudo();
    const models = [0.25, 0.5].map((loss, model) => {
      const { curves, ...rest } = harness.session.snapshot.models[model]!;
      return { ...rest, evaluation, curves: { ...curves, lossSteps: [150], losses: [loss] } };
    });
    const time = { firstStep: 0, lastStep: 151, isPast: false, isPassing: false };
    const original = { branchStep: 5, step: 151, models: [models[0]!, models[0]!], marks: [], changes: [] };
    await harness.show({ original, step: 151, time, models, marks, changes });
    expect(textOf(find(harness.find('spline-scrubber'), '.time-note'))).toMatch(
      /⟦Branch from .*⟦Loss at step .* the same⟧.* higher⟧/,
    );
    expect(unmarked(harness)).toEqual([]);
  });

  test.each(Object.keys(divergenceStrings.causes) as DivergenceCause['kind'][])('diverged: %s', async (kind) => {
    const harness = await pseudo();
    for (const quantity of ['loss', 'gradient', 'parameter'] as const) {
      const cause = { kind, learningRate: 0.5, beside: 1234 };
      const divergence = { model: 1, step: 7, quantity, cause, message: 'Not shown.' };
      await harness.show({ state: 'diverged', divergence });
      expect(harness.text('.divergence')).toContain('۰٫۵');
      expect(unmarked(harness)).toEqual([]);
    }
  });

  test('with LayerNorm, whose cells are not exact', async () => {
    expect(unmarked(await pseudo({ normalization: 'layer' }))).toEqual([]);
  });

  test('after an undoing, and of what can be undone', async () => {
    const harness = await pseudo();
    harness.find<HTMLDetailsElement>('details').open = true;
    await eventually(() => expect(harness.find('.undoing')).toBeTruthy());
    const { config } = harness.session.snapshot;
    const edits: SessionEdit[] = [
      { kind: 'open', before: config, after: presets.moons.config },
      { kind: 'experiment', before: config, after: { ...config, data: { ...config.data, set: 'moons' } } },
      { kind: 'switch', model: 0, from: 'batch', to: 'none' },
    ];
    for (const [id, edit] of edits.entries()) {
      await harness.show({ undo: { done: [{ id, edit }], undone: [], isRestoring: false } });
      harness.figure.undo();
      await eventually(() => expect(harness.text('[role=status]')).toContain('Undone'));
      expect(unmarked(harness)).toEqual([]);
    }
  });

  test.each([null, 'slope'] as const)('in a picture as a file, with a fill by the number %s', async (numberFill) => {
    const harness = await pseudo();
    harness.find<SplineView>('spline-view').picture.update({ numberFill });
    const svg = new DOMParser().parseFromString(await harness.figure.exportSvg(), 'image/svg+xml').documentElement;
    expect(svg.getAttribute('lang')).toBe(PSEUDO_LOCALE);
    const texts = [...svg.querySelectorAll('title, desc, :not(a) > text')].map(textOf);
    expect(texts.join(' ')).toMatch(/⟦Splinescope: .*⟦Fill: .*⟦Exact cells in the picture: [۰-۹]/);
    expect(texts.filter(isUnmarked)).toEqual([]);
  });

  test('with an attribute that is not understood', async () => {
    const harness = await pseudo({ theme: 'pink' });
    // Names and values of attributes are the same in every language.
    expect(unmarked(harness).map(withoutMarked)).toEqual(['⟧theme⟧pink⟧auto،\u200f light،\u200f dark⟧auto⟧']);
  });
});

describe('every word of what stands in a text about a figure comes from its tables', () => {
  /** @param html before the figure, which has the id “run”. */
  async function inText(html: string): Promise<FigureHarness> {
    document.body.innerHTML = `${html}<div id="place"></div>`;
    const harness = await FigureHarness.make({
      attributes: { id: 'run', loading: 'eager', normalization: 'none', lang: PSEUDO_LOCALE },
      parent: document.querySelector<HTMLElement>('#place')!,
      prepare: (figure) => (figure.strings = pseudoStrings),
    });
    await harness.show({});
    return harness;
  }

  const unmarkedIn = (selector: string): string[] => unmarkedWords(document.querySelector(selector)!.shadowRoot!);

  test('in a transport', async () => {
    const harness = await inText('<spline-transport for="run"></spline-transport>');
    await harness.show({ time: { isPast: true, isPassing: false, firstStep: 0, lastStep: 2000 } });
    await eventually(() =>
      expect(document.querySelector('spline-transport')!.shadowRoot!.textContent).toContain('⟦Train⟧'),
    );
    expect(unmarkedIn('spline-transport')).toEqual([]);
  });

  test('in its panels, and in why what is typed there is refused', async () => {
    const { session } = await inText('<spline-controls for="run"></spline-controls>');
    const around = document.querySelector('spline-controls')!;
    await eventually(() => expect(around.shadowRoot!.querySelector('spline-controls')).not.toBeNull());
    const panels = find<SplineControls>(around, 'spline-controls');
    const { config } = session.snapshot;
    const others = [
      { ...config, normalizations: ['none', 'group'] as const },
      { ...config, data: defaultDataConfig('blobs'), training: { ...config.training, optimizer: 'adam' as const } },
      {
        ...config,
        data: defaultDataConfig('custom'),
        network: { ...config.network, activation: 'leaky-relu' as const },
      },
    ];
    for (const other of others) {
      session.show({ config: other });
      await panels.updateComplete;
      expect(unmarkedIn('spline-controls')).toEqual([]);
    }
    const enter = async (selector: string, value: string): Promise<HTMLElement> => {
      const field = find<HTMLInputElement>(panels, selector);
      field.value = value;
      field.dispatchEvent(new Event('change'));
      await panels.updateComplete;
      return find(panels, `${selector}-refusal`);
    };
    // What is typed, and what settings are called in attributes, is the same in every language.
    const bare = (element: HTMLElement): string => withoutMarked(textOf(element)).replace(/[⟦⟧]/g, '');
    expect(bare(await enter('#customPoints', 'x'))).toBe('"x"');
    expect(bare(await enter('#dx', '2000'))).toBe('placement.dx');
    expect(textOf(find(panels, '#dx-refusal'))).toContain('۲۰۰۰');
    expect((await enter('#batchSize', '500')).lang).toBe('en');
  });

  test('in a button that sets it', async () => {
    const harness = await inText('<spline-set for="run" learning-rate="0.5"></spline-set>');
    const set = document.querySelector('spline-set')!;
    find(set, 'button').click();
    await eventually(() => expect(set.shadowRoot!.textContent).toContain('⟦The figure has changed.⟧'));
    expect(set.shadowRoot!.querySelectorAll('button')).toHaveLength(2);
    expect(unmarkedIn('spline-set')).toEqual([]);
    harness.figure.strings = null;
    await eventually(() => expect(textOf(find(set, '[role=status]'))).toBe('The figure has changed.'));
    expect(find(set, '.back').lang).toBe('en');
  });

  test('in a text of steps', async () => {
    const { session } = await inText(
      '<spline-steps for="run"><spline-step learning-rate="0.5">⟦1⟧</spline-step></spline-steps>',
    );
    const steps = document.querySelector('spline-steps')!;
    await eventually(() => expect(textOf(find(steps.querySelector('spline-step')!, 'button'))).toBe('⟦Show this⟧'));
    find(steps.querySelector('spline-step')!, 'button').click();
    await eventually(() => expect(session.snapshot.config.training.learningRate).toBe(0.5));
    session.setTraining({ learningRate: 0.0625 });
    await eventually(() => expect(steps.shadowRoot!.textContent).toContain('⟦Follow the text again⟧'));
    expect([...unmarkedIn('spline-steps'), ...unmarkedIn('spline-step')]).toEqual([]);
  });

  test('in a question whose answer it is', async () => {
    document.body.innerHTML = `<spline-predict><p slot="question">⟦?⟧</p><ul><li>⟦yes⟧</li></ul>
      <div slot="reveal" id="place"></div></spline-predict>`;
    const predict = document.querySelector('spline-predict')!;
    await FigureHarness.make({
      attributes: { lang: PSEUDO_LOCALE },
      parent: document.querySelector<HTMLElement>('#place')!,
      prepare: (figure) => (figure.strings = pseudoStrings),
    });
    await eventually(() => expect(textOf(find(predict, '.skip'))).toBe('⟦Skip the question⟧'));
    expect(unmarkedIn('spline-predict')).toEqual([]);
    find(predict, '.skip').click();
    await eventually(() => expect(textOf(find(predict, '.guess'))).toBe('⟦Here is the answer.⟧'));
  });
});

describe('words, numbers and direction of a figure that is there, and of its parts elsewhere, follow', () => {
  test.each(['document', 'shadow root'] as const)('the page around it, in a %s', async (place) => {
    document.body.innerHTML = '<div id="page"><div></div></div>';
    const page = document.querySelector<HTMLElement>('#page')!;
    const host = page.querySelector('div')!;
    const root = place === 'document' ? host : host.attachShadow({ mode: 'open' });
    root.innerHTML = '<spline-transport for="run"></spline-transport><div></div>';
    const transport = root.querySelector('spline-transport')!;
    const harness = await FigureHarness.make({
      attributes: { id: 'run', loading: 'eager' },
      parent: root.querySelector('div')!,
      prepare: (figure) => (figure.strings = { figure: { play: 'Los' } }),
    });
    await harness.show({ step: 1234, endStep: 5678 });
    page.lang = 'de';
    page.dir = 'rtl';
    for (const element of [harness.figure, transport]) {
      await eventually(() => expect(textOf(find(element, '.steps'))).toContain('1.234'));
      const said = find(element, '.steps').closest<HTMLElement>('[lang]')!;
      expect([said.lang, said.dir]).toEqual(['de', 'rtl']);
    }
  });

  test('its strings', async () => {
    document.body.innerHTML = '<spline-transport for="run"></spline-transport><div></div>';
    const transport = document.querySelector('spline-transport')!;
    const harness = await FigureHarness.make({
      attributes: { id: 'run', loading: 'eager' },
      parent: document.querySelector('div')!,
    });
    vi.spyOn(console, 'warn').mockReturnValue();
    harness.figure.state = 'no link';
    await harness.show({ step: 1234 });
    await eventually(() => expect(harness.text('.note')).toBe(shareStrings.opened.noLink));
    for (const play of ['Los', 'Weiter']) {
      harness.figure.strings = { figure: { play }, share: { opened: { noLink: `Kein Link. ${play}` } } };
      await eventually(() => expect(harness.text('.note'), 'said of a link before').toBe(`Kein Link. ${play}`));
      for (const element of [harness.figure, transport]) {
        await eventually(() => expect(textOf(find(element, '.play'))).toBe(play));
      }
    }
  });
});

describe('two figures on one page', () => {
  const german: Strings = {
    figure: { play: 'Trainieren', step: 'Schritt', ofSteps: (total) => `von ${total}` },
    networkKind: { with: (normalizer) => `mit ${normalizer}`, without: (normalizer) => `ohne ${normalizer}` },
  };

  test('have each its own words, and numbers in the language of their places', async () => {
    const parent = document.createElement('div');
    parent.lang = 'de-AT';
    const box = document.createElement('div');
    document.body.replaceChildren(parent, box);
    const one = await FigureHarness.make({ parent, prepare: (figure) => (figure.strings = german) });
    const other = await FigureHarness.make({ parent: box });
    await one.show({ step: 1234, endStep: 5678 });
    await other.show({ step: 1234, endStep: 5678 });
    expect(one.text('.play')).toBe('Trainieren');
    // Austrian thousands are apart by a space that does not break; \s of the harness has made it one that does.
    expect(one.text('.steps')).toBe('Schritt 1 234 von 5 678');
    expect(one.text('.numbers')).toContain('50,0 %');
    expect(one.text('.name')).toBe('mit BN');
    expect(other.text('.play')).toBe('Train');
    expect(other.text('.steps')).toBe('step 1,234 of 5,678');
    expect(other.text('.numbers')).toContain('50.0%');
    expect(other.text('.name')).toBe('with BN');
  });

  test('are read by the right voice: what has no other words is English', async () => {
    const parent = document.createElement('div');
    parent.lang = 'de';
    document.body.replaceChildren(parent);
    const one = await FigureHarness.make({ parent, prepare: (figure) => (figure.strings = german) });
    const other = await FigureHarness.make({ parent });
    expect(one.find('.words').lang).toBe('de');
    expect(other.find('.words').lang).toBe('en');
    one.figure.lang = 'fr';
    await one.settle();
    expect(one.find('.words').lang).toBe('fr');
    one.figure.lang = 'not a language';
    await one.settle();
    expect(one.find('.words').lang).toBe('not a language');
  });

  test('what the author names the picture is in the language of the page, its words are English', async () => {
    const parent = document.createElement('div');
    parent.lang = 'de';
    document.body.replaceChildren(parent);
    const attributes = { alt: 'Zwei Ringe' };
    const harness = await FigureHarness.make({ parent, attributes });
    const langOfNamed = (root: ParentNode): string | undefined =>
      root.querySelector('[aria-label="Zwei Ringe"]')?.closest<HTMLElement>('[lang]')?.lang;
    expect(langOfNamed(harness.figure.shadowRoot!)).toBe('de');
    expect(langOfNamed(harness.find('spline-view').shadowRoot!)).toBe('de');
    expect(harness.find('.play').closest<HTMLElement>('[lang]')?.lang).toBe('en');
    harness.figure.alt = '';
    await harness.settle();
    expect(harness.find('figure').lang).toBe('en');
    expect(harness.find<SplineView>('spline-view').labelLang).toBeNull();
  });

  test.each([
    ['a language without numbers of its own', 'la', 'la'],
    ['none that the page tells', '', null],
  ])('words in %s are not called English', async (_, lang, expected) => {
    const parent = document.createElement('div');
    parent.lang = lang;
    document.body.replaceChildren(parent);
    const harness = await FigureHarness.make({
      parent,
      prepare: (figure) => (figure.strings = { figure: { play: 'Exerce' } }),
    });
    await harness.show({ step: 1234 });
    expect(harness.text('.play')).toBe('Exerce');
    expect(harness.find('.words').getAttribute('lang')).toBe(expected);
    expect(harness.find('figure').getAttribute('lang')).toBe(expected);
    expect(harness.text('.steps'), 'numbers').toContain('1,234');
  });

  test('go to the right where their words are English, and else as the page does; what their author wrote always does', async () => {
    const parent = document.createElement('div');
    parent.lang = 'ar';
    parent.dir = 'rtl';
    document.body.replaceChildren(parent);
    const content = '<p slot="caption">تعليق</p>';
    const make = (strings: Strings | null): Promise<FigureHarness> =>
      FigureHarness.make({
        parent,
        content,
        attributes: { controls: 'full' },
        prepare: (figure) => (figure.strings = strings),
      });
    const arabic = await make({ figure: { play: 'درّب' } });
    const other = await make(null);
    const directionOf = (element: Element): string => getComputedStyle(element).direction;
    expect([arabic, other].map((one) => directionOf(one.find('.bar')))).toEqual(['rtl', 'ltr']);
    expect([arabic, other].map((one) => directionOf(one.figure.querySelector('p')!))).toEqual(['rtl', 'rtl']);
    const selects = [arabic, other].map((one) => getComputedStyle(one.find('.speed')));
    expect(selects.map((style) => parseFloat(style.paddingLeft) > parseFloat(style.paddingRight))).toEqual([
      true,
      false,
    ]);
    expect(selects.map((style) => style.backgroundPositionX.startsWith('10px'))).toEqual([true, false]);
    for (const one of [arabic, other]) {
      const scrubber = find(one.find('spline-scrubber'), 'input');
      expect(directionOf(scrubber), 'time goes to the right, as in the chart').toBe('ltr');
    }
  });

  test('words of a wrong kind are English, and so are those that fail; both, and keys of nothing, are said once', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const fail = (): never => {
      throw new Error('not today');
    };
    const strings = {
      figure: { play: 7, speedOption: () => undefined, ofSteps: fail, plai: 'Los' },
      chart: null,
      figrue: { play: 'Los' },
      reading: { clsoe: 'Zu' },
    } as unknown as Strings;
    const harness = await FigureHarness.make({
      attributes: { controls: 'full' },
      prepare: (figure) => (figure.strings = strings),
    });
    await harness.show({ endStep: 5678 });
    expect(harness.text('.play')).toBe('Train');
    expect(harness.text('.speed')).toContain('25/s');
    expect(harness.text('.steps')).toContain('of 5,678');
    const view = harness.find<SplineView>('spline-view');
    find(view, '.frame').focus();
    find(view, '.frame').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    const { unknownString, unfitString } = figureStrings;
    const said = [
      ...['figure.plai', 'figrue', 'reading.clsoe'].map(unknownString),
      ...['figure.play', 'figure.speedOption', 'figure.ofSteps', 'chart'].map(unfitString),
    ].sort();
    const notes = (): string[] => [...harness.figure.shadowRoot!.querySelectorAll('.note')].map(textOf).sort();
    await eventually(() => expect(notes()).toEqual(said));
    await harness.show({});
    expect(warn.mock.calls.map(([text]) => String(text)).sort()).toEqual(said.map((one) => `<spline-figure> ${one}`));
  });
});
