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
  /** In input units. */
  readonly dx: number;
  readonly dy: number;
  /** 0.05 to 20. */
  readonly scale: number;
  /** Degrees, counter-clockwise. */
  readonly rotation: number;
}

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

/** `fresh`: all samples are trained on, the test points are drawn anew from the same law with seed + 1. */
export const testSplits = ['fresh', 'holdout'] as const;
export type TestSplit = (typeof testSplits)[number];

export interface DataConfig {
  readonly set: DataSetName;
  /** Points asked of the generator, 20 to 4,000. */
  readonly sampleCount: number;
  /** Meaning and range by set: see `dataSetCatalog`. */
  readonly noise: number;
  /** 0 to 2^32 - 2. */
  readonly seed: number;
  /** Only where the catalog says that it applies; 2 otherwise. */
  readonly classCount: number;
  readonly split: TestSplit;
  /** Test points as a share of sampleCount, 0 to 0.9. holdout takes them from the samples, fresh draws them anew. */
  readonly testFraction: number;
  readonly placement: Placement;
  /** The reader's own points, for set = custom only; empty otherwise. */
  readonly customPoints: readonly CustomPoint[];
}

export interface CustomPoint {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}
