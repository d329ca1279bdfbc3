/** Demonstrations in other people's pages: their font, their colours, their language. */
import { afterEach, describe, expect, test } from 'vitest';
import { demonstrationStrings } from '../../src/components/demonstrations/demonstration-strings.js';
import type { Demonstration } from '../../src/components/demonstrations/demonstration.js';
import { DemonstrationHarness } from '../support/demonstration-harness.js';
import { eventually } from '../support/eventually.js';
import { PSEUDO_LOCALE, pseudoStrings, unmarkedWords } from '../support/pseudo-language.js';
import { textOf } from '../support/settle.js';

const tags = [
  'spline-fold-angle',
  'spline-initialization-race',
  'spline-jitter',
  'spline-limits',
  'spline-one-unit',
  'spline-same-weights',
  'spline-scale-shift',
] as const;

afterEach(() => {
  document.body.removeAttribute('style');
  document.body.replaceChildren();
});

const styleOf = (harness: DemonstrationHarness<Demonstration>, selector: string): CSSStyleDeclaration =>
  getComputedStyle(harness.find(selector));

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
    await harness.element.updateComplete;
    expect(unmarkedWords(harness.element.shadowRoot!)).toEqual([]);
    const pause = harness.all('.button').find((button) => textOf(button).includes(demonstrationStrings.pause));
    if (!pause) return;
    pause.click();
    await harness.element.updateComplete;
    pause.click();
    await eventually(() => expect(textOf(pause)).toContain(demonstrationStrings.done));
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
