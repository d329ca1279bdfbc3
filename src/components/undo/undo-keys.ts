export type UndoDirection = 'undo' | 'redo';

/** Fields in which a browser undoes what was typed. */
const typed =
  'textarea, [contenteditable], input:not([type=range], [type=checkbox], [type=radio], [type=button], [type=file], [type=color])';

/** What Ctrl or ⌘ with Z, Shift and Z, or Y means; null for other keys, and where a text field undoes by itself. */
export function undoKey(event: KeyboardEvent): UndoDirection | null {
  if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  const [target] = event.composedPath();
  if (target instanceof Element && target.matches(typed)) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey ? 'redo' : null;
}
