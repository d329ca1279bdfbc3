import type { ExperimentConfig } from '../../training/experiment-config.js';

/** Numbers behind a picture, as a table: texts name things, numbers are measured; NaN is not known. */
export interface Series {
  /** In words. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** What the whole application can open of a demonstration: an experiment, and the step that it is shown at. */
export interface ShownExperiment {
  readonly config: ExperimentConfig;
  readonly steps: number;
}
