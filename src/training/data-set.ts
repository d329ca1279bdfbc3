/** Labelled points, already placed, rounded to float32: what networks train on and pictures show. */
export interface LabelledPoints {
  /** [count, dimension] row-major. */
  readonly positions: Float32Array<ArrayBuffer>;
  /** Class of each point, 0 to classCount - 1. */
  readonly labels: Uint8Array<ArrayBuffer>;
  readonly count: number;
}

export interface DataSet {
  /** D, 2 for all built-in sets. */
  readonly dimension: number;
  readonly classCount: number;
  readonly train: LabelledPoints;
  readonly test: LabelledPoints;
}

/**
 * Affine placement of a cloud about the mean m of its training points before placement:
 * p -> m + scale R(rotation) (p - m) + (dx, dy).
 */
export interface Placement {
  /** In input units, -1000 to 1000. */
  readonly dx: number;
  readonly dy: number;
  /** 0.05 to 20. */
  readonly scale: number;
  /** Degrees, counter-clockwise, -360 to 360. */
  readonly rotation: number;
}

/** Where the points were drawn. */
export const unmoved: Placement = { dx: 0, dy: 0, scale: 1, rotation: 0 };

export const isMoved = ({ dx, dy, scale, rotation }: Placement): boolean =>
  dx !== 0 || dy !== 0 || scale !== 1 || rotation !== 0;

export const dataSetNames = [
  'circles',
  'moons',
  'blobs',
  'classification',
  'spirals',
  'xor',
  'gaussian',
  'checkerboard',
  'custom',
] as const;
export type DataSetName = (typeof dataSetNames)[number];

export const testSplits = ['fresh', 'holdout'] as const;
/**
 * `fresh`: all samples are trained on, the test points are drawn anew from the same law with seed + 1.
 * `holdout`: test points are taken from the samples, as by scikit-learn's train_test_split with random_state = seed.
 */
export type TestSplit = (typeof testSplits)[number];

export const pointOrders = ['given', 'shuffled'] as const;
/**
 * `given`: the reader's own points as they are listed, for files whose order means something; `shuffled`: mixed by the
 * seed, because points are often drawn class by class and batches may be taken in order.
 */
export type PointOrder = (typeof pointOrders)[number];

export const dataLimits = {
  sampleCount: [20, 4000],
  seed: [0, 2 ** 32 - 2],
  testFraction: [0, 0.9],
  shift: [-1000, 1000],
  scale: [0.05, 20],
  rotation: [-360, 360],
  customPointCount: [2, 4000],
  customCoordinate: [-10_000, 10_000],
} as const;

export interface DataConfig {
  readonly set: DataSetName;
  /** Points asked of the generator, 20 to 4,000. Not read for set = custom. */
  readonly sampleCount: number;
  /** Meaning and range by set: see `dataSetCatalog`. Not read for set = custom. */
  readonly noise: number;
  /** 0 to 2^32 - 2. */
  readonly seed: number;
  /** Only where the catalog says that it applies; 2 otherwise. */
  readonly classCount: number;
  readonly split: TestSplit;
  /** Test points as a share of the samples, rounded up, 0 to 0.9. Own points have no law: there `fresh` needs 0. */
  readonly testFraction: number;
  readonly placement: Placement;
  /** The reader's own points, for set = custom only; empty otherwise. */
  readonly customPoints: readonly CustomPoint[];
  /** Of the reader's own points in the data set. Not read for other sets. */
  readonly order: PointOrder;
}

export interface CustomPoint {
  /** -10,000 to 10,000, as is y. */
  readonly x: number;
  readonly y: number;
  /** 0 to classCount - 1; every class needs a point. */
  readonly label: number;
}
