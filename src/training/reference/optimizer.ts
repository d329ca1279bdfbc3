import type { TrainingSpec } from '../training-spec.js';

/** One tensor, its gradient and the optimiser's memory of it; all of one length. All but the gradient are updated in place. */
export interface TensorState {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  /** Velocity of sgd; mean of the gradient of adam and adamw. */
  readonly firstMoment: Float64Array;
  /** Mean of the squared gradient of adam and adamw. */
  readonly secondMoment: Float64Array;
}

type SgdSettings = Pick<TrainingSpec, 'learningRate' | 'momentum' | 'nesterov' | 'weightDecay'>;
type AdamSettings = Pick<TrainingSpec, 'learningRate' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay'>;

/** Heavy ball without dampening: v <- momentum v + g, p <- p - lr v. With Nesterov: p <- p - lr (g + momentum v). */
export function sgd(tensor: TensorState, { learningRate, momentum, nesterov, weightDecay }: SgdSettings): void {
  const { parameters, gradient, firstMoment: velocity } = tensor;
  for (let i = 0; i < parameters.length; i++) {
    const g = gradient[i]! + weightDecay * parameters[i]!;
    const v = momentum * velocity[i]! + g;
    velocity[i] = v;
    parameters[i]! -= learningRate * (nesterov ? g + momentum * v : v);
  }
}

/** Adam (Kingma and Ba 2015); the decay is part of the gradient. `t`: updates of this tensor, this one included. */
export function adam(tensor: TensorState, settings: AdamSettings, t: number): void {
  const { parameters, gradient } = tensor;
  for (let i = 0; i < parameters.length; i++) {
    const g = gradient[i]! + settings.weightDecay * parameters[i]!;
    parameters[i]! -= settings.learningRate * adamDirection(tensor, i, g, settings, t);
  }
}

/** AdamW (Loshchilov and Hutter 2019): as adam on the bare gradient; the decay acts on the parameter itself. */
export function adamw(tensor: TensorState, settings: AdamSettings, t: number): void {
  const { parameters, gradient } = tensor;
  for (let i = 0; i < parameters.length; i++) {
    const decay = settings.weightDecay * parameters[i]!;
    parameters[i]! -= settings.learningRate * (decay + adamDirection(tensor, i, gradient[i]!, settings, t));
  }
}

/** Updates both moments of element i and returns m' / (sqrt(v') + epsilon), m' and v' corrected for their start at 0. */
function adamDirection(
  { firstMoment, secondMoment }: TensorState,
  i: number,
  g: number,
  { beta1, beta2, epsilon }: AdamSettings,
  t: number,
): number {
  const m = beta1 * firstMoment[i]! + (1 - beta1) * g;
  const v = beta2 * secondMoment[i]! + (1 - beta2) * g * g;
  firstMoment[i] = m;
  secondMoment[i] = v;
  const correctedMean = m / (1 - beta1 ** t);
  const correctedSquare = v / (1 - beta2 ** t);
  return correctedMean / (Math.sqrt(correctedSquare) + epsilon);
}

/** One update of one tensor by the optimiser that `training` names. */
export function updateTensor(tensor: TensorState, training: TrainingSpec, t: number): void {
  switch (training.optimizer) {
    case 'sgd':
      return sgd(tensor, training);
    case 'adam':
      return adam(tensor, training, t);
    case 'adamw':
      return adamw(tensor, training, t);
    default:
      return training.optimizer satisfies never;
  }
}
