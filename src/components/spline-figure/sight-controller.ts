import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** One height of the window on either side of what is seen. */
const NEAR = '100% 0px';

/** Whether an element is seen, and whether it is within one window's height of that; neither before the browser has looked. */
export class SightController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #observers: readonly IntersectionObserver[];
  #isSeen = false;
  #isNear = false;

  constructor(host: ReactiveControllerHost & Element, onChange: () => void) {
    this.#host = host;
    const watch = (rootMargin: string, note: (isWithin: boolean) => void): IntersectionObserver =>
      new IntersectionObserver(
        (entries) => {
          note(entries.at(-1)?.isIntersecting ?? false);
          onChange();
        },
        { rootMargin },
      );
    this.#observers = [
      watch('0px', (isWithin) => (this.#isSeen = isWithin)),
      watch(NEAR, (isWithin) => (this.#isNear = isWithin)),
    ];
    host.addController(this);
  }

  get isSeen(): boolean {
    return this.#isSeen;
  }

  get isNear(): boolean {
    return this.#isNear || this.#isSeen;
  }

  hostConnected(): void {
    for (const observer of this.#observers) observer.observe(this.#host);
  }

  hostDisconnected(): void {
    for (const observer of this.#observers) observer.disconnect();
    this.#isSeen = false;
    this.#isNear = false;
  }
}
