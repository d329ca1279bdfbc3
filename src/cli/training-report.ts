import type { Measures } from '../analysis/measures.js';
import type { CurveSeries } from '../io/curves-csv.js';
import { writeExperimentJson, type SavedExperiment } from '../io/experiment-json.js';
import { explainDivergence } from '../training/divergence.js';
import type { Normalization } from '../training/network-spec.js';
import type { Experiment } from './experiment-options.js';
import { measuresReport } from './measures-report.js';
import type { EpochRecord, TrainingRecord } from './training-run.js';

/** What `train` prints; its help says what the keys mean. */
export function trainingReport(
  { config, data }: Experiment,
  saved: SavedExperiment,
  records: readonly TrainingRecord[],
  measures: readonly (readonly Measures[])[],
) {
  return {
    // As a file it is read by `train`, and by the page where it has two networks.
    experiment: JSON.parse(writeExperimentJson(saved)) as object,
    networks: records.map(({ model, losses, epochs, failure }, index) => ({
      normalization: config.normalizations[index],
      steps: model.step,
      losses,
      epochs,
      measures: measures[index]?.map(measuresReport),
      failure: failure && {
        ...failure,
        message: explainDivergence(
          index,
          failure,
          records.map((record) => record.model.normalization),
          config.training,
          data,
        ),
      },
    })),
  };
}

const epochCurves = [
  'trainLoss',
  'trainAccuracy',
  'testLoss',
  'testAccuracy',
  'batchAccuracy',
] as const satisfies readonly (keyof EpochRecord)[];

/** The loss of every step's batch, at the number of steps before it, and what was evaluated after every epoch. */
export function curvesOf(normalizations: readonly Normalization[], records: readonly TrainingRecord[]): CurveSeries[] {
  return records.flatMap(({ losses, epochs }, index) => {
    const network = `network ${index + 1}, ${normalizations[index]}`;
    const steps = epochs.map(({ step }) => step);
    return [
      { name: `loss (${network})`, steps: losses.map((_, step) => step), values: losses },
      ...epochCurves.map((key) => ({ name: `${key} (${network})`, steps, values: epochs.map((epoch) => epoch[key]) })),
    ];
  });
}
