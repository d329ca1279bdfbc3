/** Demonstrations in other people's pages: their font, their colours, their language. */
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { demonstrationStrings } from '../../src/components/demonstrations/demonstration-strings.js';
import type { Demonstration } from '../../src/components/demonstrations/demonstration.js';
import { limitsStrings } from '../../src/components/demonstrations/limits/limits-strings.js';
import { sameWeightsStrings } from '../../src/components/demonstrations/same-weights/same-weights-strings.js';
import figureCss from '../../src/figure.css?inline';
import { DemonstrationHarness } from '../support/demonstration-harness.js';
import { eventually } from '../support/eventually.js';
import { useKnownFont } from '../support/known-font.js';
import { PSEUDO_LOCALE, pseudoStrings, unmarkedWords } from '../support/pseudo-language.js';
import { saveData } from '../support/save-data.js';
import { nextFrames, textOf } from '../support/settle.js';

const tags = [
  'spline-fold-angle',
  'spline-initialization-race',
  'spline-jitter',
  'spline-limits',
  'spline-one-unit',
  'spline-same-weights',
  'spline-scale-shift',
] as const;

const sources = import.meta.glob<string>('../../src/components/demonstrations/*/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
});

afterEach(() => {
  document.body.removeAttribute('style');
  document.body.replaceChildren();
});

const styleOf = (harness: DemonstrationHarness<Demonstration>, selector: string): CSSStyleDeclaration =>
  getComputedStyle(harness.find(selector));

/** All that it does by itself is done. */
async function whenDone(harness: DemonstrationHarness<Demonstration>): Promise<void> {
  await eventually(() => {
    expect(harness.all('.button').map(textOf)).not.toContain(demonstrationStrings.pause);
    expect(harness.sentence).not.toContain(sameWeightsStrings.averaging);
  });
}

describe('the look of the page', () => {
  test('font, size and colour of text are those of the page, and its light text that of a dark one', async () => {
    document.body.style.cssText = 'font: 20px monospace; color: rgb(1, 2, 3)';
    const harness = await DemonstrationHarness.make('spline-one-unit');
    const { fontFamily, fontSize, color } = styleOf(harness, '.numbers');
    expect([fontFamily, fontSize, color]).toEqual(['monospace', '18.75px', 'rgb(1, 2, 3)']);
    expect(styleOf(harness, 'h3').fontFamily).toBe('monospace');
    expect(styleOf(harness, '.slider').fontFamily).toBe('monospace');
    expect(styleOf(harness, 'figure').backgroundColor).toBe('rgba(0, 0, 0, 0)');
    expect(harness.find('.theme').className).toBe('theme light');
    document.body.style.color = 'rgb(230, 230, 230)';
    await eventually(() => expect(harness.find('.theme').className).toBe('theme dark'));
    expect(styleOf(harness, '.theme').colorScheme).toBe('dark');
  });

  test('an author says otherwise by the attribute and by the custom properties of figures', async () => {
    document.body.style.setProperty('--spline-figure-second', 'rgb(9, 8, 7)');
    document.body.style.setProperty('--spline-figure-font', 'cursive');
    document.body.style.setProperty('--spline-figure-ink', 'rgb(4, 5, 6)');
    const harness = await DemonstrationHarness.make('spline-one-unit', { theme: 'dark' });
    expect(harness.find('.theme').className).toBe('theme dark');
    expect(styleOf(harness, 'path.normalized').stroke).toBe('rgb(9, 8, 7)');
    expect(styleOf(harness, '.numbers').fontFamily).toBe('cursive');
    expect(styleOf(harness, '.numbers').color).toBe('rgb(4, 5, 6)');
  });

  test('paper is light, whatever the page on the screen', async () => {
    document.body.style.color = 'rgb(230, 230, 230)';
    const harness = await DemonstrationHarness.make('spline-one-unit');
    expect(harness.find('.theme').className).toBe('theme dark');
    window.dispatchEvent(new Event('beforeprint'));
    expect(harness.find('.theme').className).toBe('theme light');
    window.dispatchEvent(new Event('afterprint'));
    await eventually(() => expect(harness.find('.theme').className).toBe('theme dark'));
  });
});

describe('in another language', () => {
  test.each(tags)('every word and number of <%s> comes from the tables', async (tag) => {
    const harness = await DemonstrationHarness.make(tag, { lang: PSEUDO_LOCALE, theme: 'dark' });
    harness.element.strings = pseudoStrings;
    harness.find<HTMLDetailsElement>('details').open = true;
    await eventually(() => expect(harness.all('details .row')).toHaveLength(1));
    expect(unmarkedWords(harness.element.shadowRoot!)).toEqual([]);
    const pause = harness.all('.button').find((button) => textOf(button).includes(demonstrationStrings.pause));
    if (!pause) return;
    pause.click();
    await harness.element.updateComplete;
    pause.click();
    await eventually(() => expect(textOf(pause)).toContain(demonstrationStrings.done));
    expect(harness.all('table')).not.toEqual([]);
    expect(unmarkedWords(harness.element.shadowRoot!)).toEqual([]);
  });

  test('words go the way of their language, and what no words are called is said', async () => {
    const harness = await DemonstrationHarness.make('spline-fold-angle', { dir: 'rtl', lang: 'he' });
    expect(harness.find('figure').dir).toBe('ltr');
    harness.element.strings = { foldAngle: { crossing: 'בהצטלבות', unheardOf: '' } as object };
    await harness.element.updateComplete;
    expect(harness.find('figure').dir).toBe('rtl');
    expect(textOf(harness.find('h3'))).toBe('בהצטלבות');
    expect(textOf(harness.find('.note'))).toBe(demonstrationStrings.unknownString('foldAngle.unheardOf'));
  });
});

describe('the place in the page', () => {
  test.each(tags)(
    '<%s> is as high as figure.css keeps free, at every width, and stays so when all is told',
    async (tag) => {
      await useKnownFont();
      const sheet = document.createElement('style');
      sheet.textContent = figureCss;
      document.head.append(sheet);
      onTestFinished(() => sheet.remove());
      const [box, waiting] = [document.createElement('div'), document.createElement('div')];
      // The name of a tag that nobody defines, in place of this one.
      waiting.innerHTML = `<${tag}-waiting>In words</${tag}-waiting>`;
      sheet.textContent += figureCss.replaceAll(tag, `${tag}-waiting`);
      const harness = await DemonstrationHarness.make(tag);
      const { element } = harness;
      element.replaceWith(box);
      box.append(element);
      document.body.append(waiting);
      const heights = (): [number, number] => {
        const of = (one: Element): number => Math.round(one.getBoundingClientRect().height);
        return [of(element), of(waiting.firstElementChild!)];
      };
      const widths = [280, 320, 350, 390, 660, 700, 900, 1240];
      const all = (): [number, number][] =>
        widths.map((width) => {
          box.style.width = waiting.style.width = `${width}px`;
          return heights();
        });
      const before = all();
      expect(before.map(([shown]) => shown)).toEqual(before.map(([, kept]) => kept));
      await whenDone(harness);
      expect(all()).toEqual(before);
    },
  );
});

describe('where the reader saves data', () => {
  test('nothing is computed before it is asked for', async () => {
    await saveData();
    const harness = await DemonstrationHarness.make('spline-scale-shift');
    harness.element.innerHTML = '<b>In words</b>';
    await eventually(() => expect(harness.element.firstElementChild!.checkVisibility()).toBe(true));
    await nextFrames();
    expect(harness.sentence).toBe(demonstrationStrings.spared);
    expect(harness.element.numbers.step).toBe(0);
    expect(harness.element.numbers.accuracy).toBeNaN();
    expect(getComputedStyle(harness.find('.pictures')).visibility).toBe('hidden');
    const begin = harness.control<HTMLButtonElement>(demonstrationStrings.begin);
    begin.focus();
    begin.click();
    await eventually(() => expect(harness.element.numbers.step).toBe(420));
    expect(harness.element.firstElementChild!.checkVisibility()).toBe(false);
    expect(harness.element.shadowRoot!.activeElement).toBe(begin);
    await eventually(() => expect(textOf(begin)).toBe(demonstrationStrings.done));
  });

  test('what is there at once does not wait', async () => {
    await saveData();
    const harness = await DemonstrationHarness.make('spline-fold-angle');
    expect(harness.sentence).toContain('The wall bends by');
  });
});

describe('on paper', () => {
  /** What is in sight, of the parts of a demonstration and what stands in its tag. */
  const seen = (harness: DemonstrationHarness<Demonstration>): string[] =>
    [...harness.all('.pictures, .controls, .handle, .numbers, details'), ...harness.element.children]
      .filter((part) => part.checkVisibility({ visibilityProperty: true }))
      .map((part) => part.getAttribute('class') ?? part.localName);

  async function print(): Promise<void> {
    await cdp().send('Emulation.setEmulatedMedia', { media: 'print' });
    onTestFinished(async () => void (await cdp().send('Emulation.setEmulatedMedia', { media: '' })));
  }

  test('the picture and the numbers as they are, without controls, and no place kept for more', async () => {
    const harness = await DemonstrationHarness.make('spline-one-unit');
    const height = harness.element.getBoundingClientRect().height;
    await print();
    expect(seen(harness)).toEqual(['pictures', 'numbers']);
    expect(harness.element.getBoundingClientRect().height).toBeLessThan(height - 100);
  });

  test('what stands in its tag before it has begun', async () => {
    const far = document.createElement('div');
    far.style.height = '10000px';
    document.body.prepend(far);
    const fresh = document.createElement('spline-limits');
    fresh.innerHTML = '<p>In words</p>';
    document.body.append(fresh);
    const bare = document.createElement('spline-limits');
    document.body.append(bare);
    await Promise.all([fresh.updateComplete, bare.updateComplete]);
    await print();
    for (const element of [fresh, bare]) {
      const shown = [...element.shadowRoot!.querySelectorAll('.pictures, .fallback, .key, .numbers, .controls')];
      expect(shown.filter((part) => part.checkVisibility()).map(({ className }) => className)).toEqual(['fallback']);
    }
    expect(fresh.firstElementChild!.checkVisibility({ visibilityProperty: true })).toBe(true);
    expect(textOf(bare.shadowRoot!.querySelector('slot'))).toBe(limitsStrings.name);
  });
});

test.each(tags)('the page for authors names every number of <%s>', (tag) => {
  const name = tag.replace('spline-', '');
  const source = sources[`../../src/components/demonstrations/${name}/${name}.ts`] ?? '';
  const named = [...source.matchAll(/ \* @value (\w+) - /g)].map(([, value]) => value);
  expect(named.toSorted()).toEqual(Object.keys(document.createElement(tag).numbers).toSorted());
});
