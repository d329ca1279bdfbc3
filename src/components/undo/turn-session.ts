import type { Session, UndoSnapshot } from '../../training/session.js';
import { english } from '../language.js';
import { editWords } from './edit-words.js';
import type { UndoDirection } from './undo-keys.js';
import { undoStrings } from './undo-strings.js';

/** Undoes the newest edit, or does it again. Returns what is to be said of it; null where nothing could be. */
export function turnSession(session: Session, direction: UndoDirection, language = english): string | null {
  const words = language.of('undo', undoStrings);
  const isPossible = direction === 'undo' ? session.canUndo : session.canRedo;
  const what = nextEdit(session.snapshot.undo, direction, language);
  if (!isPossible || what === null) return null;
  session[direction]();
  return direction === 'undo' ? words.undone(what) : words.redone(what);
}

/** Why nothing can be undone, or done again, in a sentence. */
export function whyNot({ snapshot }: Session, direction: UndoDirection, language = english): string {
  const words = language.of('undo', undoStrings);
  const isNothing = nextEdit(snapshot.undo, direction, language) === null && !snapshot.undo.isRestoring;
  const why = direction === 'undo' ? words.nothingToUndo : words.nothingToRedo;
  return language.common.sentence(isNothing ? why : words.restoring);
}

/** What would be undone, or done again, in words; null where nothing would. */
export function nextEdit({ done, undone }: UndoSnapshot, direction: UndoDirection, language = english): string | null {
  const level = (direction === 'undo' ? done : undone).at(-1);
  return level ? editWords(level.edit, language) : null;
}
