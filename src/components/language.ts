import type { choiceStrings } from './spline-controls/choice-strings.js';
import type { byIdStrings } from './by-id/by-id-strings.js';
import type { editStrings } from './edit-points/edit-strings.js';
import type { Locale } from './format.js';
import type { readingStrings } from './reading/reading-strings.js';
import type { soundStrings } from './spline-chart/sound-strings.js';
import type { proseStrings } from './prose/prose-strings.js';
import type { figureStrings } from './spline-figure/figure-strings.js';
import type { shareStrings } from './spline-share/share-strings.js';
import type { stepsStrings } from './spline-steps/steps-strings.js';
import { strings } from './strings.js';
import type { timeStrings } from './time-travel/time-strings.js';
import type { undoStrings } from './undo/undo-strings.js';

/** Tables of words beside the common one. Some come late, with the parts that need them. */
interface Tables {
  readonly figure: typeof figureStrings;
  readonly reading: typeof readingStrings;
  readonly edit: typeof editStrings;
  readonly undo: typeof undoStrings;
  readonly time: typeof timeStrings;
  readonly share: typeof shareStrings;
  readonly choices: typeof choiceStrings;
  readonly elsewhere: typeof byIdStrings;
  readonly sound: typeof soundStrings;
  readonly steps: typeof stepsStrings;
  readonly prose: typeof proseStrings;
}

/** A table in any language: the same keys, with functions of the same values. */
export type Words<T> = T extends string | undefined
  ? string | Extract<T, undefined>
  : T extends (...values: infer Values) => unknown
    ? (...values: Values) => string
    : T extends readonly (infer Item)[]
      ? readonly Words<Item>[]
      : { readonly [Key in keyof T]: Words<T[Key]> };

/** Part of a table: what it lacks is English. */
type Given<T> = T extends string | undefined | readonly unknown[] | ((...values: never) => unknown)
  ? Words<T>
  : { readonly [Key in keyof T]?: Given<T[Key]> };

/**
 * What a figure says, in another language: words of pictures, chart and numbers, and in groups those of its other parts. English
 * stays what training and files word: why numbers have failed, what an engine reports, settings that are refused or not
 * understood, what of a link is ignored; and the texts in exported pictures, and the panels of `<spline-controls>`.
 */
export type Strings = Given<typeof strings & Tables>;

/** What readers read: words and numbers of one language. */
export class Language implements Locale {
  readonly locale: string;
  /** What its words are said to be in. */
  readonly lang: string;
  /** Which way its words go. */
  readonly dir: 'ltr' | 'rtl';
  /** Words of the page and its pictures. */
  readonly common: Words<typeof strings>;
  readonly #given: Strings | null;
  readonly #tables = new Map<keyof Tables, unknown>();

  /**
   * @param locale BCP 47 tag of numbers
   * @param given in place of English words; null: none are
   * @param lang as the page says it, perhaps a language in which the browser can write no numbers; empty: the page does not
   * @param dir which way the given words go
   */
  constructor(locale = 'en', given: Strings | null = null, lang = locale, dir: 'ltr' | 'rtl' = 'ltr') {
    this.locale = locale;
    this.lang = lang;
    this.#given = given;
    this.dir = dir;
    this.common = translated(strings, given ?? undefined) as Words<typeof strings>;
  }

  /** Whether these are the words that were given. */
  isOf(given: Strings | null): boolean {
    return given === this.#given;
  }

  /** The words of a part. @param english its table, in which that of this language is merged key by key */
  of<Name extends keyof Tables>(name: Name, english: Tables[Name]): Words<Tables[Name]> {
    let table = this.#tables.get(name);
    if (table === undefined) this.#tables.set(name, (table = translated(english, this.#given?.[name])));
    return table as Words<Tables[Name]>;
  }
}

/** For pages that have given no words. */
export const english = new Language();

function translated(english: unknown, given: unknown): unknown {
  if (given === undefined) return english;
  if (!isTable(english)) return isAlike(english, given) ? given : english;
  if (!isTable(given)) return english;
  return Object.fromEntries(Object.entries(english).map(([key, words]) => [key, translated(words, given[key])]));
}

const isTable = (words: unknown): words is Readonly<Record<string, unknown>> =>
  typeof words === 'object' && words !== null && !Array.isArray(words);

const isAlike = (a: unknown, b: unknown): boolean => typeof a === typeof b && Array.isArray(a) === Array.isArray(b);
