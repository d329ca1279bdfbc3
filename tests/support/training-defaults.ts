import { presets } from '../../src/training/presets.js';
import type { TrainingSpec } from '../../src/training/training-spec.js';

/** The notebook's run: SGD with momentum 0.9 at 0.01, batches of 64 in order, 50 epochs. */
export const trainingDefaults: TrainingSpec = presets.circles.config.training;
