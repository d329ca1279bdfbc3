import type { SessionSnapshot } from '../../training/session.js';
import { dataSummary, networkSummary, trainingSummary } from '../experiment-summary.js';
import { formatCount } from '../format.js';
import type { Language } from '../language.js';

/** The experiment in one line. */
export const settingsLine = ({ config }: Pick<SessionSnapshot, 'config'>, language: Language): string =>
  [
    dataSummary(config.data, language),
    networkSummary(config, language),
    trainingSummary(config.training, language),
  ].join(language.common.semicolon);

/** What paper has in place of controls. @param step of what is printed; undefined: there is nothing yet */
export function printLine(
  experiment: Pick<SessionSnapshot, 'config'>,
  step: number | undefined,
  language: Language,
): string {
  const settings = settingsLine(experiment, language);
  return step === undefined ? settings : language.common.atStep(settings, formatCount(step, language));
}
