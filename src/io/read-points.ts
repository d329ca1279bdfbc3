/** What every file of points has to hold, whatever its format. */
import { dataLimits, type CustomPoint } from '../training/data-set.js';
import { networkLimits } from '../training/network-spec.js';
import { InvalidFileError, quoted } from './invalid-file-error.js';

export interface ReadPoints {
  /** In the order of the file. */
  readonly points: readonly CustomPoint[];
  /** What the file calls class 0, 1, ...: numbers by their size, words in the order of their first point. */
  readonly classNames: readonly string[];
}

/** A point with the file's own name of its class. */
export interface NamedPoint {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/** 1, 1.0 and 01 are one class: a number goes by its value, as far as a double holds it. All else goes by its letters. */
export const classNameOf = (written: string): string =>
  /^[+-]?\d{1,15}(\.\d{0,15})?$/.test(written) ? String(Number(written)) : written;

const [FEWEST_POINTS, MOST_POINTS] = dataLimits.customPointCount;
const [LEAST, LARGEST] = dataLimits.customCoordinate;
const [FEWEST_CLASSES, MOST_CLASSES] = networkLimits.classCount;

export const ACCEPTED_COUNT = `${FEWEST_POINTS} to ${MOST_POINTS.toLocaleString('en')} points`;

/** @throws InvalidFileError for fewer or more points than there may be */
export function requirePointCount(file: string, count: number): void {
  if (count >= FEWEST_POINTS && count <= MOST_POINTS) return;
  const problem = count === 1 ? 'it has 1 point' : `it has ${count.toLocaleString('en')} points`;
  throw new InvalidFileError(file, problem, ACCEPTED_COUNT);
}

/**
 * @param place where the file has it, for the message
 * @throws InvalidFileError for what is no coordinate
 */
export function requireCoordinate(file: string, place: string, value: number, written: unknown): void {
  if (value >= LEAST && value <= LARGEST) return;
  const accepted = `numbers from ${LEAST.toLocaleString('en')} to ${LARGEST.toLocaleString('en')}`;
  throw new InvalidFileError(file, `${place} is ${quoted(written)}`, accepted);
}

/** @throws InvalidFileError for fewer or more classes than a network tells apart */
export function numberClasses(file: string, named: readonly NamedPoint[]): ReadPoints {
  const classNames = classNamesOf(named.map(({ name }) => name));
  if (classNames.length < FEWEST_CLASSES || classNames.length > MOST_CLASSES) {
    const problem = classNames.length === 1 ? 'all points are of one class' : `it has ${classNames.length} classes`;
    throw new InvalidFileError(file, problem, `${FEWEST_CLASSES} to ${MOST_CLASSES} classes`);
  }
  return { points: named.map(({ x, y, name }) => ({ x, y, label: classNames.indexOf(name) })), classNames };
}

function classNamesOf(labels: readonly string[]): string[] {
  const names = [...new Set(labels)];
  const areNumbers = names.every((name) => name.trim() !== '' && !Number.isNaN(Number(name)));
  return areNumbers ? names.sort((a, b) => Number(a) - Number(b)) : names;
}
