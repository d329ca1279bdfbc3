import type { Report, TrainingFailure } from './backend.js';
import type { DataSet } from './data-set.js';
import { LARGEST_PARAMETER } from './failure-limits.js';
import type { Normalization } from './network-spec.js';
import type { DivergenceReport } from './session-types.js';
import type { TrainingSpec } from './training-spec.js';

/** The network of a report that failed first, and why; null where none has. Parameters as of `explainDivergence`. */
export function findDivergence(
  report: Report,
  normalizations: readonly Normalization[],
  training: TrainingSpec,
  data: DataSet,
): DivergenceReport | null {
  const failures = report.models.flatMap(({ failure }, model) => (failure ? [{ model, failure }] : []));
  const [first] = failures.sort((a, b) => a.failure.step - b.failure.step);
  if (!first) return null;
  const { model, failure } = first;
  const message = explainDivergence(model, failure, normalizations, training, data);
  return Object.freeze({ model, step: failure.step, message });
}

/**
 * Two plain sentences: which network stopped at which step, and the likely cause by the settings of the run.
 *
 * @param model the network that failed first
 * @param normalizations what every network has at that step
 */
export function explainDivergence(
  model: number,
  failure: TrainingFailure,
  normalizations: readonly Normalization[],
  training: TrainingSpec,
  data: DataSet,
): string {
  const what = {
    loss: 'its loss was no longer a finite number below 10^12',
    gradient: 'its gradient was no longer finite',
    parameter: `a weight grew beyond ${number(LARGEST_PARAMETER)}`,
  }[failure.quantity];
  return (
    `${nameOf(model, normalizations)} stopped at step ${failure.step.toLocaleString('en')}: ` +
    `${what}. ${likelyCause(normalizations[model] ?? 'none', training, data)}`
  );
}

/** By its normalisation where that tells it from the others, by its place otherwise. */
function nameOf(model: number, normalizations: readonly Normalization[]): string {
  const own = normalizations[model];
  if (normalizations.length === 1) return 'The network';
  if (normalizations.filter((other) => other === own).length > 1) return `Network ${model + 1}`;
  if (own !== undefined && own !== 'none') return `The network with ${normalizerNames[own]}`;
  const others = new Set(normalizations.flatMap((other) => (other === 'none' ? [] : [normalizerNames[other]])));
  return `The network without ${others.size === 1 ? [...others].join() : 'normalization'}`;
}

const normalizerNames = {
  batch: 'batch normalization',
  layer: 'layer normalization',
  group: 'group normalization',
  rms: 'RMS normalization',
} as const satisfies Record<Exclude<Normalization, 'none'>, string>;

/** Largest learning rates that are in common use, a little generously. Above them the rate is the first suspect. */
const usualRate = { sgd: 1, adam: 0.1, adamw: 0.1 } as const;
/** Inputs far beyond the unit scale that initialisers assume. */
const LARGE_INPUT = 20;

function likelyCause(normalization: Normalization, training: TrainingSpec, data: DataSet): string {
  const { learningRate, momentum, weightDecay, optimizer } = training;
  // Plain decay multiplies weights by 1 - lr decay each step: beyond 2 they grow by themselves.
  if (learningRate * weightDecay > 2) {
    return `A weight decay of ${number(weightDecay)} is too high for the learning rate ${number(learningRate)}.`;
  }
  if (learningRate > usualRate[optimizer]) return `The learning rate ${number(learningRate)} is likely too high.`;
  // Momentum adds up to 1 / (1 - momentum) steps in one direction.
  if (optimizer === 'sgd' && learningRate / (1 - momentum) > usualRate.sgd) {
    return `The learning rate ${number(learningRate)} is likely too high for a momentum of ${number(momentum)}.`;
  }
  const reach = data.train.positions.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (normalization === 'none' && reach > LARGE_INPUT) {
    return `The points lie up to ${number(reach)} from the origin, likely too far for the learning rate ${number(learningRate)}.`;
  }
  return `The learning rate ${number(learningRate)} may be too high.`;
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 6 });
}
