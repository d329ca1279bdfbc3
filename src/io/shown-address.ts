import type { SessionSnapshot } from '../training/session-types.js';
import type { FigureView } from './figure-fields.js';
import { replayOf } from './link-of-run.js';
import { writeLink } from './link.js';

/** A longer address is not read, let alone typed, by anybody. */
const MOST_SHOWN = 200;

/**
 * Address of a moment for those who read it: of the moment itself, to be replayed, where that is short; else of the page alone.
 *
 * @param page that opens links, without a fragment; empty: there is none, and so no address
 */
export async function shownAddress(page: string, snapshot: SessionSnapshot, view: FigureView): Promise<string> {
  const link = page === '' ? null : replayOf(snapshot, view);
  const text = link && (await writeLink(link)).text;
  const address = text === null ? page : `${page}#${text}`;
  return address.length < MOST_SHOWN ? address : page;
}
