/** Every single number of a set of measures by name, for curves, findings and tables. */
import type { AlignmentCost } from './alignment-cost.js';
import type { Margins } from './margins.js';
import { isAbsent, type Absent, type AbsenceReason, type Measures } from './measures.js';
import { SHIFTS } from './notebook/perturbed-points.js';

/**
 * How a number was had. `exact`: in float64, of the network as it is and of these points; `sampled`: of points, steps or a
 * batch that stand for more; `proxy`: by the notebook's definition, whatever it means.
 */
export type Provenance = 'exact' | 'sampled' | 'proxy';

/**
 * When two values count as no different. `relative`: apart by at most this share of the larger, or by the floor, below
 * which there is but rounding. `means` and `shares`: apart by at most two standard errors of their difference, in pairs:
 * both networks are measured at the same points, and `points` is what each of them has in the number, which moves by as
 * much as the mean over the points does. Shares are 0 to 1.
 */
export type Sameness =
  | { readonly kind: 'relative'; readonly share: number; readonly floor: number }
  | {
      readonly kind: 'means' | 'shares';
      /** In the order of the points; null where there is no number. */
      readonly points: (measures: Measures) => readonly number[] | null;
    };

export interface MeasureEntry {
  readonly provenance: Provenance;
  /** Null where it is not to be had. */
  readonly read: (measures: Measures) => number | null;
  readonly same: Sameness;
  /** Of exact numbers, where the window bounds the view: share of the points for which nothing outside it can matter. */
  readonly provenShare?: (measures: Measures) => number | null;
  /** Whether its course over training is worth a curve: it is comparable from step to step. */
  readonly isCurve: boolean;
}

/** Exact numbers and proxies: less than this share is nothing to speak of. */
const SLIGHT: Sameness = { kind: 'relative', share: 0.02, floor: 1e-9 };
/** Of one batch, whose spread over batches is not measured: relative differences of the next batch are of this order. */
const ONE_BATCH: Sameness = { kind: 'relative', share: 0.2, floor: 0 };

const of = <T extends object, R>(part: T | Absent, read: (part: T) => R): R | null =>
  isAbsent(part) ? null : read(part);

/**
 * What each uniform point has in the ratio of the mean on data to that on uniform points, to first order: the data are what
 * they are, and where the uniform mean grows by a hundredth, the ratio falls by one.
 */
function pointsOfRatio(
  ratio: number | null,
  uniformMean: number | null,
  uniformPoints: readonly number[] | null,
): readonly number[] | null {
  if (ratio === null || uniformMean === null || !uniformPoints) return null;
  return uniformPoints.map((value) => (-ratio * value) / uniformMean);
}

const exact = (read: MeasureEntry['read'], isCurve = true): MeasureEntry => ({
  provenance: 'exact',
  read,
  same: SLIGHT,
  isCurve,
});
const inWindow = (read: MeasureEntry['read'], provenShare: NonNullable<MeasureEntry['provenShare']>): MeasureEntry => ({
  ...exact(read),
  provenShare,
});
const margin = (read: (margins: Margins) => number | null): MeasureEntry =>
  inWindow(
    (m) => of(m.margins, read),
    (m) => of(m.margins, ({ certifiedCount }) => certifiedCount / m.pointCount),
  );
const proxy = (read: MeasureEntry['read'], same: Sameness = SLIGHT): MeasureEntry => ({
  provenance: 'proxy',
  read,
  same,
  isCurve: true,
});
const sampled = (
  read: MeasureEntry['read'],
  points: (measures: Measures) => readonly number[] | null,
): MeasureEntry => ({
  provenance: 'sampled',
  read,
  same: { kind: 'means', points },
  isCurve: true,
});
const ofBatch = (read: MeasureEntry['read']): MeasureEntry => ({
  provenance: 'sampled',
  read,
  same: ONE_BATCH,
  isCurve: true,
});

/** Mean over the layers of the share that BN's optimum would save. */
const excessShare = (layers: readonly AlignmentCost[]): number =>
  layers.reduce((sum, { excess, cost }) => sum + (cost > 0 ? excess / cost : 0), 0) / layers.length;

export const measureCatalog = {
  // The notebook's, by its own definitions.
  accuracy: {
    ...exact(({ notebook }) => notebook.accuracy),
    same: { kind: 'shares', points: ({ notebook }) => notebook.isRight.map(Number) },
  },
  notebookAlignment: proxy(({ notebook }) => notebook.boundaryAlignment),
  // The shifts of one point depend on each other: what is independent are the points.
  notebookDensity: proxy(({ notebook }) => notebook.boundaryDensity, {
    kind: 'shares',
    points: ({ notebook }) => notebook.changedShifts.map((shifts) => shifts / SHIFTS),
  }),
  notebookMargin: proxy(({ notebook }) => notebook.decisionMargin),
  notebookGradientNorm: proxy(({ notebook }) => notebook.meanGradientNorm, {
    kind: 'means',
    points: ({ notebook }) => notebook.gradientNorms,
  }),
  notebookEntropy: proxy(({ notebook }) => notebook.entropyOfData),
  notebookRegions: proxy(({ notebook }) => notebook.regionCount),

  // Their true counterparts.
  wallDistance: exact((m) => of(m.wallDistances, ({ data }) => data.anyWall.mean)),
  wallDistanceUniform: sampled(
    (m) => of(m.wallDistances, ({ uniform }) => uniform.anyWall.mean),
    (m) => of(m.wallDistances, ({ uniform }) => uniform.anyWall.distances),
  ),
  wallDistanceRatio: sampled(
    (m) => of(m.wallDistances, ({ ratio }) => ratio),
    (m) =>
      of(m.wallDistances, ({ ratio, uniform: { anyWall } }) => pointsOfRatio(ratio, anyWall.mean, anyWall.distances)),
  ),
  decisionDistance: inWindow(
    (m) => of(m.wallDistances, ({ data }) => data.decisionBoundary.mean),
    (m) => of(m.wallDistances, ({ data }) => data.decisionBoundary.settledShare),
  ),
  marginMinimum: margin(({ minimum }) => minimum),
  marginLowQuantile: margin(({ lowQuantile }) => lowQuantile),
  marginMedian: margin(({ median }) => median),
  marginMean: margin(({ mean }) => mean),
  gradientNormOfTrainingSet: exact(({ gradientNorms }) => gradientNorms.trainingSet),
  gradientNormOfBatch: ofBatch(({ gradientNorms }) => gradientNorms.batch),
  lossRange: ofBatch(({ landscape }) => landscape.lossRangeWidth),
  gradientChange: ofBatch(({ landscape }) => landscape.gradientChangeRange.most),
  relativeLossRange: ofBatch(({ landscape }) => landscape.relativeLossRange),
  relativeGradientChange: ofBatch(({ landscape }) => landscape.relativeGradientChange),
  effectiveSmoothness: ofBatch(({ landscape }) => landscape.effectiveSmoothness),
  effectiveCodes: exact(({ entropyByData }) => entropyByData.effectiveCodes),
  occupiedCodes: exact(({ entropyByData }) => entropyByData.occupiedCodes),
  effectiveCellsByArea: exact((m) => of(m.regions, ({ entropyByArea }) => entropyByArea.effectiveCells)),
  activationCells: exact((m) => of(m.regions, ({ activationCells }) => activationCells)),
  linearRegions: exact((m) => of(m.regions, ({ linearRegions }) => linearRegions)),
  decisionBoundaryLength: exact((m) => of(m.regions, ({ decisionBoundaryLength }) => decisionBoundaryLength)),

  // The papers'.
  nearbyUnits: exact((m) => of(m.nearbyUnits, ({ data }) => data.mean)),
  nearbyUnitsUniform: sampled(
    (m) => of(m.nearbyUnits, ({ uniform }) => uniform.mean),
    (m) => of(m.nearbyUnits, ({ uniform }) => uniform.counts),
  ),
  nearbyUnitsRatio: sampled(
    (m) => of(m.nearbyUnits, ({ ratio }) => ratio),
    (m) => of(m.nearbyUnits, ({ ratio, uniform }) => pointsOfRatio(ratio, uniform.mean, uniform.counts)),
  ),
  wallDensity: exact((m) => of(m.wallDensity, ({ density }) => density)),
  wallDensityNear: exact((m) => of(m.wallDensity, ({ densityNear }) => densityNear)),
  wallDensityRatio: exact((m) => of(m.wallDensity, ({ ratio }) => ratio)),
  alignmentExcessShare: exact((m) => of(m.alignmentCost, excessShare)),
  certifiedMargins: exact((m) => of(m.margins, ({ certifiedCount }) => certifiedCount), false),
} satisfies Record<string, MeasureEntry>;

export type MeasureId = keyof typeof measureCatalog;

export const measureIds = Object.keys(measureCatalog) as MeasureId[];

export function readMeasure(id: MeasureId, measures: Measures): number | null {
  return measureCatalog[id].read(measures);
}

/** Share of the points for which a number is proven, 0 to 1; null where there is no such number. */
export function provenShareOf(id: MeasureId, measures: Measures): number | null {
  const { provenShare }: MeasureEntry = measureCatalog[id];
  return provenShare ? provenShare(measures) : 1;
}

/** Whether a network normalises single samples, so that its walls are curved and one activation code may have several cells. */
export function isCurved({ regions }: Measures): boolean {
  return isAbsent(regions) && regions.absent === 'curved-boundaries';
}

/** Why exact numbers are missing of a network, null where they are there. */
export function absenceOf({ regions, wallDistances, nearbyUnits }: Measures): AbsenceReason | null {
  return [regions, wallDistances, nearbyUnits].find<Absent>(isAbsent)?.absent ?? null;
}
