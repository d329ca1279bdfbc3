/** Changes that can be undone. */
export const UNDO_LEVELS = 50;

/** A value with those that it had before and those that were undone. Immutable: every change gives a new history. */
export class UndoHistory<T> {
  readonly present: T;
  /** Oldest first. */
  readonly #past: readonly T[];
  /** Next first. */
  readonly #future: readonly T[];

  private constructor(present: T, past: readonly T[], future: readonly T[]) {
    this.present = present;
    this.#past = past;
    this.#future = future;
  }

  static of<T>(value: T): UndoHistory<T> {
    return new UndoHistory(value, [], []);
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** What was undone is forgotten, and so is what lies more than `UNDO_LEVELS` changes back. */
  push(value: T): UndoHistory<T> {
    return new UndoHistory(value, [...this.#past, this.present].slice(-UNDO_LEVELS), []);
  }

  /** Itself where there is nothing to undo. */
  undo(): UndoHistory<T> {
    const [last] = this.#past.slice(-1);
    if (last === undefined) return this;
    return new UndoHistory(last, this.#past.slice(0, -1), [this.present, ...this.#future]);
  }

  /** Itself where there is nothing to redo. */
  redo(): UndoHistory<T> {
    const [next] = this.#future;
    if (next === undefined) return this;
    return new UndoHistory(next, [...this.#past, this.present], this.#future.slice(1));
  }
}
