import type { Lift } from '../../geometry/lifted-surface.js';
import type { Partition } from '../../geometry/partition.js';
import { surfaceWork, type SurfaceClient } from '../../geometry/surface-client.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import { workersOf, type Workers } from '../../page-workers.js';
import { SurfaceModel } from './surface-model.js';

/** Has the cells of one network lifted, and keeps what came last until the next is there. */
export class SurfaceLifter {
  readonly #onChange: () => void;
  #client: SurfaceClient | null = null;
  #asked: { readonly partition: Partition; readonly lift: Lift } | null = null;
  #model: SurfaceModel | null = null;
  #failure: string | null = null;

  /** @param onChange called when there is a new model, or a failure */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get model(): SurfaceModel | null {
    return this.#model;
  }

  /** Why what was asked for last could not be lifted. */
  get failure(): string | null {
    return this.#failure;
  }

  /** Of requests that come while the Worker is busy the newest is answered. Asks nothing that has been asked for last. */
  lift(partition: Partition, folded: FoldedNetwork, lift: Lift, workers?: Workers): void {
    if (this.#asked?.partition === partition && this.#asked.lift === lift) return;
    const asked = { partition, lift };
    this.#asked = asked;
    const client = (this.#client ??= workersOf(workers).join(surfaceWork));
    client.compute(0, { partition, folded, lift }).then(
      (answer) => {
        if (!answer || client !== this.#client) return;
        this.#model = new SurfaceModel(partition, answer);
        this.#failure = null;
        this.#onChange();
      },
      (error: unknown) => {
        if (asked !== this.#asked) return;
        this.#model = null;
        this.#failure = error instanceof Error ? error.message : String(error);
        this.#onChange();
      },
    );
  }

  /** Forgets the model and gives the Worker back. */
  clear(): void {
    this.#client?.dispose();
    this.#client = null;
    this.#asked = null;
    this.#model = null;
    this.#failure = null;
  }
}
