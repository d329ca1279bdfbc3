import { html, type TemplateResult } from 'lit';
import type { Session } from '../../training/session.js';
import { english, type Language } from '../language.js';
import { icon } from '../style/icons.js';
import { nextEdit } from './turn-session.js';
import type { UndoDirection } from './undo-keys.js';
import { undoStrings } from './undo-strings.js';

/**
 * Two buttons whose names say what they would undo, or do again. Those that can do nothing stay in focus: they are off for
 * the short time in which a run is brought back, too.
 */
export const undoButtons = (
  session: Session | null,
  act: (direction: UndoDirection) => void,
  language = english,
): TemplateResult => html`
  ${undoButton(session, 'undo', act, language)}${undoButton(session, 'redo', act, language)}
`;

function undoButton(
  session: Session | null,
  direction: UndoDirection,
  act: (direction: UndoDirection) => void,
  language: Language,
): TemplateResult {
  const isPossible = session !== null && (direction === 'undo' ? session.canUndo : session.canRedo);
  const name = nameOf(session, direction, language);
  return html`
    <button
      type="button"
      class="button icon ${direction}"
      aria-label=${name}
      title=${name}
      aria-disabled=${isPossible ? 'false' : 'true'}
      @click=${() => act(direction)}
    >
      ${icon(direction)}
    </button>
  `;
}

function nameOf(session: Session | null, direction: UndoDirection, language: Language): string {
  const words = language.of('undo', undoStrings);
  const what = session && nextEdit(session.snapshot.undo, direction, language);
  if (session?.snapshot.undo.isRestoring) return words.restoring;
  if (!what) return direction === 'undo' ? words.nothingToUndo : words.nothingToRedo;
  return words[direction](what);
}
