/** The other end of `EngineWorkers`: what runs in their Workers. */
import { expose } from 'comlink';

export class EngineSide {
  readonly #make: () => object;

  constructor(make: () => object) {
    this.#make = make;
  }

  /** Answers: the Worker has started, and lives. */
  ping(): void {}

  /** A new engine at the other end of a port. */
  open(port: MessagePort): void {
    expose(this.#make(), port);
  }
}

/** To be called once by the script of a Worker. */
export function serveEngines(make: () => object): void {
  expose(new EngineSide(make));
}
