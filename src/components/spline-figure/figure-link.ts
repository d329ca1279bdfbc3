/** Reads what a figure is told to open; loaded when one is told. */
import { readLink } from '../../io/link.js';
import { formatCount } from '../format.js';
import type { Language } from '../language.js';
import { MOST_REPLAY, replayCost } from '../spline-share/replay-cost.js';
import { shareStrings } from '../spline-share/share-strings.js';
import { figureStrings } from './figure-strings.js';
import type { ReadState } from './opened-state.js';

/** @param text of a link, from its `#` on or as a whole address; anything else opens nothing */
export async function readFigureLink(text: string, language: Language): Promise<ReadState> {
  const words = language.of('share', shareStrings).opened;
  const { link, ignored } = await readLink(text.slice(text.indexOf('#') + 1));
  const said = ignored.length > 0 ? [[words.ignored, ...ignored].join('\n')] : [];
  if (!link) return { opened: null, said: ignored.length > 0 ? said : [words.noLink] };
  const { config, moment, view } = link;
  if (replayCost(link) > MOST_REPLAY) {
    const start = { step: 0, edits: [] };
    return {
      opened: { config, moment: start, view },
      said: [words.heavy(formatCount(moment.step, language), language.of('figure', figureStrings).play), ...said],
    };
  }
  return { opened: { config, moment, view }, said };
}
