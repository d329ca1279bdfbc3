import type { DiagramMove } from './diagram-layout.js';

const moves: Readonly<Record<string, DiagramMove | 'leave'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
  Escape: 'leave',
};

/** What a key means to a diagram, null for keys that are not its own. */
export function diagramKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): DiagramMove | 'leave' | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  return moves[event.key] ?? null;
}
