/** What differs between two networks of a run, or between two steps of one: records, whose words are the caller's. */
import {
  absenceOf,
  measureCatalog,
  measureIds,
  provenShareOf,
  readMeasure,
  type MeasureId,
  type Provenance,
  type Sameness,
} from './measure-catalog.js';
import type { AbsenceReason, Measures } from './measures.js';
import { pairedStandardError, pairedStandardErrorOfShares } from './paired-error.js';

export type Direction = 'rose' | 'fell' | 'same';

/** Two numbers are compared without and with batch normalization, or at an earlier and a later step. */
export type Comparison = 'plain-to-batch' | 'earlier-to-later';

/** Who says what batch normalization does to a measure. `smoothness`: Santurkar et al. 2018; `alignment`: Balestriero & Baraniuk 2022. */
export type ClaimSource = 'notebook' | 'alignment' | 'smoothness';

export interface Claim {
  readonly source: ClaimSource;
  readonly direction: Exclude<Direction, 'same'>;
}

export type Outcome = 'as-claimed' | 'other-way-round' | 'no-difference' | 'unclaimed';

/**
 * What a difference must exceed to be one, in the measure's unit, and how that was set. `standard-errors`: two of them, of
 * the differences at the points; `rounding`: these do not differ from point to point.
 */
export type Threshold =
  | { readonly kind: 'relative'; readonly share: number; readonly value: number }
  | { readonly kind: 'standard-errors'; readonly value: number }
  | { readonly kind: 'rounding'; readonly value: number };

export interface Finding {
  readonly measure: MeasureId;
  readonly provenance: Provenance;
  readonly before: number;
  readonly after: number;
  readonly direction: Direction;
  /** (after - before) / |before|; null from 0. */
  readonly relativeChange: number | null;
  readonly threshold: Threshold;
  /** Share of the points for which both numbers are proven at least; 1 but for what lies outside the window. */
  readonly provenShare: number;
  readonly claim: Claim | null;
  readonly outcome: Outcome;
}

/** A measure that one of the two does not have. */
export interface MissingFinding {
  readonly measure: MeasureId;
  /** Null where there simply is no such number: no decision boundary in the window, for instance. */
  readonly reason: AbsenceReason | null;
}

export interface Findings {
  readonly found: readonly Finding[];
  readonly missing: readonly MissingFinding[];
}

/** Standard errors of the difference within which two numbers count as the same. */
const SAME_WITHIN = 2;
/** Share of the larger number below which a difference is but rounding. */
const ROUNDING = 1e-9;

const claims: Partial<Record<MeasureId, Claim>> = {
  notebookAlignment: { source: 'notebook', direction: 'fell' },
  notebookDensity: { source: 'notebook', direction: 'rose' },
  notebookMargin: { source: 'notebook', direction: 'rose' },
  notebookGradientNorm: { source: 'notebook', direction: 'fell' },
  wallDistance: { source: 'alignment', direction: 'fell' },
  wallDistanceRatio: { source: 'alignment', direction: 'fell' },
  nearbyUnits: { source: 'alignment', direction: 'rose' },
  nearbyUnitsRatio: { source: 'alignment', direction: 'rose' },
  wallDensityNear: { source: 'alignment', direction: 'rose' },
  alignmentExcessShare: { source: 'alignment', direction: 'fell' },
  marginMinimum: { source: 'alignment', direction: 'rose' },
  marginMedian: { source: 'alignment', direction: 'rose' },
  // Absolute, as that paper's curves are: of numbers relative to loss or gradient it says nothing.
  lossRange: { source: 'smoothness', direction: 'fell' },
  gradientChange: { source: 'smoothness', direction: 'fell' },
  effectiveSmoothness: { source: 'smoothness', direction: 'fell' },
};

/**
 * In the order of the catalogue. Claims are held against a comparison without and with batch normalization only. Both sets
 * of measures are of the same points, training ones and uniform ones: they are compared in pairs.
 *
 * @throws RangeError for sets of points of different sizes
 */
export function findings(before: Measures, after: Measures, comparison: Comparison): Findings {
  const found: Finding[] = [];
  const missing: MissingFinding[] = [];
  for (const measure of measureIds) {
    const [from, to] = [readMeasure(measure, before), readMeasure(measure, after)];
    const threshold = from === null || to === null ? null : thresholdOf(measure, before, after, from, to);
    if (from === null || to === null || !threshold) {
      missing.push({ measure, reason: absenceOf(from === null ? before : after) });
      continue;
    }
    const direction = Math.abs(to - from) <= threshold.value ? 'same' : to > from ? 'rose' : 'fell';
    const claim = comparison === 'plain-to-batch' ? (claims[measure] ?? null) : null;
    found.push({
      measure,
      provenance: measureCatalog[measure].provenance,
      before: from,
      after: to,
      direction,
      relativeChange: from === 0 ? null : (to - from) / Math.abs(from),
      threshold,
      provenShare: Math.min(provenShareOf(measure, before) ?? 1, provenShareOf(measure, after) ?? 1),
      claim,
      outcome: outcomeOf(direction, claim),
    });
  }
  return { found, missing };
}

/** Null where the spread of a sampled number is not known. */
function thresholdOf(id: MeasureId, before: Measures, after: Measures, from: number, to: number): Threshold | null {
  const same: Sameness = measureCatalog[id].same;
  const larger = Math.max(Math.abs(from), Math.abs(to));
  if (same.kind === 'relative') {
    return { kind: same.kind, share: same.share, value: Math.max(same.floor, same.share * larger) };
  }
  const [first, second] = [same.points(before), same.points(after)];
  if (!first || !second) return null;
  const errorOf = same.kind === 'shares' ? pairedStandardErrorOfShares : pairedStandardError;
  const value = SAME_WITHIN * errorOf(first, second);
  if (Number.isNaN(value)) return null;
  const rounding = ROUNDING * larger;
  return value > rounding ? { kind: 'standard-errors', value } : { kind: 'rounding', value: rounding };
}

function outcomeOf(direction: Direction, claim: Claim | null): Outcome {
  if (direction === 'same') return 'no-difference';
  if (!claim) return 'unclaimed';
  return direction === claim.direction ? 'as-claimed' : 'other-way-round';
}
