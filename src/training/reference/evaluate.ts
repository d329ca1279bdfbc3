import type { Evaluation } from '../backend.js';
import type { DataSet, LabelledPoints } from '../data-set.js';
import type { FoldedNetwork } from '../model-state.js';
import { activationForward } from './activation.js';
import { denseForward } from './dense.js';
import { sampleNormForward } from './layer-norm.js';
import { softmaxCrossEntropy } from './loss.js';
import { argmax } from './point.js';

/** Loss, accuracy and predicted classes of a network on the training and the test points. */
export function evaluate(folded: FoldedNetwork, data: DataSet): Evaluation {
  const train = evaluatePoints(folded, data.train);
  const test = evaluatePoints(folded, data.test);
  const predictions = new Uint8Array(data.train.count + data.test.count);
  predictions.set(train.predictions);
  predictions.set(test.predictions, data.train.count);
  return {
    trainLoss: train.loss,
    trainAccuracy: train.accuracy,
    testLoss: test.loss,
    testAccuracy: test.accuracy,
    predictions,
  };
}

interface PointsEvaluation {
  readonly loss: number;
  readonly accuracy: number;
  readonly predictions: Uint8Array;
}

/** Mean cross-entropy and share of points classified right; both NaN where there are no points. */
function evaluatePoints(folded: FoldedNetwork, { positions, labels, count }: LabelledPoints): PointsEvaluation {
  if (count === 0) return { loss: NaN, accuracy: NaN, predictions: new Uint8Array(0) };
  const logits = batchLogits(folded, positions, count);
  const C = logits.length / count;
  const predictions = Uint8Array.from({ length: count }, (_, i) => argmax(logits.subarray(i * C, (i + 1) * C)));
  const right = predictions.reduce((sum, predicted, i) => sum + (predicted === labels[i] ? 1 : 0), 0);
  return { loss: softmaxCrossEntropy(logits, labels, count, C).loss, accuracy: right / count, predictions };
}

/** Logits [count, C] of positions [count, D]. */
export function batchLogits(
  { layers, slopeBelowZero }: FoldedNetwork,
  positions: ArrayLike<number>,
  count: number,
): Float64Array {
  let activation: Float64Array = Float64Array.from(positions);
  layers.forEach(({ weight, bias, inputWidth, width, normalizer }, l) => {
    const linear = denseForward(activation, weight, bias, count, inputWidth, width);
    const z = normalizer
      ? sampleNormForward(linear, normalizer.scale, normalizer.shift, normalizer, count, width).output
      : linear;
    activation = l < layers.length - 1 ? activationForward(z, slopeBelowZero) : z;
  });
  return activation;
}
