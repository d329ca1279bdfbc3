import type { CustomPoint } from '../../training/data-set.js';
import { pointsAsGiven } from '../../training/datasets/catalog.js';
import { kindOfChange, type ExperimentConfig } from '../../training/experiment-config.js';
import type { Session } from '../../training/session.js';

/** The experiment on an author's own points; batches are no larger than these. */
export function withPoints(config: ExperimentConfig, points: readonly CustomPoint[]): ExperimentConfig {
  const classCount = Math.max(2, ...points.map(({ label }) => label + 1));
  const data = pointsAsGiven(points, classCount);
  const batchSize = Math.min(config.training.batchSize, points.length);
  return { ...config, data, training: { ...config.training, batchSize } };
}

/**
 * Brings a running session to another experiment with as many networks; what can act at once does not restart it.
 *
 * @returns whether it has restarted
 * @throws InvalidSettingError
 */
export function changeExperiment(session: Session, to: ExperimentConfig): boolean {
  const { config } = session.snapshot;
  if (kindOfChange(config, to) === 'restart') {
    session.loadExperiment(to);
    return true;
  }
  session.asOneEdit(() => {
    session.setTraining(to.training);
    session.setStatistics(to.statistics);
    session.placeData(to.data.placement);
  });
  return false;
}
