import { NO_VALUE } from '../../src/components/format.js';
import { englishStrings } from '../../src/components/english-strings.js';
import type { Strings } from '../../src/components/language.js';

/** Its numbers have digits that no number has which is put into words as it is. */
export const PSEUDO_LOCALE = 'fa';

/**
 * Every word of every table in ⟦ ⟧, and what functions are given outside of them: what a figure says without them is in no table.
 * Digits of the words themselves are #.
 */
export const pseudoStrings = marked(englishStrings) as Strings;

function marked(words: unknown): unknown {
  if (typeof words === 'string') return words.trim() === '' ? words : `⟦${words.replace(/[0-9]/g, '#')}⟧`;
  if (typeof words === 'function') {
    return (...values: unknown[]) => {
      const said: unknown = Reflect.apply(words, undefined, values.map(outside));
      return typeof said === 'string' ? `⟦${said.replace(ownDigits, '#')}⟧` : said;
    };
  }
  if (Array.isArray(words)) return words.map(marked);
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, marked(value)]));
}

/** Of sentences that are functions. */
const ownDigits =
  /scale 1 and shift 0|about 100 steps|Height: 0|γ \/ σ = .* · 1 \/|layer 1|5 %|\(below 0\)|loss from 0/g;

/** Text that is put into a sentence, and what joins its parts, have to bring marks of their own. */
const outside = (value: unknown): unknown =>
  typeof value === 'string' && hasWords(withoutSymbols(value)) ? `⟧${value}⟦` : value;

/** Letters and punctuation, but for marks, for that of numbers and lists of `PSEUDO_LOCALE`, and for what stands where no number is. */
const hasWords = (text: string): boolean =>
  text.trim() !== NO_VALUE && /[\p{L}\p{P}]/u.test(text.replace(/[٫٬٪،⟦⟧]/g, ''));

const namingAttributes = ['aria-label', 'aria-valuetext', 'aria-description', 'title', 'alt', 'placeholder', 'hint'];

/** Whether a text has letters or punctuation outside ⟦ ⟧, or digits that are not those of `PSEUDO_LOCALE`. */
export const isUnmarked = (text: string): boolean =>
  hasWords(withoutSymbols(withoutMarked(text))) || /[0-9]/.test(text);

/** Every text and every name in the shadow trees from here on that is not in that language, but for what is said to be English. */
export function unmarkedWords(root: ShadowRoot): string[] {
  const found: string[] = [];
  const note = (text: string): void => {
    if (isUnmarked(text)) found.push(text.trim());
  };
  const walk = (node: Node): void => {
    if (node instanceof Text) note(node.data);
    if (node instanceof Element) {
      if (['STYLE', 'SCRIPT'].includes(node.tagName) || node.getAttribute('lang') === 'en') return;
      for (const name of namingAttributes) note(node.getAttribute(name) ?? '');
      if (node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
    }
    node.childNodes.forEach(walk);
  };
  walk(root);
  return found;
}

/** Marks may stand in marks: one sentence is part of another. */
export function withoutMarked(text: string): string {
  let depth = 0;
  return [...text]
    .filter((character) => {
      if (character === '⟦') depth++;
      if (character === '⟧') depth--;
      return depth === 0;
    })
    .join('');
}

/** Coordinates in formulas, and powers of ten, are the same in every language. */
const withoutSymbols = (text: string): string => text.replace(/(?<=\d)e(?=[−-]?\d)|\b[xy]\b/g, '');
