import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../../training/session.js';

/** Tells a session how long a pointer is down within an element, also where what is pressed keeps that to itself. */
export class GestureHold implements ReactiveController {
  readonly #element: HTMLElement;
  readonly #session: () => Session | null;
  /** The end of a gesture whose pointer is up. */
  #ending: ReturnType<typeof setTimeout> | undefined;

  constructor(element: ReactiveControllerHost & HTMLElement, session: () => Session | null) {
    this.#element = element;
    this.#session = session;
    element.addController(this);
  }

  hostConnected(): void {
    this.#element.addEventListener('pointerdown', this.#onPointerDown, true);
    window.addEventListener('pointerup', this.#onPointerUp, true);
    window.addEventListener('pointercancel', this.#onPointerUp, true);
  }

  hostDisconnected(): void {
    this.#end();
    this.#element.removeEventListener('pointerdown', this.#onPointerDown, true);
    window.removeEventListener('pointerup', this.#onPointerUp, true);
    window.removeEventListener('pointercancel', this.#onPointerUp, true);
  }

  readonly #onPointerDown = (): void => {
    if (this.#ending !== undefined) this.#end();
    this.#hold(true);
  };

  /** What is dragged hears of the pointer later, and may make its last edit then. */
  readonly #onPointerUp = (): void => {
    this.#ending ??= setTimeout(() => this.#end());
  };

  #end(): void {
    clearTimeout(this.#ending);
    this.#ending = undefined;
    this.#hold(false);
  }

  #hold(isDown: boolean): void {
    const session = this.#session();
    if (session) session.isGestureUnderWay = isDown;
  }
}
