import type { SessionSnapshot } from '../../training/session.js';
import { formatCount, formatLoss, formatPercent } from '../format.js';
import { networkName } from '../network-names.js';
import { strings } from '../strings.js';

/** What the curves have come to, in words: the numbers of the newest step and the switches on the way. */
export function chartSentence(snapshot: SessionSnapshot): string {
  if (snapshot.step === 0) return strings.chart.empty;
  const networks = snapshot.models.map(({ loss, evaluation }, model) =>
    strings.chart.network(
      networkName(snapshot, model),
      formatLoss(loss),
      formatPercent(evaluation?.trainAccuracy ?? NaN),
      formatPercent(evaluation?.testAccuracy ?? NaN),
    ),
  );
  const marks = snapshot.marks.map(({ model, to, step }) =>
    strings.chart.mark(model === 0 ? strings.chart.first : strings.chart.second, switchWord(to), formatCount(step)),
  );
  return `${strings.chart.sentence(formatCount(snapshot.step))}${[...networks, ...marks].join('; ')}.`;
}

export const switchWord = (to: SessionSnapshot['marks'][number]['to']): string =>
  to === 'batch' ? strings.chart.bnOn : strings.chart.bnOff;
