/** Sentences about what differs, made from the numbers of a run and from nothing else. */
import { findings, type Comparison, type Direction, type Finding } from '../../analysis/findings.js';
import { absenceOf, isCurved } from '../../analysis/measure-catalog.js';
import type { Measures } from '../../analysis/measures.js';
import { formatCount, formatPercent, formatShare } from '../format.js';
import { findingStrings as words, findingWords, type FindingWords, type FoundId } from './finding-strings.js';
import { howHad } from './measure-groups.js';
import { formatMeasure, formatNumber } from './measure-format.js';
import { measureStrings } from './measure-strings.js';

export interface FindingSentence {
  readonly measure: FoundId;
  readonly direction: Direction;
  readonly text: string;
}

/** One set of numbers, as sentences call it. */
export interface Side {
  readonly name: string;
  readonly measures: Measures;
}

/** At the start of a sentence, before what holds of `after`: "With BN", "At step 350". */
export interface ComparedSides {
  readonly before: Side;
  readonly after: Side;
  readonly subject: string;
  readonly comparison: Comparison;
}

/** What `findingStrings.rule` says. */
const USUAL_SHARE = 0.02;

export const findingIds = Object.keys(findingWords) as FoundId[];

/** In the order of `ids`; then a sentence for each side that lacks some of them. */
export function findingSentences(
  { before, after, subject, comparison }: ComparedSides,
  ids: readonly FoundId[],
): { readonly found: readonly FindingSentence[]; readonly missing: readonly string[] } {
  const { found, missing } = findings(before.measures, after.measures, comparison);
  const isAnyCurved = [before, after].some(({ measures }) => isCurved(measures));
  const byId = new Map(found.map((finding) => [finding.measure, finding]));
  return {
    found: ids.flatMap((id) => {
      const finding = byId.get(id);
      return finding
        ? [{ measure: id, direction: finding.direction, text: sentence(subject, id, finding, isAnyCurved) }]
        : [];
    }),
    missing: missing.some(({ measure }) => ids.some((id) => id === measure)) ? reasons([before, after]) : [],
  };
}

function reasons(sides: readonly Side[]): string[] {
  const all = sides.flatMap(({ name, measures }) => {
    const reason = absenceOf(measures);
    return reason ? [measureStrings.absent[reason](name, formatCount(measures.options.mostCells))] : [];
  });
  return all.length > 0 ? [...new Set(all)] : [words.missing];
}

function sentence(subject: string, id: FoundId, finding: Finding, isAnyCurved: boolean): string {
  const how: FindingWords = findingWords[id];
  const { before, after, direction, provenance, provenShare } = finding;
  const numbers = words.numbers(
    formatMeasure(after, how.kind),
    formatMeasure(before, how.kind),
    how.unit ?? '',
    howHad(provenance, [provenShare]),
    thresholdOf(finding, how),
  );
  const compared = (isAnyCurved && how.ofCurved) || how;
  const text =
    direction === 'same'
      ? words.same(compared.name, numbers)
      : words.difference(subject, compared.sentence(amountOf(how, finding)), numbers);
  return [text, remark(finding)].filter(Boolean).join(' ');
}

/** From where on numbers count as different, where that is not what the rule above the sentences says. */
function thresholdOf({ threshold }: Finding, { comparing }: FindingWords): string {
  const { thresholds } = words;
  switch (threshold.kind) {
    case 'rounding':
      return thresholds.rounding;
    case 'standard-errors':
      return thresholds.standardErrors(
        comparing === 'points' ? words.points(formatNumber(100 * threshold.value)) : formatNumber(threshold.value),
      );
    case 'relative':
      return threshold.share === USUAL_SHARE ? '' : thresholds.relative(formatShare(threshold.share));
    default:
      return threshold satisfies never;
  }
}

/** How the finding stands to what is said of it elsewhere. */
function remark({ claim, outcome }: Finding): string {
  if (!claim) return '';
  switch (outcome) {
    case 'as-claimed':
      return words.asClaimed(claim.source);
    case 'other-way-round':
      return words.otherWay(claim.source);
    case 'no-difference':
      return words.noneWhereClaimed(claim.source);
    case 'unclaimed':
      return '';
    default:
      return outcome satisfies never;
  }
}

/** Direction and size of a difference. */
export function amountOf({ comparing }: Pick<FindingWords, 'comparing'>, finding: Finding): string {
  const { before, after, relativeChange } = finding;
  const isMore = after > before;
  if (comparing === 'points' || comparing === 'apart' || relativeChange === null) {
    const gap = Math.abs(after - before);
    const { more, less } = words.amounts[comparing === 'points' ? 'points' : 'apart'];
    return (isMore ? more : less)(formatNumber(comparing === 'points' ? 100 * gap : gap));
  }
  const { more, less, times } = words.amounts[comparing];
  if (relativeChange > 1) return times(formatNumber(after / before));
  const size = Math.abs(relativeChange);
  const share = size > 0.995 && size < 1 ? formatPercent(size) : formatShare(size);
  return (isMore ? more : less)(share);
}
