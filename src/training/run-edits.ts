import type { CustomPoint, Placement } from './data-set.js';
import type { NormalizationStatistics } from './model-state.js';
import type { Normalization } from './network-spec.js';
import type { TrainingSpec } from './training-spec.js';

/**
 * What a reader did to a run without restarting it. A run is determined by the experiment that it began with, the weights
 * that it began from and its edits: taken again at the same steps, they give the same networks on the same engine.
 *
 * Edits of one run are in the order in which they acted, so `step` never falls. Those of one step all act before the next
 * step is taken.
 */
export type RunEdit = {
  /** Steps taken before it acts, 0 or more. */
  readonly step: number;
} & (
  | {
      readonly kind: 'switch';
      /** Index of the network. */
      readonly model: number;
      readonly to: Normalization;
      /** How a normaliser is put in; not read when one is taken out. */
      readonly insert: 'align' | 'keep-function';
      /** What BN is folded with when it is taken out, as drawn at that moment. */
      readonly statistics: NormalizationStatistics;
    }
  /** The settings that changed, with their new values. */
  | { readonly kind: 'training'; readonly settings: Partial<TrainingSpec> }
  /** The cloud was placed elsewhere as a whole. */
  | { readonly kind: 'data'; readonly placement: Placement }
  /** The reader's own points were moved one by one: as many, of the same classes, in the same order, placed where they are. */
  | { readonly kind: 'points'; readonly customPoints: readonly CustomPoint[] }
);
