import type { CellReading } from '../../geometry/read-cell.js';
import type { UnitPlace } from '../../geometry/unit-place.js';
import { formatCount, formatMeasure } from '../format.js';
import { english } from '../language.js';
import { affineFormula } from './affine-formula.js';
import { readingStrings } from './reading-strings.js';

/** The units whose walls bound a cell, in the order of its edges. */
export function wallUnits({ edges }: CellReading): UnitPlace[] {
  const units = new Map<string, UnitPlace>();
  // An edge may lie in several pieces.
  for (const { wall } of edges) if (wall) units.set(`${wall.layer} ${wall.unit}`, wall);
  return [...units.values()];
}

export function unitName({ layer, unit }: UnitPlace, language = english): string {
  const words = language.of('reading', readingStrings);
  return words.unit(formatCount(layer + 1, language), formatCount(unit + 1, language));
}

/** Whether a part of the window's edge bounds a cell. */
export const reachesWindowEdge = ({ edges }: CellReading): boolean => edges.some(({ neighbour }) => neighbour === null);

/** The affine map of every logit, of two also that of their difference. */
export function formulas(
  { logits }: CellReading,
  language = english,
): readonly { readonly name: string; readonly formula: string }[] {
  const words = language.of('reading', readingStrings);
  const all = logits.map((map, index) => ({
    name: words.logit(formatCount(index, language)),
    formula: affineFormula(map, language),
  }));
  const [first, second] = logits;
  if (!first || !second || logits.length > 2) return all;
  const difference = { a: second.a - first.a, b: second.b - first.b, c: second.c - first.c };
  return [...all, { name: words.difference, formula: affineFormula(difference, language) }];
}

export function slopes({ slopeNorm, differenceSlope }: CellReading, language = english): string {
  const words = language.of('reading', readingStrings);
  const all = formatMeasure(slopeNorm, language);
  return differenceSlope === null ? all : words.slopes(all, formatMeasure(differenceSlope, language));
}
