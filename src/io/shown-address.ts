import type { SessionSnapshot } from '../training/session-types.js';
import type { FigureView } from './figure-fields.js';
import { replayOf } from './link-of-run.js';
import { writeLink } from './link.js';

/** A longer address is not read, let alone typed, by anybody. */
const MOST_SHOWN = 200;

/**
 * Address of a moment for those who read it: of the moment itself, to be replayed, where that is short; else of the page alone.
 * Empty where there is no page, or it is a file of this device, which is of no use elsewhere.
 *
 * @param page that opens links, without a fragment; empty: there is none
 * @param snapshot null: what is shown is of no one moment
 * @param most characters that there is room for
 */
export async function shownAddress(
  page: string,
  snapshot: SessionSnapshot | null,
  view: FigureView,
  most = MOST_SHOWN,
): Promise<string> {
  if (!page.startsWith('http')) return '';
  const link = snapshot && replayOf(snapshot, view);
  const text = link && (await writeLink(link)).text;
  const address = text === null ? page : `${page}#${text}`;
  return address.length <= Math.min(most, MOST_SHOWN) ? address : page;
}
