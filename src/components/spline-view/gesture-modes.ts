/** What pointers, fingers and wheel do to a picture. */
export const gestureModes = ['cooperative', 'free', 'read', 'none'] as const;
/**
 * cooperative: a plain wheel and a vertical swipe scroll the page, a drag, two fingers, and the wheel with Ctrl or Cmd act
 * on the picture, in full screen all do; free: all of them act on the picture; read: a point is read where the pointer is,
 * or after a tap, and nothing moves; none: none does.
 */
export type GestureMode = (typeof gestureModes)[number];
