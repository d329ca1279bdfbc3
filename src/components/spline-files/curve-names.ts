import type { CurveId } from '../run-measures/measure-curves.js';

/** Heads of columns: what a curve is of, with its unit, in words that stand alone. */
export const curveNames = {
  loss: 'loss',
  batchAccuracy: 'accuracy of each step’s batch in training mode',
  trainAccuracy: 'training accuracy',
  testAccuracy: 'test accuracy',
} as const;

const length = 'input units';
const perLength = '1 / input unit';

/** The measures' alike. Those that the notebook defined are named so. */
export const measureNames: Readonly<Record<CurveId, string>> = {
  accuracy: 'notebook: accuracy',
  notebookAlignment: `notebook: boundary alignment, distance (${length})`,
  notebookDensity: 'notebook: boundary alignment, density',
  notebookMargin: `notebook: decision margin (${length})`,
  notebookGradientNorm: 'notebook: gradient norm by the input',
  notebookEntropy: 'notebook: partition entropy (nats)',
  notebookRegions: 'notebook: region count',
  wallDistance: `mean distance to the nearest line (${length})`,
  wallDistanceUniform: `mean distance to the nearest line, points drawn evenly (${length})`,
  wallDistanceRatio: 'mean distance to the nearest line, data over points drawn evenly',
  decisionDistance: `mean distance to the decision boundary (${length})`,
  marginMinimum: `least signed margin (${length})`,
  marginLowQuantile: `5% quantile of the signed margins (${length})`,
  marginMedian: `median signed margin (${length})`,
  marginMean: `mean signed margin (${length})`,
  certifiedMargins: 'points whose margin is proven',
  gradientNormOfTrainingSet: 'gradient norm by the weights, all training points',
  gradientNormOfBatch: 'gradient norm by the weights, last batch',
  lossRange: 'range of the loss along the gradient',
  gradientChange: 'change of the gradient along it',
  relativeLossRange: 'range of the loss along the gradient, relative',
  relativeGradientChange: 'change of the gradient along it, relative',
  effectiveSmoothness: 'effective beta-smoothness',
  lossLeast: 'loss along the gradient, least',
  lossMost: 'loss along the gradient, largest',
  gradientChangeLeast: 'change of the gradient along it, least',
  gradientChangeMost: 'change of the gradient along it, largest',
  effectiveCodes: 'effective number of activation codes, by the points that have them',
  occupiedCodes: 'activation codes that a training point has',
  effectiveCellsByArea: 'effective number of cells, by area',
  activationCells: 'cells',
  linearRegions: 'linear regions',
  decisionBoundaryLength: `length of the decision boundary (${length})`,
  nearbyUnits: 'units near a training point, mean',
  nearbyUnitsUniform: 'units near a point drawn evenly, mean',
  nearbyUnitsRatio: 'units near a point, data over points drawn evenly',
  wallDensity: `length of lines per area (${perLength})`,
  wallDensityNear: `length of lines per area, near the data (${perLength})`,
  wallDensityRatio: 'length of lines per area, near the data over all',
  alignmentExcessShare: 'share of the alignment cost that BN would save, mean over layers',
};
