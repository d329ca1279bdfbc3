/** How a reader scrolls, apart from scroll bars, which tell of nothing but the scrolling. */
const gestures = ['wheel', 'touchmove', 'keydown'] as const;

/** Tells scrolling that the page began for the reader's sake from the reader's own. */
export class OwnScroll {
  #end: AbortController | null = null;

  /** Whether the reader has not scrolled since the page began to. */
  get isLast(): boolean {
    return this.#end !== null;
  }

  /** @param isMoving whether the page is about to scroll; if not, the next scrolling is the reader's */
  begin(isMoving: boolean): void {
    this.end();
    const end = new AbortController();
    const options = { capture: true, passive: true, signal: end.signal };
    const awaitReader = (): void => window.addEventListener('scroll', () => this.end(), options);
    for (const gesture of gestures) window.addEventListener(gesture, () => this.end(), options);
    if (isMoving) window.addEventListener('scrollend', awaitReader, { ...options, once: true });
    else awaitReader();
    this.#end = end;
  }

  end(): void {
    this.#end?.abort();
    this.#end = null;
  }
}
