/** Elements that tie a text to its figures: numbers in sentences, buttons that set a figure, questions before answers. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import '../../src/components/demonstrations/define.js';
import '../../src/components/prose/define.js';
import { formatMeasure } from '../../src/components/format.js';
import { proseStrings as words } from '../../src/components/prose/prose-strings.js';
import type { SplineOneUnit } from '../../src/components/demonstrations/one-unit/one-unit.js';
import { FigureHarness } from '../support/figure-harness.js';
import { find, textOf } from '../support/settle.js';
import { eventually } from '../support/eventually.js';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

/** A text about the figure of one unit. */
function page(html: string): { unit: SplineOneUnit; first: <T extends HTMLElement>(selector: string) => T } {
  document.body.innerHTML = `<spline-one-unit id="unit"></spline-one-unit>${html}`;
  return {
    unit: document.querySelector('spline-one-unit')!,
    first: <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)!,
  };
}

const shown = (element: Element): string => textOf(element.shadowRoot!.querySelector('span, slot') ?? element);
const numberIn = (value: Element): string => value.shadowRoot!.textContent.trim();

describe('<spline-value>', () => {
  test('says the number of the figure, and follows it', async () => {
    const { unit, first } = page('<p><spline-value for="unit" name="cost">much</spline-value></p>');
    const value = first('spline-value');
    await eventually(() => expect(numberIn(value)).toBe(formatMeasure(unit.numbers.cost!)));
    const before = numberIn(value);
    unit.offset = 3;
    await eventually(() => expect(numberIn(value)).toBe(formatMeasure(unit.numbers.cost!)));
    expect(numberIn(value)).not.toBe(before);
    expect(value.shadowRoot!.querySelector('[aria-live], [role=status]')).toBeNull();
  });

  test('says at most four numbers a second', async () => {
    const { unit, first } = page('<spline-value for="unit" name="cost">much</spline-value>');
    const value = first('spline-value');
    await eventually(() => expect(numberIn(value)).not.toBe(''));
    let changes = 0;
    const observer = new MutationObserver(() => changes++);
    observer.observe(value.shadowRoot!, { characterData: true, childList: true, subtree: true });
    const start = performance.now();
    for (let i = 0; performance.now() - start < 1000; i++) {
      unit.offset = (i % 50) / 10;
      await unit.updateComplete;
      await new Promise(requestAnimationFrame);
    }
    const elapsedMs = performance.now() - start;
    observer.disconnect();
    expect(changes).toBeGreaterThan(0);
    expect(changes).toBeLessThanOrEqual(1 + Math.ceil(elapsedMs / 250));
  });

  test('divides by another number, in another format', async () => {
    const { unit, first } = page(
      '<spline-value for="unit" name="cost" per="least" format="percent">much</spline-value>',
    );
    await eventually(() => expect(numberIn(first('spline-value'))).toMatch(/%$/));
    expect(parseFloat(numberIn(first('spline-value')).replace(',', ''))).toBeCloseTo(
      (100 * unit.numbers.cost!) / unit.numbers.least!,
      0,
    );
  });

  test('what there is no such number of keeps its words, and says why once', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { first } = page(
      '<spline-value for="unit" name="price">much</spline-value><b><spline-value for="nobody" name="cost">more</spline-value></b>',
    );
    await eventually(() => expect(warn).toHaveBeenCalledTimes(2));
    expect(warn.mock.calls.flat().join(' ')).toMatch(/nobody.*price.*cost, least/s);
    expect(first('spline-value').shadowRoot!.querySelector('slot')).not.toBeNull();
    expect(shown(first('b spline-value'))).toBe('');
  });
});

describe('<spline-set>', () => {
  const press = (element: Element, part = 'button'): void =>
    element.shadowRoot!.querySelector<HTMLButtonElement>(`[part=${part}]`)!.click();

  test('writes its attributes on the figure, and takes them back to what the reader had', async () => {
    const { unit, first } = page(
      '<spline-set id="a" for="unit" offset="2" cloud-x="-1"><a href="#unit">Move</a></spline-set>',
    );
    const set = first('spline-set');
    await unit.updateComplete;
    unit.offset = 0.25;
    expect(textOf(set.shadowRoot!.querySelector('button'))).toBe('Move');
    press(set);
    await eventually(() => expect([unit.offset, unit.cloudX]).toEqual([2, -1]));
    await eventually(() => expect(textOf(set.shadowRoot!.querySelector('[role=status]'))).toBe(words.changed));
    press(set, 'back');
    await eventually(() => expect([unit.offset, unit.cloudX]).toEqual([0.25, 1.2]));
    expect(set.shadowRoot!.querySelector('[part=back]')).toBeNull();
    expect(set.shadowRoot!.activeElement).toBe(set.shadowRoot!.querySelector('button'));
    // The same once more, although the attribute has not changed.
    press(set);
    await eventually(() => expect(unit.offset).toBe(2));
  });

  test('only the last change of a figure can be taken back', async () => {
    const { unit, first } = page(
      '<spline-set id="a" for="unit" offset="2">a</spline-set><spline-set id="b" for="unit" offset="3">b</spline-set>',
    );
    await unit.updateComplete;
    press(first('#a'));
    await eventually(() => expect(first('#a').shadowRoot!.querySelector('[part=back]')).not.toBeNull());
    press(first('#b'));
    await eventually(() => expect(first('#b').shadowRoot!.querySelector('[part=back]')).not.toBeNull());
    expect(first('#a').shadowRoot!.querySelector('[part=back]')).toBeNull();
    press(first('#b'), 'back');
    await eventually(() => expect(unit.offset).toBe(2));
  });

  test('sets what the figure knows alone: what frameworks and pages write is left alone, other names are told once', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { unit, first } = page(
      `<spline-set for="unit" offset="2" ofset="1" data-v-1="" style="color: red" role="none" tabindex="-1"
        aria-label="Move the line">Move</spline-set>`,
    );
    const set = first('spline-set');
    await unit.updateComplete;
    const before = unit.getAttributeNames();
    for (const offset of [2, 2]) {
      press(set);
      await eventually(() => expect(unit.offset).toBe(offset));
    }
    expect(unit.getAttributeNames()).toEqual([...before, 'offset']);
    expect(warn.mock.calls.flat()).toEqual([expect.stringContaining('"ofset"')]);
    expect(set.shadowRoot!.querySelector('button')!.ariaLabel).toBe('Move the line');
  });

  test('its words are those that its children have now', async () => {
    const { first } = page('<spline-set for="unit" offset="2"></spline-set>');
    const set = first('spline-set');
    const text = new Text('Move');
    set.append(text);
    await eventually(() => expect(textOf(set.shadowRoot!.querySelector('button'))).toBe('Move'));
    text.data = 'Turn';
    await eventually(() => expect(textOf(set.shadowRoot!.querySelector('button'))).toBe('Turn'));
  });

  test('sets what cannot be remembered, and says what cannot be put back', async () => {
    const harness = await FigureHarness.make({ attributes: { id: 'run' } });
    await harness.show({});
    const set = document.createElement('spline-set');
    set.htmlFor = 'run';
    set.setAttribute('learning-rate', '0.5');
    document.body.append(set);
    await set.updateComplete;
    const offline = new TypeError('Failed to fetch dynamically imported module.');
    vi.spyOn(harness.figure, 'getState').mockRejectedValueOnce(offline);
    press(set);
    await eventually(() => expect(harness.session.snapshot.config.training.learningRate).toBe(0.5));
    const part = () => set.shadowRoot!.querySelector('[part=back]');
    await eventually(() => expect(textOf(set.shadowRoot!.querySelector('[role=status]'))).toBe(words.changed));
    expect(part()).toBeNull();
    press(set);
    await eventually(() => expect(part()).not.toBeNull());
    vi.spyOn(harness.figure, 'setState').mockRejectedValueOnce(offline);
    press(set, 'back');
    const status = () => set.shadowRoot!.querySelector('.failed');
    await eventually(() => expect(textOf(status())).toBe(words.notBack));
    await eventually(() => expect(part()).not.toBeNull());
    press(set, 'back');
    await eventually(() => expect(part()).toBeNull());
    await eventually(() => expect(status()).toBeNull());
  });

  test('what an attribute has just loaded is not loaded once more', async () => {
    const harness = await FigureHarness.make({ attributes: { id: 'run', steps: '9' } });
    const { session } = harness;
    session.models = session.models!.map((model) => ({ ...model, step: 9 }));
    await harness.show({ step: 9 });
    const load = session.loadExperiment.bind(session);
    session.loadExperiment = (...experiment) => {
      load(...experiment);
      session.show({ state: 'preparing', step: 0 });
    };
    // What is being prepared stays that.
    session.pause = () => undefined;
    const set = document.createElement('spline-set');
    set.htmlFor = 'run';
    set.setAttribute('preset', 'moons');
    document.body.append(set);
    await set.updateComplete;
    press(set);
    await eventually(() => expect(set.shadowRoot!.querySelector('[part=back]')).not.toBeNull());
    expect(session.callsOf('loadExperiment')).toHaveLength(1);
    expect(harness.runCalls.at(-1)).toBe('step 9');
    // In mid-run it begins anew.
    await harness.show({ step: 9, state: 'ready' });
    press(set);
    await eventually(() => expect(session.callsOf('loadExperiment')).toHaveLength(2));
  });

  test('acts on a figure far away once that has begun', async () => {
    const box = document.createElement('div');
    box.style.marginTop = '500vh';
    const set = document.createElement('spline-set');
    set.htmlFor = 'run';
    set.action = 'switch';
    document.body.replaceChildren(set, box);
    window.scrollTo(0, 0);
    const harness = await FigureHarness.make({ attributes: { id: 'run' }, parent: box });
    expect(harness.sessions).toHaveLength(0);
    press(set);
    await eventually(() => expect(harness.sessions).toHaveLength(1));
    expect(harness.session.callsOf('switchNormalization')).toHaveLength(0);
    await harness.show({});
    await eventually(() => expect(harness.session.callsOf('switchNormalization')).toHaveLength(1));
    window.scrollTo(0, 0);
  });

  test('a run begins anew with what is set, and is switched and played where it is', async () => {
    const harness = await FigureHarness.make({ attributes: { normalization: 'none', id: 'run' } });
    const set = document.createElement('spline-set');
    set.htmlFor = 'run';
    set.setAttribute('learning-rate', '0.5');
    set.textContent = 'Faster';
    document.body.append(set);
    await set.updateComplete;
    press(set);
    await eventually(() => expect(harness.session.callsOf('loadExperiment')).toHaveLength(1));
    expect(harness.figure.getAttribute('learning-rate')).toBe('0.5');
    set.removeAttribute('learning-rate');
    set.action = 'switch';
    press(set);
    await eventually(() => expect(harness.session.callsOf('switchNormalization')).toEqual([[0, 'batch', 'align']]));
    await harness.show({ step: 9, state: 'ready' });
    harness.session.models = harness.session.models!.map((model) => ({ ...model, step: 9 }));
    press(set);
    await eventually(() => expect(harness.session.callsOf('switchNormalization')).toHaveLength(2));
    press(set, 'back');
    await eventually(() => expect(harness.session.callsOf('openMoment')).toMatchObject([[{}, { step: 9 }]]));
    set.action = 'play';
    press(set);
    await eventually(() => expect(harness.runCalls.at(-1)).toBe('play'));
  });
});

describe('<spline-predict>', () => {
  const question = `<spline-predict><p slot="question">Which?</p><ul><li>This</li><li>That <b>one</b></li></ul>
    <div slot="reveal">It is that one.</div></spline-predict>`;

  test('offers the choices that are there now', async () => {
    const { first } = page('<spline-predict><p slot="question">Which?</p><ul></ul></spline-predict>');
    const predict = first('spline-predict');
    const item = document.createElement('li');
    item.textContent = 'This';
    first('spline-predict ul').append(item);
    await eventually(() => expect(textOf(find(predict, 'label'))).toBe('This'));
    item.firstChild!.nodeValue = 'That';
    await eventually(() => expect(textOf(find(predict, 'label'))).toBe('That'));
  });

  test('chosen, then revealed', async () => {
    const { first } = page(question);
    const predict = first<HTMLElementTagNameMap['spline-predict']>('spline-predict');
    await predict.updateComplete;
    const answer = find(predict, '.reveal');
    expect(answer.getAttribute('hidden')).toBe('until-found');
    const [, that] = predict.shadowRoot!.querySelectorAll('input');
    const reveal = find<HTMLButtonElement>(predict, 'button');
    expect(reveal.disabled).toBe(true);
    that!.click();
    await predict.updateComplete;
    reveal.click();
    await eventually(() => expect(predict.shadowRoot!.activeElement).toBe(answer));
    expect(answer.hasAttribute('hidden')).toBe(false);
    expect(textOf(find(predict, '.guess'))).toBe(words.guess('That one'));
    expect(predict.open).toBe(true);
  });

  test('skipped, and found by a search', async () => {
    for (const act of [
      (predict: HTMLElement) => find<HTMLButtonElement>(predict, '.skip').click(),
      (predict: HTMLElement) => find(predict, '.reveal').dispatchEvent(new Event('beforematch')),
    ]) {
      const { first } = page(question);
      const predict = first<HTMLElementTagNameMap['spline-predict']>('spline-predict');
      await predict.updateComplete;
      act(predict);
      await predict.updateComplete;
      expect(textOf(find(predict, '.guess'))).toBe(words.skipped);
      expect(find(predict, '.reveal').hasAttribute('hidden')).toBe(false);
    }
  });
});
