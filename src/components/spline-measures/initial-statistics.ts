import { initialStatistics } from '../../training/initialize.js';
import type { ModelState } from '../../training/model-state.js';

/** Whether running averages are means 0 and variances 1: those that every network starts with, and no data has. */
export const hasInitialStatistics = (model: ModelState): boolean =>
  model.normalization === 'batch' &&
  model.step === 0 &&
  initialStatistics(model.spec).every((value, index) => value === model.runningStatistics[index]);
