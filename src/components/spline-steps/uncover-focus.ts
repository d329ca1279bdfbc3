/** Between what has the focus, with the ring around it, and the figure, in CSS pixels. */
const GAP_PX = 8;

/**
 * Scrolls what the keyboard has come to out from under a box that stays at the top of the window above it. What a pointer presses stays where it
 * is, or the press would miss it.
 */
export function uncoverFocus(event: FocusEvent, cover: HTMLElement): void {
  const [focused] = event.composedPath();
  if (!(focused instanceof Element) || !focused.matches(':focus-visible')) return;
  // The browser scrolls first.
  requestAnimationFrame(() => {
    const { top } = focused.getBoundingClientRect();
    if (top >= cover.getBoundingClientRect().bottom) return;
    // At the end of its text the box is partly out of the window, and comes back.
    window.scrollBy({ top: Math.min(0, top - cover.offsetHeight - GAP_PX), behavior: 'instant' });
  });
}
