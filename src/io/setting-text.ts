/** Values of settings as text, in attributes and links: anything may stand there. */
import type { CustomPoint, DataSetName } from '../training/data-set.js';
import type { SettingKind, SettingValue } from '../training/experiment-attributes.js';
import type { Range } from '../training/experiment-fields.js';
import { shortened } from './invalid-file-error.js';

/** Texts that are longer are refused unread: room for the most points with all their digits. */
export const LONGEST_VALUE = 250_000;

/** A value, and what of the text it leaves out, in a sentence. Null: nothing of it can be used. */
export interface ReadValue<T> {
  readonly value: T | null;
  readonly problem: string | null;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const LONGEST_NUMBER = 40;
const YES = ['', 'true', 'on', 'yes'];
const NO = ['false', 'off', 'no'];

const fine = <T>(value: T): ReadValue<T> => ({ value, problem: null });
const refused = (problem: string): ReadValue<never> => ({ value: null, problem });

/** Words of others, as they may be shown: short, and without characters that steer a terminal or a line. */
export const quotedText = (text: string): string => `“${shortened(text.replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim())}”`;

/**
 * @param name of the setting, for the sentence
 * @param set the data set that is asked for, on which some ranges depend
 */
export function readValue(name: string, kind: SettingKind, text: string, set: DataSetName): ReadValue<SettingValue> {
  if (text.length > LONGEST_VALUE) return refused(`${name} is too long (${text.length} characters) and was not read.`);
  switch (kind.kind) {
    case 'boolean':
      return readBoolean(name, text);
    case 'choice':
      return readChoice(name, kind.choices, text);
    case 'integer':
    case 'number': {
      const range = kind.range(set);
      if (!range) return refused(`${name} is not read with the data set ${set}.`);
      return readNumber(name, text, range, kind.kind === 'integer');
    }
    case 'integers':
      return readIntegers(name, text, kind.range, kind.length);
    case 'networks':
      return readChoices(name, kind.choices, text, kind.length[1]);
    case 'points':
      return readPoints(name, text, kind.range, kind.label, kind.length);
    default:
      return kind satisfies never;
  }
}

/** As `readValue` reads it back, exactly. */
export function writeValue(value: SettingValue): string {
  if (typeof value !== 'object') return String(value);
  return value
    .map((item) => (typeof item === 'object' ? [item.x, item.y, item.label].map(String).join(',') : String(item)))
    .join(' ');
}

export function readBoolean(name: string, text: string): ReadValue<boolean> {
  const word = text.trim().toLowerCase();
  if (YES.includes(word) || word === name) return fine(true);
  if (NO.includes(word)) return fine(false);
  return refused(`${name} is ${quotedText(text)}, neither true nor false, and was ignored.`);
}

export function readChoice<T extends string>(name: string, choices: readonly T[], text: string): ReadValue<T> {
  const word = text.trim().toLowerCase();
  const choice = choices.find((one) => one === word);
  if (choice !== undefined) return fine(choice);
  return refused(`${name} is ${quotedText(text)}, which is not known, and was ignored (${choices.join(', ')}).`);
}

/** Clamped into the range, and rounded where it has to be whole. */
export function readNumber(name: string, text: string, [least, most]: Range, isWhole = false): ReadValue<number> {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_NUMBER || !NUMBER.test(trimmed)) {
    return refused(`${name} is ${quotedText(text)}, which is no number, and was ignored.`);
  }
  const given = Number(trimmed);
  if (given > most) return { value: most, problem: `${name} ${shortened(trimmed)} was reduced to ${most}.` };
  if (given < least) return { value: least, problem: `${name} ${shortened(trimmed)} was raised to ${least}.` };
  if (!isWhole || Number.isInteger(given)) return fine(given);
  const whole = Math.round(given);
  return { value: whole, problem: `${name} ${shortened(trimmed)} was rounded to ${whole}.` };
}

const itemsOf = (text: string): string[] => {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split(/\s*,\s*|\s+/);
};

/** Numbers divided by spaces or commas. */
export function readNumbers(name: string, text: string, range: Range, count: number): ReadValue<readonly number[]> {
  const items = itemsOf(text);
  if (items.length !== count) {
    return refused(`${name} is ${quotedText(text)}, not ${count} numbers, and was ignored.`);
  }
  const read = items.map((item) => readNumber(name, item, range));
  return joined(read);
}

function readIntegers(name: string, text: string, range: Range, length: Range): ReadValue<readonly number[]> {
  const items = itemsOf(text);
  if (items.length < length[0]) return refused(`${name} is empty and was ignored.`);
  const kept = items.slice(0, length[1]);
  const read = joined(kept.map((item) => readNumber(name, item, range, true)));
  if (items.length <= length[1] || read.value === null) return read;
  const cut = `${name}: ${items.length} layers were reduced to ${length[1]}.`;
  return { value: read.value, problem: read.problem === null ? cut : `${cut} ${read.problem}` };
}

/** One refused item refuses the list. */
function joined<T>(read: readonly ReadValue<T>[]): ReadValue<readonly T[]> {
  const values = read.flatMap(({ value }) => (value === null ? [] : [value]));
  const problem = read.find((one) => one.value === null)?.problem ?? read.find((one) => one.problem)?.problem ?? null;
  return { value: values.length === read.length ? values : null, problem };
}

/** Words divided by spaces or commas, each of them known. */
export function readChoices<T extends string>(
  name: string,
  choices: readonly T[],
  text: string,
  most: number,
): ReadValue<readonly T[]> {
  const items = itemsOf(text);
  const kept = items.slice(0, most);
  const read = joined(kept.map((item) => readChoice(name, choices, item)));
  if (items.length <= most || read.value === null) return read;
  return { value: read.value, problem: `${name}: ${items.length} words were reduced to ${most}.` };
}

/** Points divided by spaces or semicolons, each `x,y,class`. One that is refused refuses all: data are not guessed. */
function readPoints(
  name: string,
  text: string,
  range: Range,
  label: Range,
  [fewest, most]: Range,
): ReadValue<readonly CustomPoint[]> {
  const items = text.split(/[\s;]+/).filter((item) => item !== '');
  if (items.length < fewest || items.length > most) {
    return refused(`${name}: there are ${items.length}; ${fewest} to ${most} can be read. They were ignored.`);
  }
  const points: CustomPoint[] = [];
  let problem: string | null = null;
  for (const item of items) {
    const [x = '', y = '', kind = '', ...more] = item.split(',');
    const read = [readNumber(name, x, range), readNumber(name, y, range), readNumber(name, kind, label, true)];
    const [px, py, pl] = read.map(({ value }) => value);
    if (more.length > 0 || px == null || py == null || pl == null) {
      return refused(`${name}: point ${points.length + 1} is ${quotedText(item)}, not x,y,class. They were ignored.`);
    }
    problem ??= read.find((one) => one.problem)?.problem ?? null;
    points.push({ x: px, y: py, label: pl });
  }
  return { value: points, problem };
}
