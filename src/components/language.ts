import type { choiceStrings } from './spline-controls/choice-strings.js';
import type { controlStrings } from './spline-controls/control-strings.js';
import type { byIdStrings } from './by-id/by-id-strings.js';
import type { demonstrationStrings } from './demonstrations/demonstration-strings.js';
import type { foldStrings } from './demonstrations/fold-angle/fold-strings.js';
import type { raceStrings } from './demonstrations/initialization-race/race-strings.js';
import type { jitterStrings } from './demonstrations/jitter/jitter-strings.js';
import type { limitsStrings } from './demonstrations/limits/limits-strings.js';
import type { oneUnitStrings } from './demonstrations/one-unit/one-unit-strings.js';
import type { sameWeightsStrings } from './demonstrations/same-weights/same-weights-strings.js';
import type { scaleShiftStrings } from './demonstrations/scale-shift/scale-shift-strings.js';
import type { editStrings } from './edit-points/edit-strings.js';
import type { Locale } from './format.js';
import type { readingStrings } from './reading/reading-strings.js';
import type { chartStrings } from './spline-chart/chart-strings.js';
import type { soundStrings } from './spline-chart/sound-strings.js';
import type { proseStrings } from './prose/prose-strings.js';
import type { figureStrings } from './spline-figure/figure-strings.js';
import type { savedPictureStrings } from './spline-files/saved-picture-strings.js';
import type { shareStrings } from './spline-share/share-strings.js';
import type { stepsStrings } from './spline-steps/steps-strings.js';
import type { legendStrings, padStrings, pictureStrings, scaleStrings } from './spline-view/picture-strings.js';
import { strings } from './strings.js';
import type { timeStrings } from './time-travel/time-strings.js';
import type { undoStrings } from './undo/undo-strings.js';

/** Tables of words beside the common one, which come with the parts that need them. */
interface Tables {
  readonly figure: typeof figureStrings;
  readonly reading: typeof readingStrings;
  readonly edit: typeof editStrings;
  readonly undo: typeof undoStrings;
  readonly time: typeof timeStrings;
  readonly share: typeof shareStrings;
  readonly choices: typeof choiceStrings;
  readonly controls: typeof controlStrings;
  readonly elsewhere: typeof byIdStrings;
  readonly sound: typeof soundStrings;
  readonly steps: typeof stepsStrings;
  readonly prose: typeof proseStrings;
  readonly picture: typeof pictureStrings;
  readonly pad: typeof padStrings;
  readonly scale: typeof scaleStrings;
  readonly legend: typeof legendStrings;
  readonly chart: typeof chartStrings;
  readonly savedPicture: typeof savedPictureStrings;
  readonly demonstration: typeof demonstrationStrings;
  readonly foldAngle: typeof foldStrings;
  readonly jitter: typeof jitterStrings;
  readonly limits: typeof limitsStrings;
  readonly oneUnit: typeof oneUnitStrings;
  readonly race: typeof raceStrings;
  readonly sameWeights: typeof sameWeightsStrings;
  readonly scaleShift: typeof scaleShiftStrings;
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
 * stays what training and files word: what an engine reports, settings that are refused for more than being out of range or are
 * not understood, what of a link is ignored, why a file cannot be made.
 */
export type Strings = Given<typeof strings & Tables>;

/** Names of tables, for what is given at their height. */
const tableNames: Readonly<Record<keyof Tables, true>> = {
  figure: true,
  reading: true,
  edit: true,
  undo: true,
  time: true,
  share: true,
  choices: true,
  controls: true,
  elsewhere: true,
  sound: true,
  steps: true,
  prose: true,
  picture: true,
  pad: true,
  scale: true,
  legend: true,
  chart: true,
  savedPicture: true,
  demonstration: true,
  foldAngle: true,
  jitter: true,
  limits: true,
  oneUnit: true,
  race: true,
  sameWeights: true,
  scaleShift: true,
};

/** Something of the given words that cannot be said. */
export interface StringProblem {
  /** Where it stands: "figure.play"; empty: all that was given. */
  readonly key: string;
  /** unknown: nothing is called so; unfit: it is not of the kind of the English words, or has thrown. */
  readonly kind: 'unknown' | 'unfit';
}

/** What readers read: words and numbers of one language. */
export class Language implements Locale {
  readonly locale: string;
  /** What its words are said to be in. */
  readonly lang: string;
  /** Which way its words go. */
  readonly dir: 'ltr' | 'rtl';
  /** Words that all parts share. */
  readonly common: Words<typeof strings>;
  readonly #given: Strings | null;
  readonly #onProblem: () => void;
  readonly #tables = new Map<keyof Tables, unknown>();
  readonly #problems = new Map<string, StringProblem>();

  /**
   * @param locale BCP 47 tag of numbers
   * @param given in place of English words; null: none are
   * @param lang as the page says it, perhaps a language in which the browser can write no numbers; empty: the page does not
   * @param dir which way the given words go
   * @param onProblem one more is known, perhaps in the middle of a rendering
   */
  constructor(
    locale = 'en',
    given: Strings | null = null,
    lang = locale,
    dir: 'ltr' | 'rtl' = 'ltr',
    onProblem: () => void = () => undefined,
  ) {
    this.locale = locale;
    this.lang = lang;
    this.#given = given;
    this.dir = dir;
    this.#onProblem = onProblem;
    this.common = this.#translated(strings, given ?? undefined, '') as Words<typeof strings>;
  }

  /** What of the given words cannot be said, as far as they were needed. */
  get problems(): readonly StringProblem[] {
    return [...this.#problems.values()];
  }

  /** Whether these are the words that were given. */
  isOf(given: Strings | null): boolean {
    return given === this.#given;
  }

  /** The words of a part. @param english its table, in which that of this language is merged key by key */
  of<Name extends keyof Tables>(name: Name, english: Tables[Name]): Words<Tables[Name]> {
    let table = this.#tables.get(name);
    if (table === undefined) this.#tables.set(name, (table = this.#translated(english, this.#given?.[name], name)));
    return table as Words<Tables[Name]>;
  }

  /** @param key of these words in the table; empty: they are all of it */
  #translated(english: unknown, given: unknown, key: string): unknown {
    if (given === undefined) return english;
    if (isTable(english) && isTable(given)) {
      const path = key && `${key}.`;
      for (const name of Object.keys(given)) {
        const isKnown = Object.hasOwn(english, name) || (key === '' && Object.hasOwn(tableNames, name));
        if (!isKnown) this.#note(path + name, 'unknown');
      }
      return Object.fromEntries(
        Object.entries(english).map(([name, words]) => [name, this.#translated(words, given[name], path + name)]),
      );
    }
    if (isTable(english) || !isAlike(english, given)) {
      this.#note(key, 'unfit');
      return english;
    }
    return typeof given === 'function' ? this.#guarded(english as Wording, given as Wording, key) : given;
  }

  /** A function that throws, or gives no text, must not take the figure with it. */
  #guarded(english: Wording, given: Wording, key: string): Wording {
    return (...values) => {
      try {
        const said: unknown = given(...values);
        if (typeof said === 'string') return said;
      } catch {
        // Named below, as one that gives no text.
      }
      this.#note(key, 'unfit');
      return english(...values);
    };
  }

  #note(key: string, kind: StringProblem['kind']): void {
    if (this.#problems.has(key)) return;
    this.#problems.set(key, { key, kind });
    this.#onProblem();
  }
}

type Wording = (...values: unknown[]) => string;

/** For pages that have given no words. */
export const english = new Language();

const isTable = (words: unknown): words is Readonly<Record<string, unknown>> =>
  typeof words === 'object' && words !== null && !Array.isArray(words);

const isAlike = (a: unknown, b: unknown): boolean => typeof a === typeof b && Array.isArray(a) === Array.isArray(b);
