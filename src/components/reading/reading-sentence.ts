import type { CellReading } from '../../geometry/read-cell.js';
import { formatCoordinate, formatCount, formatMeasure, formatPercent, formatSmallShare } from '../format.js';
import { english, type Language } from '../language.js';
import { formulas, reachesWindowEdge, slopes, unitName, wallUnits } from './cell-facts.js';
import { codeSentence } from './code-sentence.js';
import { boundaryWords, marginWords } from './decision-words.js';
import { readingStrings } from './reading-strings.js';
import { activeUnits, type Reading } from './reading.js';

/** What a reading comes to, short enough to be heard at every step. */
export function readingSentence(reading: Reading, language = english): string {
  const words = language.of('reading', readingStrings);
  const { probabilities, code, cell, point } = reading;
  const share = Math.max(...probabilities);
  const likeliest = words.class(formatCount(probabilities.indexOf(share), language), formatPercent(share, language));
  const active = words.spoken.active(
    formatCount(
      code.reduce((sum, bits) => sum + activeUnits(bits), 0),
      language,
    ),
    formatCount(
      code.reduce((sum, { length }) => sum + length, 0),
      language,
    ),
  );
  if (!cell) {
    const at = words.at(formatCoordinate(point.x, language), formatCoordinate(point.y, language));
    return words.spoken.point(at, likeliest, active);
  }
  const { length } = wallUnits(cell);
  const walls = words.wallCount(formatCount(length, language), length);
  return words.spoken.cell(likeliest, formatMeasure(cell.area, language), active, walls);
}

/** The whole reading in sentences. */
export function readingText(reading: Reading, language = english): string {
  const words = language.of('reading', readingStrings);
  const { point, probabilities, code, cell, absence, share, step, nearest, isExactDistance, decision, trainingPoint } =
    reading;
  const { sentence } = language.common;
  const distance = formatMeasure(nearest.distance, language);
  const unit = unitName(nearest, language);
  return [
    sentence(words.at(formatCoordinate(point.x, language), formatCoordinate(point.y, language))),
    ...probabilities.map((one, index) =>
      sentence(words.class(formatCount(index, language), formatPercent(one, language))),
    ),
    ...code.map((bits, layer) => sentence(codeSentence(bits, layer, language))),
    ...(cell ? cellText(cell, share, language) : []),
    nearest.layer < 0
      ? words.noWall
      : words.text.nearest(unit, isExactDistance ? words.nearestExact(distance) : words.nearestFirstOrder(distance)),
    ...(decision ? [words.text.boundary(boundaryWords(decision, 'long', language))] : []),
    ...(trainingPoint ? [words.text.margin(marginWords(trainingPoint, 'long', language))] : []),
    absence ? words.absences[absence] : sentence(words.exact(formatCount(step, language))),
  ]
    .filter(Boolean)
    .join(' ');
}

function cellText(cell: CellReading, share: number, language: Language): string[] {
  const words = language.of('reading', readingStrings);
  const units = wallUnits(cell);
  const names = units.map((unit) => unitName(unit, language));
  return [
    ...formulas(cell, language).map(({ name, formula }) => words.text.formula(name, formula)),
    words.text.value(words.slope, slopes(cell, language)),
    words.text.area(formatMeasure(cell.area, language), formatSmallShare(share, language)),
    words.text.value(
      words.wallCount(formatCount(units.length, language), units.length),
      [...names, ...(reachesWindowEdge(cell) ? [words.windowEdge] : [])].join(language.common.semicolon),
    ),
  ];
}
