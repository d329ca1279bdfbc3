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
  if (snapshot.state === 'running')
    return `${[language.of('chart', chartStrings).training, ...markTexts(chartMarks(snapshot, language), language)].join('; ')}.`;
  if (snapshot.step === 0) return language.of('chart', chartStrings).empty;
  const networks = snapshot.models.map(({ loss, evaluation }, model) =>
    language
      .of('chart', chartStrings)
      .network(
        networkName(snapshot, model, language),
        formatLoss(loss, language),
        formatPercent(evaluation?.trainAccuracy ?? NaN, language),
        formatPercent(evaluation?.testAccuracy ?? NaN, language),
      ),
  );
  return `${language.of('chart', chartStrings).sentence(formatCount(snapshot.step, language))}${[...networks, ...markTexts(chartMarks(snapshot, language), language)].join('; ')}.`;
}

/** What happened to a run, and at which of its steps. */
export const markTexts = (marks: readonly ChartMark[], language = english): readonly string[] =>
  marks.map(({ model, step, until, word }) => {
    const steps = language.of('chart', chartStrings).steps(formatCount(step, language), formatCount(until, language));
    if (model === null) return language.of('chart', chartStrings).change(word, steps);
    return language.of('chart', chartStrings).mark(language.common.nthNetwork(model), word, steps);
  });
