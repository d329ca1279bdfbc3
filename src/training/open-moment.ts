import type { Checkpoint } from './checkpoint.js';
import type { CurrentExperiment } from './current-experiment.js';
import type { EmbeddedMoment, MomentToOpen } from './moment-to-open.js';
import { InvalidSettingError, requireInteger } from './invalid-setting-error.js';
import type { ModelState } from './model-state.js';
import { lastBatch } from './last-batch.js';
import { parameterLayout } from './parameter-layout.js';
import { stepsPerEpoch } from './training-spec.js';

export function isEmbedded(moment: MomentToOpen): moment is EmbeddedMoment {
  return 'models' in moment;
}

/** The state of an experiment before its first step. */
export function startCheckpoint(experiment: CurrentExperiment): Checkpoint {
  const { config } = experiment;
  return {
    step: 0,
    cursor: { epoch: 0, batch: 0 },
    lastBatch: null,
    models: experiment.firstModels(),
    config,
    history: { start: config, edits: Object.freeze([]) },
    marks: Object.freeze([]),
    changes: Object.freeze([]),
    conditions: null,
  };
}

/**
 * The state of an experiment to go on from. What led to it is not known, so nothing before it can be gone back to.
 *
 * @throws InvalidSettingError where networks or batch are not those of the experiment
 */
export function embeddedCheckpoint(experiment: CurrentExperiment, moment: EmbeddedMoment): Checkpoint {
  const { config, data } = experiment;
  const { step, cursor, models, marks = [], changes = [] } = moment;
  requireInteger('step', step, 0, 1e9);
  requireInteger('cursor.epoch', cursor.epoch, 0, 1e9);
  requireInteger('cursor.batch', cursor.batch, 0, stepsPerEpoch(config.training, data.train.count) - 1);
  experiment.requireFitting(models);
  models.forEach(requireWhole);
  return {
    step,
    cursor,
    lastBatch: lastBatch(config.training, cursor, data.train.count),
    config,
    models: models.map((model) => ({ ...model, step })),
    history: { start: config, edits: null },
    marks: Object.freeze([...marks]),
    changes: Object.freeze([...changes]),
    conditions: step > 0 ? { data: config.data, training: config.training } : null,
  };
}

/** @throws InvalidSettingError unless every array has its length and holds finite numbers */
function requireWhole(model: ModelState, index: number): void {
  const { parameterCount, statisticsCount } = parameterLayout(model.spec);
  const lengths = {
    parameters: parameterCount,
    firstMoment: parameterCount,
    secondMoment: parameterCount,
    runningStatistics: statisticsCount,
  } as const;
  for (const name of ['parameters', 'firstMoment', 'secondMoment', 'runningStatistics'] as const) {
    const { length } = model[name];
    if (length === lengths[name] && model[name].every(Number.isFinite)) continue;
    throw new InvalidSettingError(`models[${index}].${name}`, length, `${lengths[name]} finite numbers`);
  }
}
