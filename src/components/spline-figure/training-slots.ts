/** A figure that trains by turns. */
export interface Trainee {
  /** It may train now: it has waited for that. */
  onTurn(): void;
  /** Another one trains in its place; it waits for its turn again. */
  onEvicted(): void;
}

/** How many figures of one page train at once, so that a page with many stays quick. */
export class TrainingSlots {
  readonly #most: number;
  /** The one that has trained for longest comes first. */
  readonly #training: Trainee[] = [];
  readonly #waiting: Trainee[] = [];

  constructor(most = 3) {
    this.#most = most;
  }

  /** For a reader who asks for it: in place of the figure that has trained for longest, if need be. */
  take(trainee: Trainee): void {
    remove(this.#waiting, trainee);
    if (this.#training.includes(trainee)) return;
    const evicted = this.#training.length >= this.#most ? this.#training.shift() : undefined;
    this.#training.push(trainee);
    if (!evicted) return;
    this.#waiting.push(evicted);
    evicted.onEvicted();
  }

  /** For what would train by itself. False: all slots are taken, and it waits for its turn. */
  offer(trainee: Trainee): boolean {
    if (this.#training.includes(trainee)) return true;
    if (this.#training.length < this.#most) {
      this.take(trainee);
      return true;
    }
    if (!this.#waiting.includes(trainee)) this.#waiting.push(trainee);
    return false;
  }

  /** It neither trains nor waits any more. */
  release(trainee: Trainee): void {
    remove(this.#waiting, trainee);
    if (!remove(this.#training, trainee)) return;
    this.#waiting.shift()?.onTurn();
  }
}

function remove<T>(list: T[], item: T): boolean {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
  return index >= 0;
}

/** Those of this page. */
export const pageSlots = new TrainingSlots();
