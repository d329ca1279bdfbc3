import type { ReadLink } from '../../io/link.js';
import { InvalidSettingError } from '../../training/invalid-setting-error.js';
import type { Session } from '../../training/session.js';
import { dataSummary, networkSummary, trainingSummary } from '../experiment-summary.js';
import { formatCount } from '../format.js';
import type { PictureStore } from '../picture-store.js';
import { labStrings } from '../spline-lab/lab-strings.js';
import { pictureOf } from './page-view.js';
import { MOST_REPLAY, replayCost } from './replay-cost.js';
import { shareStrings } from './share-strings.js';
import { twinLink } from './twin-link.js';

const words = shareStrings.opened;

/**
 * Opens a link in a session of two networks, paused. What would be long work is not begun.
 *
 * @returns what has happened, a line each; null where there is nothing to open and nothing to say
 */
export function openLink(session: Session, picture: PictureStore, { link: given, ignored }: ReadLink): string | null {
  const said = ignored.length > 0 ? [words.ignored, ...ignored] : [];
  if (!given) return said.length > 0 ? ignored.join('\n') : null;
  const { link, note } = twinLink(given);
  const { config, moment, view } = link;
  const isStart = moment.step === 0 && !('models' in moment) && moment.edits.length === 0;
  let told: string;
  try {
    if (isStart || replayCost(link) > MOST_REPLAY) {
      session.loadExperiment(config);
      session.pause();
      told = isStart ? words.start : words.heavy(formatCount(moment.step), labStrings.transport.play);
    } else {
      session.openMoment(config, moment);
      told = 'models' in moment ? words.weights(formatCount(moment.step)) : words.replay(formatCount(moment.step));
    }
  } catch (error) {
    if (!(error instanceof InvalidSettingError)) throw error;
    return [words.refused(error.message), ...said].join('\n');
  }
  picture.update(pictureOf(view));
  const summary = [dataSummary(config.data), networkSummary(config), trainingSummary(config.training)].join(' · ');
  return [told, ...(note ? [note] : []), words.settings(summary), ...said].join('\n');
}
