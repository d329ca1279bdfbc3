/** What is shown of a set of measures, in which order, beside which picture. */
import { isAbsent, type Measures } from '../../analysis/measures.js';
import {
  measureCatalog,
  provenShareOf,
  readMeasure,
  type MeasureId,
  type Provenance,
} from '../../analysis/measure-catalog.js';
import { formatPercent } from '../format.js';
import type { MeasureKind } from './measure-format.js';
import { measureStrings as words } from './measure-strings.js';

export interface MeasureRow {
  readonly label: string;
  /** What it is called where a network has curved walls, if not the same. */
  readonly labelOfCurved?: string | undefined;
  readonly unit: string | null;
  readonly provenance: Provenance;
  /** What that means. */
  readonly hint: string;
  /** Share of the points for which the number is proven. */
  readonly provenShare: (measures: Measures) => number | null;
  readonly kind: MeasureKind;
  /** Null where there is no such number. */
  readonly read: (measures: Measures) => number | null;
}

export interface MeasureGroup {
  readonly id: keyof typeof words.groups;
  readonly rows: readonly MeasureRow[];
}

const { units, rows: labels, rowsOfCurved: curvedLabels, provenanceHints: hints } = words;

/** Exact numbers that take no polygons. */
const sums: ReadonlySet<MeasureId> = new Set([
  'gradientNormOfTrainingSet',
  'effectiveCodes',
  'occupiedCodes',
  'alignmentExcessShare',
]);

/** "exact", unless it is so within the window only for some points of a network. */
export function howHad(provenance: Provenance, provenShares: readonly (number | null)[]): string {
  const shares = provenShares.filter((share) => share !== null);
  if (shares.every((share) => share === 1)) return words.provenance[provenance];
  // Rounded down: all but one of many points is not all of them.
  return words.exactInWindow(shares.map((share) => formatPercent(Math.floor(1000 * share) / 1000)).join(' / '));
}

function row(
  id: MeasureId & keyof typeof labels,
  kind: MeasureKind = 'number',
  unit: string | null = null,
): MeasureRow {
  return {
    label: labels[id],
    labelOfCurved: (curvedLabels as Partial<Record<MeasureId, string>>)[id],
    unit,
    provenance: measureCatalog[id].provenance,
    hint: sums.has(id) ? hints.exactSum : hints[measureCatalog[id].provenance],
    provenShare: (measures) => provenShareOf(id, measures),
    kind,
    read: (measures) => readMeasure(id, measures),
  };
}

const halfGap: MeasureRow = {
  label: labels.halfGap,
  unit: units.length,
  provenance: 'exact',
  hint: hints.exactSum,
  provenShare: () => 1,
  kind: 'number',
  read: ({ margins }) => (isAbsent(margins) ? null : margins.halfGap),
};
const certified: MeasureRow = {
  label: labels.certified,
  unit: null,
  provenance: 'exact',
  hint: hints.exact,
  provenShare: () => 1,
  kind: 'share',
  read: ({ margins, pointCount }) => (isAbsent(margins) ? null : margins.certifiedCount / pointCount),
};

export const notebookGroups: readonly MeasureGroup[] = [
  {
    id: 'alignment',
    rows: [
      row('notebookAlignment', 'number', units.length),
      row('wallDistance', 'number', units.length),
      row('wallDistanceUniform', 'number', units.length),
      row('decisionDistance', 'number', units.length),
    ],
  },
  {
    id: 'density',
    rows: [
      row('notebookDensity', 'share'),
      row('wallDensityNear', 'number', units.perLength),
      row('wallDensity', 'number', units.perLength),
    ],
  },
  {
    id: 'margin',
    rows: [
      row('notebookMargin', 'number', units.length),
      row('marginMinimum', 'number', units.length),
      row('marginLowQuantile', 'number', units.length),
      row('marginMedian', 'number', units.length),
      certified,
      halfGap,
    ],
  },
  {
    id: 'gradient',
    rows: [row('notebookGradientNorm'), row('gradientNormOfTrainingSet'), row('gradientNormOfBatch')],
  },
  {
    id: 'entropy',
    rows: [
      row('notebookEntropy', 'number', units.nats),
      row('effectiveCodes', 'number'),
      row('occupiedCodes', 'count'),
      row('effectiveCellsByArea', 'number'),
    ],
  },
  {
    id: 'regions',
    rows: [row('notebookRegions', 'count'), row('activationCells', 'count'), row('linearRegions', 'count')],
  },
];

export const paperGroups: readonly MeasureGroup[] = [
  { id: 'nearby', rows: [row('nearbyUnits'), row('nearbyUnitsUniform'), row('nearbyUnitsRatio')] },
  {
    id: 'length',
    rows: [
      row('wallDensityNear', 'number', units.perLength),
      row('wallDensity', 'number', units.perLength),
      row('wallDensityRatio'),
    ],
  },
  { id: 'cost', rows: [row('alignmentExcessShare', 'share')] },
];

export const landscapeRows: readonly MeasureRow[] = [
  row('lossRange'),
  row('relativeLossRange'),
  row('gradientChange'),
  row('relativeGradientChange'),
  row('effectiveSmoothness'),
];
