import type { ExperimentConfig } from '../../training/experiment-config.js';
import type { MomentToOpen } from '../../training/moment-to-open.js';
import type { ModelState } from '../../training/model-state.js';

/** What a figure begins with. */
export interface FigureStart {
  readonly config: ExperimentConfig;
  /** Null: they are drawn. */
  readonly weights: readonly ModelState[] | null;
  /** Where it goes from there at once; null: to where the author wants it. */
  readonly moment: MomentToOpen | null;
}
