import type { SessionSnapshot } from '../../training/session.js';
import { formatCount, formatLoss, formatPercent } from '../format.js';
import { english } from '../language.js';
import { networkName } from '../network-names.js';
import { chartMarks, type ChartMark } from './chart-marks.js';
import { chartStrings } from './chart-strings.js';

/**
 * What the curves have come to, in words: the numbers of the newest step, and what happened to the run on the way. While
 * training no numbers, which would be others before they are heard.
 */
export function chartSentence(snapshot: SessionSnapshot, language = english): string {
  const words = language.of('chart', chartStrings);
  const { semicolon } = language.common;
  const marks = markTexts(chartMarks(snapshot, language), language);
  if (snapshot.state === 'running') return words.training(marks.length > 0 ? marks.join(semicolon) : null);
  if (snapshot.step === 0) return words.empty;
  const networks = snapshot.models.map(({ loss, evaluation }, model) =>
    words.network(
      networkName(snapshot, model, language),
      formatLoss(loss, language),
      formatPercent(evaluation?.trainAccuracy ?? NaN, language),
      formatPercent(evaluation?.testAccuracy ?? NaN, language),
    ),
  );
  return words.sentence(formatCount(snapshot.step, language), [...networks, ...marks].join(semicolon));
}

/** What happened to a run, and at which of its steps. */
export const markTexts = (marks: readonly ChartMark[], language = english): readonly string[] =>
  marks.map(({ model, step, until, word }) => {
    const words = language.of('chart', chartStrings);
    const steps = words.steps(formatCount(step, language), formatCount(until, language));
    return model === null ? words.change(word, steps) : words.mark(language.common.nthNetwork(model), word, steps);
  });
