/** An arrow key; dy grows upwards. */
export interface ShiftKey {
  readonly act: 'shift';
  readonly dx: -1 | 0 | 1;
  readonly dy: -1 | 0 | 1;
  /** With Shift. */
  readonly modified: boolean;
}

/** What a key means to a picture. */
export type PictureKey =
  | ShiftKey
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

/** Null for keys that are not the picture's. */
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

/** What a picture does at its keys. */
export interface PictureKeyActions {
  shift(key: ShiftKey): void;
  zoom(factor: number): void;
  fit(): void;
  read(): void;
  /** Returns whether there was something to leave. */
  leave(): boolean;
}

/** Acts on a key that is the picture's; nobody else does then. Enter on a button in the frame is the button's. */
export function onPictureKey(event: KeyboardEvent, frame: HTMLElement, actions: PictureKeyActions): void {
  const key = pictureKey(event);
  if (!key || (key.act === 'read' && event.target !== frame)) return;
  if (!hasActed(key, actions)) return;
  event.preventDefault();
  event.stopPropagation();
}

function hasActed(key: PictureKey, actions: PictureKeyActions): boolean {
  switch (key.act) {
    case 'shift':
      actions.shift(key);
      return true;
    case 'zoom':
      actions.zoom(key.factor);
      return true;
    case 'fit':
      actions.fit();
      return true;
    case 'read':
      actions.read();
      return true;
    case 'leave':
      return actions.leave();
    default:
      return key satisfies never;
  }
}
