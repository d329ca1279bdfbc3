import { meanOf } from '../../analysis/summary.js';
import type { ModelCurves, SessionSnapshot } from '../../training/session.js';

/** Values over steps; step n is after n steps. */
export interface Points {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** How the steps of a run lie in epochs. */
export interface Epochs {
  readonly stepsPerEpoch: number;
  /** Step at which they began to be as long as that: another size of batches begins a new epoch. */
  readonly since: number;
}

export function epochsOf({ stepsPerEpoch, changes }: SessionSnapshot): Epochs {
  const resized = changes.filter((change) => change.kind === 'training' && 'batchSize' in change.settings);
  return { stepsPerEpoch, since: resized.at(-1)?.until ?? 0 };
}

/**
 * Accuracy in training mode as the notebook plotted it: the mean over the batches of each epoch, at the epoch's end. Epochs
 * that are not complete, or of which a batch's accuracy was not asked for or is no longer kept, have none.
 */
export function epochMeans({ lossSteps, batchAccuracies }: ModelCurves, { stepsPerEpoch, since }: Epochs): Points {
  const epochs = new Map<number, number[]>();
  lossSteps.forEach((step, index) => {
    if (step < since) return;
    const epoch = Math.floor((step - since) / stepsPerEpoch);
    const ofEpoch = epochs.get(epoch) ?? [];
    ofEpoch.push(batchAccuracies[index] ?? NaN);
    epochs.set(epoch, ofEpoch);
  });
  const means = [...epochs]
    .filter(([, ofEpoch]) => ofEpoch.length === stepsPerEpoch)
    .map(([epoch, ofEpoch]) => ({ end: since + (epoch + 1) * stepsPerEpoch, mean: meanOf(ofEpoch) }))
    .filter(({ mean }) => Number.isFinite(mean));
  return { steps: means.map(({ end }) => end), values: means.map(({ mean }) => mean) };
}
