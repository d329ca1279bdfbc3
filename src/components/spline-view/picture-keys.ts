/** What a key means to a picture. */
export type PictureKey =
  | { readonly act: 'shift'; readonly dx: -1 | 0 | 1; readonly dy: -1 | 0 | 1; readonly modified: boolean }
  | { readonly act: 'zoom'; readonly factor: number }
  | { readonly act: 'fit' }
  | { readonly act: 'read' }
  | { readonly act: 'leave' };

export const KEY_ZOOM = 1.25;

const directions: Readonly<Record<string, readonly [-1 | 0 | 1, -1 | 0 | 1]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Null for keys that are not the picture's; dy grows upwards. */
export function pictureKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): PictureKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const direction = directions[event.key];
  if (direction) return { act: 'shift', dx: direction[0], dy: direction[1], modified: event.shiftKey };
  switch (event.key) {
    case '+':
    case '=':
      return { act: 'zoom', factor: KEY_ZOOM };
    case '-':
    case '_':
      return { act: 'zoom', factor: 1 / KEY_ZOOM };
    case '0':
      return { act: 'fit' };
    case 'Enter':
      return { act: 'read' };
    case 'Escape':
      return { act: 'leave' };
    default:
      return null;
  }
}
