import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Work of the next frame: once however often it is asked for, after every update of the host, none while that is off the page. */
export class FrameController implements ReactiveController {
  readonly #work: () => void;
  #isConnected = false;
  #frame = 0;

  constructor(host: ReactiveControllerHost, work: () => void) {
    this.#work = work;
    host.addController(this);
  }

  request(): void {
    if (this.#frame !== 0 || !this.#isConnected) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#work();
    });
  }

  hostConnected(): void {
    this.#isConnected = true;
  }

  hostUpdated(): void {
    this.request();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
