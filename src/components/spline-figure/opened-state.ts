import type { FigureView } from '../../io/figure-fields.js';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import type { Language } from '../language.js';
import type { Remark } from './remark.js';
import type { MomentToOpen } from '../../training/moment-to-open.js';

/** A moment of an experiment, and how it is shown. */
export interface OpenedState {
  readonly config: ExperimentConfig;
  readonly moment: MomentToOpen;
  readonly view: FigureView;
}

export interface ReadState {
  /** Null where the text is of no use. */
  readonly opened: OpenedState | null;
  /** What the reader is to know of it: what was ignored, among other things. */
  readonly said: (language: Language) => readonly Remark[];
}
