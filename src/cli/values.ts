/** Readers of the values of options. Each throws a UsageError that names the option, its value and what is allowed. */
import type { ViewWindow } from '../training/picture.js';
import { UsageError } from './errors.js';

export function refuse(flag: string, value: string, allowed: string): never {
  throw new UsageError(`${flag} is ${JSON.stringify(value)}; allowed: ${allowed}`);
}

export function number(value: string, flag: string): number {
  const read = Number(value);
  return value.trim() === '' || !Number.isFinite(read) ? refuse(flag, value, 'a number') : read;
}

export function positive(value: string, flag: string): number {
  const read = number(value, flag);
  return read > 0 ? read : refuse(flag, value, 'a number above 0');
}

export function wholeNumber(value: string, flag: string): number {
  const read = Number(value);
  const isWhole = /^\d+$/.test(value.trim()) && Number.isSafeInteger(read);
  return isWhole ? read : refuse(flag, value, 'a whole number, 0 or more');
}

/** @param most of what is made in memory, so that a slip of the finger ends in words */
export function countUpTo(most: number): (value: string, flag: string) => number {
  return (value, flag) => {
    const read = /^\d+$/.test(value.trim()) ? Number(value) : NaN;
    return read >= 1 && read <= most ? read : refuse(flag, value, `a whole number from 1 to ${most}`);
  };
}

/** Seeds are 32-bit: 0 to 2^32 - 1. */
export function seedNumber(value: string, flag: string): number {
  const read = wholeNumber(value, flag);
  return read < 2 ** 32 ? read : refuse(flag, value, `whole numbers from 0 to ${2 ** 32 - 1}`);
}

/** One or more whole numbers with commas between them. */
export function wholeNumbers(value: string, flag: string): number[] {
  const parts = value.split(',').map((part) => part.trim());
  if (!parts.every((part) => /^\d+$/.test(part))) return refuse(flag, value, 'whole numbers with commas between them');
  return parts.map(Number);
}

export function choice<T extends string>(choices: readonly T[]): (value: string, flag: string) => T {
  return (value, flag) => choices.find((one) => one === value) ?? refuse(flag, value, choices.join(', '));
}

/** One to `most` of `choices`, with commas between them. */
export function choicesOf<T extends string>(choices: readonly T[], most: number): (value: string, flag: string) => T[] {
  const one = choice(choices);
  return (value, flag) => {
    const parts = value.split(',');
    if (parts.length > most) return refuse(flag, value, `1 to ${most} of ${choices.join(', ')}`);
    return parts.map((part) => one(part.trim(), flag));
  };
}

/** Beyond the farthest place of data, and near enough for areas to be right to many digits. */
const FARTHEST = 1e6;

/** Of a side, as a share of the farthest coordinate and in input units: float64 still tells points in it apart. */
const NARROWEST = 1e-6;

export function windowOf(value: string, flag: string): ViewWindow {
  const numbers = value.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [x0 = NaN, x1 = NaN, y0 = NaN, y1 = NaN] = numbers;
  const areFour = numbers.length === 4 && numbers.every((number) => Math.abs(number) <= FARTHEST);
  const narrowest = NARROWEST * Math.max(1, ...numbers.map(Math.abs));
  if (areFour && x1 - x0 >= narrowest && y1 - y0 >= narrowest) return { x0, x1, y0, y1 };
  const range = `from -${FARTHEST} to ${FARTHEST}`;
  const width = areFour && x0 < x1 && y0 < y1 ? `, at least ${narrowest} apart` : '';
  return refuse(flag, value, `four numbers x0,x1,y0,y1 ${range} with x0 < x1 and y0 < y1${width}`);
}
