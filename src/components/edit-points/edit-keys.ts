/** What a key means while points are edited; dx and dy are shares of the window, dy upwards. */
export type EditKey =
  | { readonly act: 'move'; readonly dx: number; readonly dy: number }
  | { readonly act: 'class'; readonly label: number }
  | { readonly act: 'enter' | 'pick-up' | 'remove' | 'undo' | 'redo' | 'leave' };

const STEP = 0.01;
const LARGE_STEP = 0.1;

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Null for keys that mean nothing here, those that zoom for instance. */
export function editKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): EditKey | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === 'z') return { act: shiftKey ? 'redo' : 'undo' };
    return key.toLowerCase() === 'y' ? { act: 'redo' } : null;
  }
  const direction = directions[key];
  if (direction) {
    const step = shiftKey ? LARGE_STEP : STEP;
    return { act: 'move', dx: direction[0] * step, dy: direction[1] * step };
  }
  if (/^[0-9]$/.test(key)) return { act: 'class', label: Number(key) };
  switch (key) {
    case 'Enter':
      return { act: 'enter' };
    case 'm':
    case 'M':
      return { act: 'pick-up' };
    case 'Delete':
    case 'Backspace':
      return { act: 'remove' };
    case 'Escape':
      return { act: 'leave' };
    default:
      return null;
  }
}
