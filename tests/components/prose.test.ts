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
    new MutationObserver(() => changes++).observe(value.shadowRoot!, {
      characterData: true,
      childList: true,
      subtree: true,
    });
    const start = performance.now();
    for (let i = 0; performance.now() - start < 1000; i++) {
      unit.offset = (i % 50) / 10;
      await unit.updateComplete;
      await new Promise(requestAnimationFrame);
    }
    expect(changes).toBeGreaterThan(0);
    expect(changes).toBeLessThanOrEqual(5);
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
