import type { SessionSnapshot } from '../../training/session.js';
import { formatCount, formatLoss, formatPercent } from '../format.js';
import { networkName } from '../network-names.js';
import { strings } from '../strings.js';
import { chartMarks, type ChartMark } from './chart-marks.js';

/**
 * What the curves have come to, in words: the numbers of the newest step, and what happened to the run on the way. While
 * training no numbers, which would be others before they are heard.
 */
export function chartSentence(snapshot: SessionSnapshot): string {
  if (snapshot.state === 'running')
    return `${[strings.chart.training, ...markTexts(chartMarks(snapshot))].join('; ')}.`;
  if (snapshot.step === 0) return strings.chart.empty;
  const networks = snapshot.models.map(({ loss, evaluation }, model) =>
    strings.chart.network(
      networkName(snapshot, model),
      formatLoss(loss),
      formatPercent(evaluation?.trainAccuracy ?? NaN),
      formatPercent(evaluation?.testAccuracy ?? NaN),
    ),
  );
  return `${strings.chart.sentence(formatCount(snapshot.step))}${[...networks, ...markTexts(chartMarks(snapshot))].join('; ')}.`;
}

/** What happened to a run, and at which of its steps. */
export const markTexts = (marks: readonly ChartMark[]): readonly string[] =>
  marks.map(({ model, step, until, word }) => {
    const steps = strings.chart.steps(formatCount(step), formatCount(until));
    if (model === null) return strings.chart.change(word, steps);
    return strings.chart.mark(strings.nthNetwork(model), word, steps);
  });
