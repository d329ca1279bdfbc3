/** What an experiment is of, in one line for each of its parts. */
import { isMoved, type DataConfig } from '../training/data-set.js';
import type { ExperimentConfig } from '../training/experiment-config.js';
import type { TrainingSpec } from '../training/training-spec.js';
import { formatCount, formatName, formatSetting } from './format.js';
import { english } from './language.js';
import { choiceStrings } from './spline-controls/choice-strings.js';

export function dataSummary(data: DataConfig, language = english): string {
  const words = language.of('choices', choiceStrings);
  const { set, sampleCount, seed, customPoints, placement } = data;
  const count = set === 'custom' ? customPoints.length : sampleCount;
  const summary = words.summary.data(words.sets[set], formatCount(count, language), formatName(seed, language));
  return isMoved(placement) ? words.summary.moved(summary) : summary;
}

export function networkSummary(
  { network, normalizations }: Pick<ExperimentConfig, 'network' | 'normalizations'>,
  language = english,
): string {
  const words = language.of('choices', choiceStrings);
  const { hiddenWidths, activation } = network;
  const last = normalizations.at(-1) ?? 'none';
  const summary = words.summary.network(
    hiddenWidths.map((width) => formatCount(width, language)).join(language.common.dash),
    words.activations[activation],
  );
  return last === 'batch' ? summary : words.summary.normalized(summary, words.normalizers[last]);
}

export function trainingSummary({ optimizer, learningRate, batchSize }: TrainingSpec, language = english): string {
  const words = language.of('choices', choiceStrings);
  return words.summary.training(
    words.optimizers[optimizer],
    formatSetting(learningRate, language),
    formatCount(batchSize, language),
  );
}
