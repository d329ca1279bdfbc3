import type { NormalizationStatistics, NormalizationSwitch } from './model-state.js';
import type { Normalization } from './network-spec.js';

/** A switch that was asked for. */
export interface SwitchRequest {
  readonly model: number;
  readonly to: Normalization;
  readonly insert: 'align' | 'keep-function';
  /** What BN is folded with where it is taken out. */
  readonly statistics: NormalizationStatistics;
}

/**
 * The switches that bring a network from one normaliser to another: at most one to take the old one away, folding BN with
 * the named statistics, and one to put the new one in.
 */
export function switchSteps(
  from: Normalization,
  to: Normalization,
  insert: 'align' | 'keep-function',
  statistics: NormalizationStatistics,
): NormalizationSwitch[] {
  if (from === to) return [];
  const removal: NormalizationSwitch[] = from === 'none' ? [] : [{ to: 'none', statistics }];
  if (to === 'none') return removal;
  return [...removal, to === 'batch' ? { to, insert } : { to }];
}
