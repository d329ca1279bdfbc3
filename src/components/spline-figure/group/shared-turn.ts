import type { Trainee, TrainingSlots } from '../training-slots.js';

/** Who gives turns to figures. */
export type Slots = Pick<TrainingSlots, 'take' | 'offer' | 'release'>;

/** One turn to train for all figures of a group, which could not stand at the same step if they took theirs one by one. */
export class SharedTurn implements Slots, Trainee {
  readonly #slots: Slots;
  readonly #training = new Set<Trainee>();
  readonly #waiting = new Set<Trainee>();

  constructor(slots: Slots) {
    this.#slots = slots;
  }

  take(trainee: Trainee): void {
    this.#training.add(trainee);
    this.#waiting.delete(trainee);
    this.#slots.take(this);
  }

  offer(trainee: Trainee): boolean {
    const isOurs = this.#slots.offer(this);
    (isOurs ? this.#training : this.#waiting).add(trainee);
    if (isOurs) this.#waiting.delete(trainee);
    return isOurs;
  }

  release(trainee: Trainee): void {
    this.#training.delete(trainee);
    this.#waiting.delete(trainee);
    if (this.#training.size + this.#waiting.size === 0) this.#slots.release(this);
  }

  onTurn(): void {
    for (const trainee of [...this.#waiting]) trainee.onTurn();
  }

  onEvicted(): void {
    const evicted = [...this.#training];
    this.#training.clear();
    for (const trainee of evicted) {
      this.#waiting.add(trainee);
      trainee.onEvicted();
    }
  }
}
