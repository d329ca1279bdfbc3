/** What an experiment is of, in one line for each of its parts. */
import { isMoved, type DataConfig } from '../training/data-set.js';
import { dataSetCatalog } from '../training/datasets/catalog.js';
import type { ExperimentConfig } from '../training/experiment-config.js';
import type { TrainingSpec } from '../training/training-spec.js';
import { formatCount, formatSetting } from './format.js';
import * as words from './spline-controls/choice-strings.js';

export function dataSummary(data: DataConfig): string {
  const { set, sampleCount, seed, customPoints, placement } = data;
  const count = set === 'custom' ? customPoints.length : sampleCount;
  const summary = words.summary.data(dataSetCatalog[set].label, formatCount(count), String(seed));
  return summary + (isMoved(placement) ? words.summary.moved : '');
}

export function networkSummary({
  network,
  normalizations,
}: Pick<ExperimentConfig, 'network' | 'normalizations'>): string {
  const { hiddenWidths, activation } = network;
  const last = normalizations.at(-1) ?? 'none';
  const summary = words.summary.network(hiddenWidths.join(' – '), words.activations[activation]);
  return last === 'batch' ? summary : summary + words.summary.normalized(words.normalizers[last]);
}

export const trainingSummary = ({ optimizer, learningRate, batchSize }: TrainingSpec): string =>
  words.summary.training(words.optimizers[optimizer], formatSetting(learningRate), formatCount(batchSize));
