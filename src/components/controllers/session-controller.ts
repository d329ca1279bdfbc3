import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../../training/session.js';

/** Follows a session: asks the host for an update, or calls `onChange` instead, after each of its snapshots. */
export class SessionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onChange: () => void;
  #session: Session | null = null;
  #unsubscribe: (() => void) | null = null;
  #connected = false;

  constructor(host: ReactiveControllerHost, onChange: () => void = () => host.requestUpdate()) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  get session(): Session | null {
    return this.#session;
  }

  follow(session: Session | null): void {
    if (session === this.#session) return;
    this.#stop();
    this.#session = session;
    if (this.#connected) this.#start();
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#connected = true;
    this.#start();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#stop();
  }

  #start(): void {
    this.#stop();
    this.#unsubscribe = this.#session?.subscribe(this.#onChange) ?? null;
  }

  #stop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }
}
