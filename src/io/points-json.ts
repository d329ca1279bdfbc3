import { InvalidFileError, quoted } from './invalid-file-error.js';
import { isJsonObject } from './json-object.js';
import { classNameOf, numberClasses, requireCoordinate, requirePointCount, type ReadPoints } from './read-points.js';

const ACCEPTED_POINTS = 'an object with X, a list of [x, y], and y, a list of as many classes';

/** Whether parsed JSON has points, as scikit-learn names them: `X` [n, 2] and `y` [n]. */
export function hasPoints(json: unknown): json is { readonly X: unknown; readonly y: unknown } {
  return isJsonObject(json) && 'X' in json && 'y' in json;
}

/**
 * Points in the order of `X`, whose classes are the numbers or words of `y`. Other keys are not read.
 *
 * @throws InvalidFileError naming the entry that is refused
 */
export function pointsFromJson(file: string, { X, y }: { readonly X: unknown; readonly y: unknown }): ReadPoints {
  if (!Array.isArray(X) || !Array.isArray(y)) {
    throw new InvalidFileError(file, `${Array.isArray(X) ? 'y' : 'X'} is not a list`, ACCEPTED_POINTS);
  }
  if (X.length !== y.length) {
    throw new InvalidFileError(file, `X has ${X.length} entries and y has ${y.length}`, ACCEPTED_POINTS);
  }
  requirePointCount(file, X.length);
  const named = X.map((row: unknown, index) => ({
    ...coordinatesOf(file, `X[${index}]`, row),
    name: nameOf(file, `y[${index}]`, y[index]),
  }));
  return numberClasses(file, named);
}

function coordinatesOf(file: string, place: string, row: unknown): { x: number; y: number } {
  const [x, y] = Array.isArray(row) && row.length === 2 ? (row as unknown[]) : [];
  if (typeof x !== 'number' || typeof y !== 'number') {
    throw new InvalidFileError(file, `${place} is ${quoted(row)}`, 'two numbers, [x, y]');
  }
  requireCoordinate(file, `${place}[0]`, x, x);
  requireCoordinate(file, `${place}[1]`, y, y);
  return { x, y };
}

function nameOf(file: string, place: string, value: unknown): string {
  if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return classNameOf(String(value));
  throw new InvalidFileError(file, `${place} is ${quoted(value)}`, 'numbers or words for classes');
}
