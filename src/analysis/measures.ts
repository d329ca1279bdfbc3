/** Everything that is measured of one network at one step: plain data that JSON keeps as it is. */
import type { DataSet } from '../training/data-set.js';
import type { ModelState, NormalizationStatistics } from '../training/model-state.js';
import type { Normalization } from '../training/network-spec.js';
import type { ViewWindow } from '../training/picture.js';
import type { AlignmentCost } from './alignment-cost.js';
import type { CellEntropy, CodeEntropy } from './cell-entropy.js';
import type { LossLandscape } from './loss-landscape.js';
import type { Margins } from './margins.js';
import type { NearbyUnits } from './nearby-units.js';
import type { NotebookMeasures } from './notebook/notebook-measures.js';
import type { RegionBounds } from './region-bounds.js';
import type { WallDensities } from './wall-density.js';
import type { WallDistances } from './wall-distances.js';

export interface MeasureOptions {
  /** r of what is near, above 0, in input units. */
  readonly radius: number;
  /** How many points are drawn evenly from the window, to compare the data with. */
  readonly uniformCount: number;
  /** Their seed, 0 to 2^32 - 1. */
  readonly uniformSeed: number;
  /** Beyond this many cells what needs all of them is left out. */
  readonly mostCells: number;
}

export const measureDefaults: MeasureOptions = { radius: 0.1, uniformCount: 2000, uniformSeed: 0, mostCells: 200_000 };

export interface MeasureRequest {
  readonly model: ModelState;
  /** Measured are the training points. */
  readonly data: DataSet;
  /** What batch normalization is folded with, for everything but gradients and losses in training mode. */
  readonly statistics: NormalizationStatistics;
  /** Rows of one batch: for gradients in training mode and for the statistics `batch`. */
  readonly batchRows: Uint32Array;
  readonly window: ViewWindow;
  /** The landscape's steps are multiples of it. */
  readonly learningRate: number;
  readonly options?: Partial<MeasureOptions>;
}

/**
 * Why something is not measured. `curved-boundaries`: single samples are normalised, so that the network is not piecewise
 * affine; `not-planar`: inputs have another dimension than 2; `too-many-cells`: more than `mostCells`.
 */
export type AbsenceReason = 'curved-boundaries' | 'not-planar' | 'too-many-cells';

export interface Absent {
  readonly absent: AbsenceReason;
}

export function isAbsent(measured: object): measured is Absent {
  return 'absent' in measured;
}

/** The same of the training points and of points drawn evenly from the window. */
export interface DataAndUniform<T> {
  readonly data: T;
  readonly uniform: T;
  /** Mean on data over mean on uniform points; null where either is none. */
  readonly ratio: number | null;
}

/** Of the partition in the window; exact. */
export interface RegionMeasures {
  /** Cells of equal activation code. */
  readonly activationCells: number;
  /** How many there are after each hidden layer. */
  readonly cellsAfterLayer: readonly number[];
  /** Neighbouring cells of equal affine maps joined. */
  readonly linearRegions: number;
  /** Length of the walls of each hidden layer, in input units. */
  readonly wallLengths: readonly number[];
  readonly decisionBoundaryLength: number;
  readonly entropyByArea: CellEntropy;
}

export interface Measures {
  /** Steps that the network had taken. */
  readonly step: number;
  readonly normalization: Normalization;
  readonly statistics: NormalizationStatistics;
  readonly window: ViewWindow;
  readonly options: MeasureOptions;
  /** Training points. */
  readonly pointCount: number;

  readonly notebook: NotebookMeasures;
  /** Rows of the training points that `gradientNorms.batch`, `landscape` and the statistics `batch` are of. */
  readonly batchRows: readonly number[];
  /** Norm of the loss's gradient over all parameters, in training mode. */
  readonly gradientNorms: { readonly trainingSet: number; readonly batch: number };
  /** Sampled along the gradient of the batch. */
  readonly landscape: LossLandscape;
  /** Of the training points over their activation codes: over cells, unless walls are curved. */
  readonly entropyByData: CodeEntropy;

  readonly regionBounds: RegionBounds | Absent;
  readonly regions: RegionMeasures | Absent;
  readonly wallDistances: DataAndUniform<WallDistances> | Absent;
  readonly margins: Margins | Absent;
  /** Units with a wall within the radius. */
  readonly nearbyUnits: DataAndUniform<NearbyUnits> | Absent;
  /** Wall length per area within the radius of the training points and in the window. */
  readonly wallDensity: WallDensities | Absent;
  /** Per hidden layer. */
  readonly alignmentCost: readonly AlignmentCost[] | Absent;
  /** Units of each hidden layer, by index, whose scale batch normalization's epsilon sets rather than the data. */
  readonly epsilonUnits: readonly (readonly number[])[];
}
