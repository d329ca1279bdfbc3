import type { SessionSnapshot } from '../../training/session.js';
import { dataSummary, networkSummary, trainingSummary } from '../experiment-summary.js';
import type { Language } from '../language.js';

/** The experiment in one line. */
export const settingsLine = ({ config }: Pick<SessionSnapshot, 'config'>, language: Language): string =>
  [
    dataSummary(config.data, language),
    networkSummary(config, language),
    trainingSummary(config.training, language),
  ].join(language.common.semicolon);
