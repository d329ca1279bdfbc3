import { unmoved, type CustomPoint, type DataConfig, type DataSetName } from '../data-set.js';
import { networkLimits } from '../network-spec.js';
import { starterPoints } from './custom-points.js';

export interface RangedSetting {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

export interface DataSetEntry {
  readonly label: string;
  /** One short sentence for the reader. */
  readonly description: string;
  /** What `DataConfig.noise` means for this set; null where it is not read. */
  readonly noise: (RangedSetting & { readonly label: string; readonly step: number }) | null;
  readonly sampleCount: { readonly default: number };
  /** Null where there are always two classes. */
  readonly classes: RangedSetting | null;
}

const sampleCount = { default: 500 };
const [min, max] = networkLimits.classCount;

export const dataSetCatalog: Readonly<Record<DataSetName, DataSetEntry>> = {
  circles: {
    label: 'Circles',
    description: 'One ring inside another, half its size.',
    noise: { label: 'Noise (standard deviation)', min: 0, max: 0.5, step: 0.01, default: 0.1 },
    sampleCount,
    classes: null,
  },
  moons: {
    label: 'Moons',
    description: 'Two half circles that reach into each other.',
    noise: { label: 'Noise (standard deviation)', min: 0, max: 0.5, step: 0.01, default: 0.1 },
    sampleCount,
    classes: null,
  },
  blobs: {
    label: 'Blobs',
    description: 'One round cloud per class, scattered over a large square.',
    noise: { label: 'Spread (standard deviation)', min: 0.1, max: 5, step: 0.1, default: 1 },
    sampleCount,
    classes: { min, max, default: 3 },
  },
  classification: {
    label: 'Stretched clouds',
    description: 'One stretched cloud per class at the corners of a square.',
    noise: { label: 'Share of random labels', min: 0, max: 0.5, step: 0.01, default: 0.01 },
    sampleCount,
    classes: { min: 2, max: 4, default: 2 },
  },
  spirals: {
    label: 'Spirals',
    description: 'Two spiral arms wound around each other.',
    noise: { label: 'Noise (largest shift)', min: 0, max: 0.5, step: 0.01, default: 0.1 },
    sampleCount,
    classes: null,
  },
  xor: {
    label: 'Exclusive or',
    description: 'Opposite quadrants share a class.',
    noise: { label: 'Wrong labels near the axes', min: 0, max: 0.5, step: 0.01, default: 0 },
    sampleCount,
    classes: null,
  },
  gaussian: {
    label: 'Two clouds',
    description: 'Two round clouds that overlap more with more noise.',
    noise: { label: 'Noise (wider clouds)', min: 0, max: 0.5, step: 0.01, default: 0 },
    sampleCount,
    classes: null,
  },
  checkerboard: {
    label: 'Checkerboard',
    description: 'A board of four by four squares in two colours.',
    noise: { label: 'Noise (standard deviation)', min: 0, max: 0.5, step: 0.01, default: 0 },
    sampleCount,
    classes: null,
  },
  custom: {
    label: 'Your own points',
    description: 'Points that you place yourself.',
    noise: null,
    sampleCount: { default: starterPoints.length },
    classes: { min, max, default: 2 },
  },
};

/** A set as it is first shown; for circles the notebook's: 500 samples, noise 0.1, seed 42, all trained on. */
export function defaultDataConfig(set: DataSetName): DataConfig {
  const entry = dataSetCatalog[set];
  return {
    set,
    sampleCount: entry.sampleCount.default,
    noise: entry.noise?.default ?? 0,
    seed: 42,
    classCount: entry.classes?.default ?? 2,
    split: set === 'custom' ? 'holdout' : 'fresh',
    testFraction: set === 'custom' ? 0 : 0.4,
    placement: unmoved,
    customPoints: set === 'custom' ? starterPoints : [],
    order: 'shuffled',
  };
}

/** Points of a file, in its order, all trained on. */
export const pointsAsGiven = (customPoints: readonly CustomPoint[], classCount: number): DataConfig => ({
  ...defaultDataConfig('custom'),
  customPoints,
  classCount,
  order: 'given',
});
