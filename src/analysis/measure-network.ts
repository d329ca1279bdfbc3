import { boundaryLengths } from '../geometry/boundary-lengths.js';
import { cellNeighboursInPieces, type CellNeighbours } from '../geometry/cell-neighbours.js';
import { linearRegionsInPieces } from '../geometry/linear-regions.js';
import { cutPartition, type Partition } from '../geometry/partition.js';
import type { FoldedNetwork } from '../training/model-state.js';
import { sampleNorm } from '../training/network-spec.js';
import { foldNetwork } from '../training/reference/fold.js';
import { drawnStatistics } from '../training/reference/fold-as-drawn.js';
import { gatherBatch } from '../training/reference/training-step.js';
import type { Pieces } from '../training/workers/pieces.js';
import { TimeSlices, type SliceControl } from '../training/workers/time-slices.js';
import { alignmentCostInPieces } from './alignment-cost.js';
import { entropyByArea, entropyByDataInPieces } from './cell-entropy.js';
import { epsilonUnits } from './epsilon-units.js';
import { lossLandscapeInPieces, parameterGradientNormInPieces } from './loss-landscape.js';
import { marginsInPieces } from './margins.js';
import { measureDefaults } from './measures.js';
import type {
  Absent,
  AbsenceReason,
  DataAndUniform,
  MeasureOptions,
  MeasureRequest,
  Measures,
  RegionMeasures,
} from './measures.js';
import { UnitWalls, widened } from './nearby-units.js';
import { notebookMeasuresInPieces } from './notebook/notebook-measures.js';
import { indexPartitionInPieces } from './partition-index.js';
import { regionBounds } from './region-bounds.js';
import { finiteOrNull } from './summary.js';
import { uniformPoints } from './uniform-points.js';
import { wallDensityInPieces } from './wall-density.js';
import { wallDistancesInPieces } from './wall-distances.js';

/** Between pauses where nobody waits for the thread. */
const SLICE_MS = 50;

/**
 * Measures everything of one network. Pauses about twenty times a second, so that messages get through.
 *
 * @throws the signal's reason (rejects) once it is aborted
 */
export const measureNetwork = (request: MeasureRequest, control?: SliceControl): Promise<Measures> =>
  new TimeSlices({ sliceMs: SLICE_MS }).run(measureInPieces(request), control);

const curved = { absent: 'curved-boundaries' } as const;

/** Shares of the work by what its parts take for 2-64-64-2. */
export function* measureInPieces(request: MeasureRequest): Pieces<Measures> {
  const { model, data, statistics, batchRows, window, learningRate } = request;
  const options = { ...measureDefaults, ...request.options };
  const { train } = data;
  const { spec, normalization } = model;
  yield 0;

  const drawnWith = drawnStatistics(model, data, statistics, batchRows);
  const folded = foldNetwork(model, drawnWith);
  const notebook = yield* notebookMeasuresInPieces(folded, train, window);
  yield 0.3;

  const batch = gatherBatch(train, batchRows);
  const everything = gatherBatch(
    train,
    Uint32Array.from({ length: train.count }, (_, row) => row),
  );
  const gradientNorms = {
    trainingSet: yield* parameterGradientNormInPieces(model, everything),
    batch: yield* parameterGradientNormInPieces(model, batch),
  };
  const landscape = yield* lossLandscapeInPieces(model, batch, learningRate);
  yield 0.4;

  const isCurved = sampleNorm(spec, normalization) !== null;
  const exact = isCurved ? absentEverywhere(curved.absent) : yield* measurePartition(folded, request, options);
  return {
    step: model.step,
    normalization,
    statistics,
    window,
    options,
    pointCount: train.count,
    notebook,
    batchRows: [...batchRows],
    gradientNorms,
    landscape,
    entropyByData: yield* entropyByDataInPieces(folded, train.positions, train.count),
    // The bounds are of piecewise affine networks.
    regionBounds: isCurved ? curved : regionBounds(spec.hiddenWidths, spec.inputDimension, spec.activation),
    ...exact,
    alignmentCost: isCurved ? curved : yield* alignmentCostInPieces(folded, train.positions, train.count),
    epsilonUnits: epsilonUnits(model, drawnWith),
  };
}

type PartitionMeasures = Pick<Measures, 'regions' | 'wallDistances' | 'margins' | 'nearbyUnits' | 'wallDensity'>;

function absentEverywhere(absent: AbsenceReason): PartitionMeasures & { readonly regions: Absent } {
  const none = { absent };
  return { regions: none, wallDistances: none, margins: none, nearbyUnits: none, wallDensity: none };
}

function* measurePartition(
  folded: FoldedNetwork,
  { data: { train, dimension }, window }: MeasureRequest,
  { radius, uniformCount, uniformSeed, mostCells }: MeasureOptions,
): Pieces<PartitionMeasures> {
  const partition = yield* cutPartition(folded, window, { mostCells });
  if (!partition.isComplete) return absentEverywhere('too-many-cells');
  yield 0.5;
  const neighbours = yield* cellNeighboursInPieces(partition);
  const regions = yield* measureRegions(partition, neighbours);
  yield 0.6;
  if (dimension !== 2) return { ...absentEverywhere('not-planar'), regions };

  const index = yield* indexPartitionInPieces(partition, neighbours);
  const uniform = uniformPoints(window, uniformCount, uniformSeed);
  const distances = {
    data: yield* wallDistancesInPieces(folded, index, train.positions),
    uniform: yield* wallDistancesInPieces(folded, index, uniform),
  };
  yield 0.8;
  const margins = yield* marginsInPieces(folded, index, train);
  const wallDensity = yield* wallDensityInPieces(partition, train.positions, radius);
  yield 0.9;
  const wide = yield* cutPartition(folded, widened(window, radius), { mostCells });
  const walls = wide.isComplete ? yield* UnitWalls.inPieces(wide, radius) : null;
  return {
    regions,
    wallDistances: compared(distances.data, distances.uniform, ({ anyWall }) => anyWall.mean),
    margins,
    nearbyUnits: walls
      ? compared(yield* walls.aroundInPieces(train.positions), yield* walls.aroundInPieces(uniform), ({ mean }) => mean)
      : { absent: 'too-many-cells' },
    wallDensity,
  };
}

function* measureRegions(partition: Partition, neighbours: CellNeighbours): Pieces<RegionMeasures> {
  const { layers, decisionBoundary } = boundaryLengths(partition);
  return {
    activationCells: partition.cellCount,
    cellsAfterLayer: partition.cellsAfterLayer,
    linearRegions: (yield* linearRegionsInPieces(partition, neighbours)).count,
    wallLengths: layers,
    decisionBoundaryLength: decisionBoundary,
    entropyByArea: entropyByArea(partition.areas),
  };
}

function compared<T>(data: T, uniform: T, meanOf: (side: T) => number | null): DataAndUniform<T> {
  const [onData, onUniform] = [meanOf(data), meanOf(uniform)];
  return { data, uniform, ratio: onData === null || onUniform === null ? null : finiteOrNull(onData / onUniform) };
}
