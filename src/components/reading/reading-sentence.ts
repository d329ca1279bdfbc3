import type { CellReading } from '../../geometry/read-cell.js';
import { formatCoordinate, formatCount, formatMeasure, formatPercent, formatSmallShare } from '../format.js';
import { formulas, reachesWindowEdge, slopes, wallUnits } from './cell-facts.js';
import { codeSentence } from './code-sentence.js';
import { boundaryWords, marginWords } from './decision-words.js';
import { readingStrings as words } from './reading-strings.js';
import { activeUnits, type Reading } from './reading.js';

/** What a reading comes to, short enough to be heard at every step. */
export function readingSentence(reading: Reading): string {
  const { probabilities, code, cell, point } = reading;
  const share = Math.max(...probabilities);
  const likeliest = words.class(probabilities.indexOf(share), formatPercent(share));
  const active = words.spoken.active(
    formatCount(code.reduce((sum, bits) => sum + activeUnits(bits), 0)),
    formatCount(code.reduce((sum, { length }) => sum + length, 0)),
  );
  if (!cell) {
    const at = words.at(formatCoordinate(point.x), formatCoordinate(point.y));
    return words.spoken.point(at, likeliest, active);
  }
  const walls = words.wallCount(wallUnits(cell).length);
  return words.spoken.cell(likeliest, formatMeasure(cell.area), active, walls);
}

/** The whole reading in sentences. */
export function readingText(reading: Reading): string {
  const { point, probabilities, code, cell, absence, share, step, nearest, isExactDistance, decision, trainingPoint } =
    reading;
  const distance = formatMeasure(nearest.distance);
  const unit = words.unit(nearest.layer + 1, nearest.unit + 1);
  return [
    words.at(formatCoordinate(point.x), formatCoordinate(point.y)),
    ...probabilities.map((one, index) => words.class(index, formatPercent(one))),
    ...code.map(codeSentence),
    ...(cell ? cellText(cell, share) : []),
    nearest.layer < 0
      ? words.noWall
      : words.text.nearest(unit, isExactDistance ? words.nearestExact(distance) : words.nearestFirstOrder(distance)),
    ...(decision ? [words.text.boundary(boundaryWords(decision, 'long'))] : []),
    ...(trainingPoint ? [words.text.margin(marginWords(trainingPoint, 'long'))] : []),
    absence ? words.absences[absence] : words.exact(formatCount(step)),
  ]
    .map((sentence) => sentence.replace(/\.$/, ''))
    .filter(Boolean)
    .map((sentence) => `${sentence}.`)
    .join(' ');
}

function cellText(cell: CellReading, share: number): string[] {
  const units = wallUnits(cell);
  const names = units.map(({ layer, unit }) => words.unit(layer + 1, unit + 1));
  return [
    ...formulas(cell).map(({ name, formula }) => words.text.formula(name, formula)),
    words.text.value(words.slope, slopes(cell)),
    words.text.area(formatMeasure(cell.area), formatSmallShare(share)),
    words.text.value(
      words.wallCount(units.length),
      [...names, ...(reachesWindowEdge(cell) ? [words.windowEdge] : [])].join('; '),
    ),
  ];
}
