import type { KeptRun } from './kept-run.js';
import { isIdle, joined, subjectOf } from './session-edit.js';
import type { PageReversal, SessionEdit, UndoLevel } from './session-edit.js';

/** Edits that can be undone. */
const UNDO_LEVELS = 50;
/** Longest time between two edits of one gesture, such as holding an arrow key of a slider. */
const GESTURE_MS = 1000;
/** Memory for the networks of all runs that can be gone back to; what goes first is the past of the runs, and then levels. */
const UNDO_BYTES = 64 * 2 ** 20;

type Sizes = KeptRun['sizes'];

export interface KeptLevel extends UndoLevel {
  /** Null where the edit is undone by changing settings back. Otherwise the run on the other side of the edit. */
  readonly run: KeptRun | null;
  /** What the page undoes of it; null: nothing. */
  readonly page: PageReversal | null;
}

/** The newest edits that can be undone, and those that were undone and can be done again. */
export class UndoList {
  readonly #live: () => Sizes;
  readonly #mostBytes: number;
  readonly #mostStartBytes: number;
  #done: readonly KeptLevel[] = Object.freeze([]);
  /** The next last. */
  #undone: readonly KeptLevel[] = Object.freeze([]);
  #ids = 0;
  /** When the newest level was last added to; -Infinity where nothing may be any more. */
  #editedMs = -Infinity;

  /**
   * @param live moments of the run that goes on, which has memory of its own for them
   * @param mostBytes beyond which runs forget their moments
   * @param mostStartBytes beyond which levels are forgotten, for what runs cannot do without
   */
  constructor(live: () => Sizes, mostBytes = UNDO_BYTES, mostStartBytes = UNDO_BYTES) {
    this.#live = live;
    this.#mostBytes = mostBytes;
    this.#mostStartBytes = mostStartBytes;
  }

  /** Oldest first. */
  get done(): readonly UndoLevel[] {
    return this.#done;
  }

  /** The one to be done again next is the last. */
  get undone(): readonly UndoLevel[] {
    return this.#undone;
  }

  get newest(): KeptLevel | undefined {
    return this.#done.at(-1);
  }

  /** @param isHeld a pointer has been down since the edit before */
  joins(edit: SessionEdit, nowMs: number, isHeld: boolean): boolean {
    const last = this.#done.at(-1);
    const subject = subjectOf(edit);
    if (!last || subject === null || subject !== subjectOf(last.edit)) return false;
    return this.#editedMs > -Infinity && (isHeld || nowMs - this.#editedMs <= GESTURE_MS);
  }

  /** What was undone is forgotten, and so is what lies more than 50 levels back. */
  add(level: Omit<KeptLevel, 'id'>, nowMs: number): void {
    this.#editedMs = nowMs;
    this.#undone = Object.freeze([]);
    this.#done = Object.freeze([...this.#done, { ...level, id: this.#ids++ }].slice(-UNDO_LEVELS));
    this.#saveMemory();
  }

  /** Adds to the newest level; one that ends where it began is none, unless it has left a run behind. */
  join(edit: SessionEdit, page: PageReversal | null, nowMs: number): void {
    const last = this.#done.at(-1);
    if (!last) return;
    this.#editedMs = nowMs;
    this.#undone = Object.freeze([]);
    const whole = joined(last.edit, edit);
    const level = { ...last, edit: whole, page: joinedPages(last.page, page) };
    const isNone = last.run === null && isIdle(whole);
    this.#done = Object.freeze(isNone ? this.#done.slice(0, -1) : this.#done.with(-1, level));
    if (isNone) this.endGesture();
  }

  /** The page has changed something along with the newest edit. */
  addPage(page: PageReversal): void {
    const last = this.#done.at(-1);
    if (last) this.#done = Object.freeze(this.#done.with(-1, { ...last, page }));
  }

  /** The next edit is of another gesture than the last. */
  endGesture(): void {
    this.#editedMs = -Infinity;
  }

  /**
   * The level that is undone, or done again; it changes sides.
   *
   * @param leave keeps the run that is left, for the way back
   */
  turn(direction: 'undo' | 'redo', leave: () => KeptRun | null): KeptLevel | null {
    const level = (direction === 'undo' ? this.#done : this.#undone).at(-1);
    if (!level) return null;
    this.endGesture();
    const turned = { ...level, run: level.run && leave() };
    if (direction === 'undo') {
      this.#done = Object.freeze(this.#done.slice(0, -1));
      this.#undone = Object.freeze([...this.#undone, turned]);
    } else {
      this.#undone = Object.freeze(this.#undone.slice(0, -1));
      this.#done = Object.freeze([...this.#done, turned]);
    }
    this.#saveMemory();
    return level;
  }

  /**
   * First the past of the runs that are furthest away goes, then their moments, which can be had by taking them again, and at
   * last their levels.
   */
  #saveMemory(): void {
    const runs = this.#runs;
    for (const forget of [(run: KeptRun) => run.forgetPast(), (run: KeptRun) => run.forgetMoments()]) {
      for (const run of runs) {
        if (this.#bytesOf(runs) <= this.#mostBytes) return;
        forget(run);
      }
    }
    while (this.#done.length + this.#undone.length > 1 && this.#bytesOf(this.#runs) > this.#mostStartBytes) {
      if (this.#done.length >= this.#undone.length) this.#done = Object.freeze(this.#done.slice(1));
      else this.#undone = Object.freeze(this.#undone.slice(1));
    }
  }

  /** Those that most turns lead to first. */
  get #runs(): readonly KeptRun[] {
    const far = [this.#done, this.#undone].flatMap((side) =>
      side.flatMap(({ run }, index) => (run ? [{ run, turns: side.length - index }] : [])),
    );
    return far.sort((first, second) => second.turns - first.turns).map(({ run }) => run);
  }

  /** Moments that several runs share count once, and not at all where the run that goes on has them, too. */
  #bytesOf(runs: readonly KeptRun[]): number {
    const sizes = new Map(runs.flatMap((run) => run.sizes));
    for (const [moment] of this.#live()) sizes.delete(moment);
    return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  }
}

const joinedPages = (first: PageReversal | null, last: PageReversal | null): PageReversal | null =>
  first && last ? { undo: first.undo, redo: last.redo } : (first ?? last);
