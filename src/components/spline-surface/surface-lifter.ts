import type { Lift } from '../../geometry/lifted-surface.js';
import type { Partition } from '../../geometry/partition.js';
import { surfaceWork, type SurfaceClient } from '../../geometry/surface-client.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import { workersOf, type Workers } from '../../page-workers.js';
import { SurfaceModel } from './surface-model.js';

/** Between two surfaces of one quantity: at most three come within a second, so that none flashes (WCAG 2.3.1). */
const LEAST_MS = 350;

/** Has the cells of one network lifted, and keeps what came last until the next is there. */
export class SurfaceLifter {
  readonly #onChange: () => void;
  #client: SurfaceClient | null = null;
  #asked: { readonly partition: Partition; readonly lift: Lift } | null = null;
  /** What was asked for last, once its answer has come. */
  #answered: unknown = null;
  #shownMs = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #model: SurfaceModel | null = null;
  #failure: string | null = null;

  /** @param onChange called when there is a new model, a failure, or time for the next */
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

  /**
   * Asks nothing that has been asked for last, and for another surface of the same quantity not before the one before it has
   * been seen for a while. Of requests that come while the Worker is busy the newest is answered.
   */
  lift(partition: Partition, folded: FoldedNetwork, lift: Lift, workers?: Workers): void {
    if (this.#asked?.partition === partition && this.#asked.lift === lift) return;
    if (this.#asked?.lift === lift && this.#isFresh) return;
    const asked = { partition, lift };
    this.#asked = asked;
    const client = (this.#client ??= workersOf(workers).join(surfaceWork));
    client.compute(0, { partition, folded, lift }).then(
      (answer) => {
        if (asked === this.#asked) this.#answered = asked;
        if (!answer || client !== this.#client) return;
        this.#shownMs = performance.now();
        this.#model = new SurfaceModel(partition, answer);
        this.#failure = null;
        this.#onChange();
      },
      (error: unknown) => {
        if (asked !== this.#asked) return;
        this.#answered = asked;
        this.#model = null;
        this.#failure = error instanceof Error ? error.message : String(error);
        this.#onChange();
      },
    );
  }

  /** True while the newest surface is on its way, or has just come; then `onChange` follows. */
  get #isFresh(): boolean {
    if (this.#answered !== this.#asked) return true;
    const leftMs = this.#shownMs + LEAST_MS - performance.now();
    if (leftMs <= 0) return false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onChange, leftMs);
    return true;
  }

  /** Forgets the model and gives the Worker back. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#client?.dispose();
    this.#client = null;
    this.#asked = null;
    this.#answered = null;
    this.#shownMs = -Infinity;
    this.#model = null;
    this.#failure = null;
  }
}
