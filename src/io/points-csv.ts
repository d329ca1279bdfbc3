import Papa from 'papaparse';
import { dataLimits, type DataSet, type LabelledPoints } from '../training/data-set.js';
import { csvText } from './csv-text.js';
import { InvalidFileError, shortened } from './invalid-file-error.js';
import { shortestFloat32 } from './shortest-float32.js';
import {
  ACCEPTED_COUNT,
  classNameOf,
  numberClasses,
  requireCoordinate,
  requirePointCount,
  type ReadPoints,
} from './read-points.js';

const MOST_POINTS = dataLimits.customPointCount[1];
/** A header, the most points, and one that is too many. */
const MOST_LINES = MOST_POINTS + 2;
const ACCEPTED_ROWS = 'lines of x, y, class, between commas, semicolons, tabs or spaces; # begins a comment';

/** The columns of a file. */
interface Columns {
  readonly x: number;
  readonly y: number;
  readonly label: number;
  /** Number of fields in a line. */
  readonly count: number;
}

interface Line {
  /** From 1. */
  readonly number: number;
  readonly fields: readonly string[];
}

/**
 * Reads points with their classes, one a line: x, y, class. A first line of words is a header; where it names x, y and
 * class, there may be other columns. With semicolons, tabs or spaces between, numbers may have a decimal comma.
 *
 * @param file its name, for messages
 * @throws InvalidFileError naming the line
 */
export function readPointsCsv(file: string, text: string): ReadPoints {
  const [first, ...others] = splitLines(file, text);
  if (!first) throw new InvalidFileError(file, 'it has no lines', ACCEPTED_ROWS);
  const isHeader = first.fields.every((field) => Number.isNaN(numberOf(field)));
  const columns = isHeader ? columnsOf(file, first) : byPosition;
  const rows = isHeader ? others : [first, ...others];
  requirePointCount(file, rows.length);
  const named = rows.map((line) => {
    requireFields(file, line, columns);
    return { ...coordinatesOf(file, line, columns), name: classNameOf(line.fields[columns.label] ?? '') };
  });
  return numberClasses(file, named);
}

interface ContentLine {
  /** From 1. */
  readonly number: number;
  readonly content: string;
}

/** Lines that are neither empty nor comments, up to the first that is too many. */
function contentLines(text: string): ContentLine[] {
  const lines: ContentLine[] = [];
  let number = 0;
  for (const [line] of text.replace(/^\uFEFF/, '').matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    number++;
    const content = line.trim();
    if (content !== '' && !content.startsWith('#')) lines.push({ number, content });
    if (lines.length === MOST_LINES) break;
  }
  return lines;
}

/** @throws InvalidFileError where there are more lines than the most points and a header, before any is parsed */
function splitLines(file: string, text: string): Line[] {
  const lines = contentLines(text);
  if (lines.length === MOST_LINES) {
    throw new InvalidFileError(file, `it has more than ${MOST_POINTS.toLocaleString('en')} points`, ACCEPTED_COUNT);
  }
  const delimiter = delimiterIn(lines[0]?.content ?? '');
  return lines.map(({ content, number }) => {
    const spaced = delimiter === ' ' ? content.replace(/\s+/g, ' ') : content;
    const { data, errors } = Papa.parse<string[]>(spaced, { delimiter });
    if (errors.length > 0) throw new InvalidFileError(file, `line ${number} has an open quotation mark`, ACCEPTED_ROWS);
    return { number, fields: (data[0] ?? []).map((field) => decimalPoint(field.trim(), delimiter)) };
  });
}

function delimiterIn(line: string): string {
  return [';', '\t', ','].find((candidate) => line.includes(candidate)) ?? ' ';
}

function decimalPoint(field: string, delimiter: string): string {
  return delimiter !== ',' && /^[+-]?\d*,\d+$/.test(field) ? field.replace(',', '.') : field;
}

function numberOf(field: string): number {
  return field === '' ? NaN : Number(field);
}

const byPosition: Columns = { x: 0, y: 1, label: 2, count: 3 };

/** By their names where all three are named, by their places where there are three columns. */
function columnsOf(file: string, { number, fields }: Line): Columns {
  const names = fields.map((field) => field.toLowerCase());
  const [x, y] = [names.indexOf('x'), names.indexOf('y')];
  const label = names.findIndex((name) => ['class', 'label', 'target'].includes(name));
  if (x >= 0 && y >= 0 && label >= 0) return { x, y, label, count: fields.length };
  if (fields.length === 3) return byPosition;
  const problem = `line ${number} names the columns ${shortened(fields.join(', '))}`;
  throw new InvalidFileError(file, problem, 'three columns, or columns of which three are called x, y and class');
}

function requireFields(file: string, { number, fields }: Line, { count, label }: Columns): void {
  if (fields.length !== count) {
    const has = fields.length === 1 ? '1 field' : `${fields.length} fields`;
    throw new InvalidFileError(file, `line ${number} has ${has} instead of ${count}`, ACCEPTED_ROWS);
  }
  if (fields[label] === '') throw new InvalidFileError(file, `line ${number} has no class`, ACCEPTED_ROWS);
}

function coordinatesOf(file: string, { number, fields }: Line, columns: Columns): { x: number; y: number } {
  const read = (name: 'x' | 'y'): number => {
    const field = fields[columns[name]] ?? '';
    const value = numberOf(field);
    requireCoordinate(file, `in line ${number}, ${name}`, value, field);
    return value;
  };
  return { x: read('x'), y: read('y') };
}

/** Every point as it is drawn and trained on, that is placed and rounded to float32: x, y, class, set (train or test). */
export function writePointsCsv({ train, test }: DataSet): string {
  const rows = [...rowsOf(train, 'train'), ...rowsOf(test, 'test')];
  return csvText(['x', 'y', 'class', 'set'], rows);
}

function rowsOf({ positions, labels, count }: LabelledPoints, set: string): (string | number)[][] {
  return Array.from({ length: count }, (_, index) => [
    shortestFloat32(positions[2 * index] ?? NaN),
    shortestFloat32(positions[2 * index + 1] ?? NaN),
    labels[index] ?? 0,
    set,
  ]);
}
