import type { ModelState } from '../training/model-state.js';
import { lossAndGradientsInPieces } from '../training/reference/gradients.js';
import type { Batch } from '../training/reference/training-step.js';
import { finish, type Pieces } from '../training/workers/pieces.js';
import { finiteOrNull } from './summary.js';

/** Steps that are tried along the gradient, as multiples of the learning rate. */
export const landscapeMultiples = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4] as const;

/** Least and largest value over the steps that were tried. */
export interface ValueRange {
  readonly least: number | null;
  readonly most: number | null;
}

/**
 * The loss along one gradient: theta(eta) = theta - eta g, with eta from 1/2 to 4 times the learning rate and g the gradient
 * of one batch, all in training mode on that batch. Santurkar, Tsipras, Ilyas & Madry 2018. Sampled: 8 steps, one direction,
 * one batch. Null is a number that is not finite: overflow, or a quotient by 0.
 */
export interface LossLandscape {
  /** eta of each step that was tried, [8]. */
  readonly steps: readonly number[];
  /** L(theta) of the batch. */
  readonly loss: number;
  /** |g|, Euclidean norm over all parameters. */
  readonly gradientNorm: number;
  /** L(theta(eta)), [8]. */
  readonly losses: readonly (number | null)[];
  /** |grad L(theta) - grad L(theta(eta))|, [8]. */
  readonly gradientChanges: readonly (number | null)[];
  /** Variation of the loss. */
  readonly lossRange: ValueRange;
  /** Its most less its least. */
  readonly lossRangeWidth: number | null;
  /** Gradient predictiveness. */
  readonly gradientChangeRange: ValueRange;
  /** Effective beta-smoothness: the largest |grad L(theta) - grad L(theta(eta))| / (eta |g|). */
  readonly effectiveSmoothness: number | null;
  /** `lossRangeWidth` over `loss`. The relative numbers do not change with the scale of the loss or of the weights. */
  readonly relativeLossRange: number | null;
  /** Largest change of the gradient over `gradientNorm`. */
  readonly relativeGradientChange: number | null;
  /** `effectiveSmoothness` times the learning rate. */
  readonly relativeSmoothness: number | null;
}

export const measureLossLandscape = (model: ModelState, batch: Batch, learningRate: number): LossLandscape =>
  finish(lossLandscapeInPieces(model, batch, learningRate));

export function* lossLandscapeInPieces(model: ModelState, batch: Batch, learningRate: number): Pieces<LossLandscape> {
  const here = yield* lossAndGradientsInPieces(model, batch.positions, batch.labels, batch.size);
  const gradientNorm = euclideanNorm(here.gradient);
  const steps = landscapeMultiples.map((multiple) => multiple * learningRate);
  const probes: { loss: number; change: number; smoothness: number }[] = [];
  for (const step of steps) {
    const parameters = model.parameters.map((parameter, i) => parameter - step * here.gradient[i]!);
    const there = yield* lossAndGradientsInPieces({ ...model, parameters }, batch.positions, batch.labels, batch.size);
    const change = euclideanNorm(there.gradient.map((value, i) => here.gradient[i]! - value));
    probes.push({ loss: there.loss, change, smoothness: change / (step * gradientNorm) });
  }
  const losses = probes.map(({ loss }) => loss);
  const changes = probes.map(({ change }) => change);
  const smoothness = Math.max(...probes.map((probe) => probe.smoothness));
  const width = Math.max(...losses) - Math.min(...losses);
  return {
    steps,
    loss: here.loss,
    gradientNorm,
    losses: losses.map(finiteOrNull),
    gradientChanges: changes.map(finiteOrNull),
    lossRange: rangeOf(losses),
    lossRangeWidth: finiteOrNull(width),
    gradientChangeRange: rangeOf(changes),
    effectiveSmoothness: finiteOrNull(smoothness),
    relativeLossRange: finiteOrNull(width / here.loss),
    relativeGradientChange: finiteOrNull(Math.max(...changes) / gradientNorm),
    relativeSmoothness: finiteOrNull(smoothness * learningRate),
  };
}

/**
 * Norm of the gradient of a batch's mean loss with respect to all parameters that are trained, in training mode: with batch
 * normalization the gradient also flows through the batch's means and variances.
 */
export const parameterGradientNorm = (model: ModelState, batch: Batch): number =>
  finish(parameterGradientNormInPieces(model, batch));

export function* parameterGradientNormInPieces(model: ModelState, { positions, labels, size }: Batch): Pieces<number> {
  return euclideanNorm((yield* lossAndGradientsInPieces(model, positions, labels, size)).gradient);
}

function euclideanNorm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function rangeOf(values: readonly number[]): ValueRange {
  return { least: finiteOrNull(Math.min(...values)), most: finiteOrNull(Math.max(...values)) };
}
