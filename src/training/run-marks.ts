import type { Normalization } from './network-spec.js';
import type { TrainingSpec } from './training-spec.js';

/** Where in a run a network was switched. */
export interface SwitchMark {
  readonly step: number;
  readonly model: number;
  readonly to: Normalization;
  /** The first three of BN; a normaliser of single samples is inserted with scale 1 and shift 0, and removed. */
  readonly how: 'align' | 'keep-function' | 'fold' | 'insert' | 'remove';
}

/** Where in a run the data were moved or training settings changed: from there on curves are of other conditions. */
export type ChangeMark = {
  /** Steps taken before the first one under them. */
  readonly step: number;
  /** The same of the last change of one gesture, as when the data are dragged while training. */
  readonly until: number;
} & (
  | { readonly kind: 'data' }
  /** The settings that have changed, with their new values. */
  | { readonly kind: 'training'; readonly settings: Partial<Omit<TrainingSpec, 'epochs'>> }
);
