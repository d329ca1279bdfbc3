import type { SessionSnapshot } from '../../training/session.js';
import { dataSummary, networkSummary, trainingSummary } from '../experiment-summary.js';

/** The experiment in one line. */
export const settingsLine = ({ config }: Pick<SessionSnapshot, 'config'>): string =>
  [dataSummary(config.data), networkSummary(config), trainingSummary(config.training)].join('; ');
