/** What pointers, fingers and wheel do to a picture. */
export const gestureModes = ['cooperative', 'free', 'none'] as const;
/**
 * cooperative: a plain wheel and a vertical swipe scroll the page, a drag, two fingers, and the wheel with Ctrl or Cmd act
 * on the picture; free: all of them act on the picture; none: none does.
 */
export type GestureMode = (typeof gestureModes)[number];
