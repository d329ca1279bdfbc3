import type { Report, TrainingFailure } from './backend.js';
import type { DataSet } from './data-set.js';
import { divergenceSentences, divergenceStrings, type DivergenceCause } from './divergence-strings.js';
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
  const cause = likelyCause(normalizations[model] ?? 'none', training, data);
  const message = messageOf(model, failure, cause, normalizations);
  return Object.freeze({ model, step: failure.step, quantity: failure.quantity, cause, message });
}

/**
 * Plain sentences: which network stopped at which step, and the likely cause by the settings of the run.
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
  return messageOf(model, failure, likelyCause(normalizations[model] ?? 'none', training, data), normalizations);
}

function messageOf(
  model: number,
  { step, quantity }: TrainingFailure,
  cause: DivergenceCause,
  normalizations: readonly Normalization[],
): string {
  const stopped = `${nameOf(model, normalizations)} stopped at step ${step.toLocaleString('en')}.`;
  return `${stopped} ${divergenceSentences({ quantity, cause }, divergenceStrings, 'en')}`;
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

function likelyCause(normalization: Normalization, training: TrainingSpec, data: DataSet): DivergenceCause {
  const { learningRate, momentum, weightDecay, optimizer } = training;
  const found = (kind: DivergenceCause['kind'], beside = 0): DivergenceCause => ({ kind, learningRate, beside });
  // Plain decay multiplies weights by 1 - lr decay each step: beyond 2 they grow by themselves.
  if (learningRate * weightDecay > 2) return found('decay', weightDecay);
  if (learningRate > usualRate[optimizer]) return found('rate');
  // Momentum adds up to 1 / (1 - momentum) steps in one direction.
  if (optimizer === 'sgd' && learningRate / (1 - momentum) > usualRate.sgd) return found('momentum', momentum);
  const reach = data.train.positions.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return normalization === 'none' && reach > LARGE_INPUT ? found('reach', reach) : found('unknown');
}
