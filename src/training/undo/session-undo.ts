import type { UndoSnapshot } from '../session-types.js';
import type { KeptRun } from './kept-run.js';
import { isIdle, isOfPicture } from './session-edit.js';
import type { PageEdit, PageReversal, SessionEdit, SettingsEdit } from './session-edit.js';
import type { KeptLevel, UndoList } from './undo-list.js';

/** What undoing needs of a session. */
export interface UndoneSession {
  readonly now: () => number;
  /** Whether there is a run that could be gone back to. */
  readonly hasBegun: () => boolean;
  readonly isRestoring: () => boolean;
  /** Whether other edits are being made again, as of a link. */
  readonly isReplaying: () => boolean;
  /** Whether an earlier moment is shown, or a run is still to be gone back to: what is there is not what an edit is of. */
  readonly isElsewhere: () => boolean;
  /** The run as it is now, or the one that is being gone back to. */
  readonly leave: () => KeptRun | null;
  readonly resume: (run: KeptRun) => void;
  /** Changes settings of the present that act in mid-run back, or once more. */
  readonly change: (edit: SettingsEdit, direction: 'undo' | 'redo') => void;
  readonly publish: () => void;
}

/** What is done at once, or by one owner, and is one edit. */
interface Act {
  readonly owner: object | null;
  /** Its newest level; null before its first. */
  level: number | null;
}

/** Edits of a session: notes how each of them is undone, and undoes them. */
export class SessionUndo {
  readonly #session: UndoneSession;
  readonly #list: UndoList;
  /** An edit is being made: what it does on the way is part of it. */
  #isEditing = false;
  #isHeld = false;
  /** Something has been edited by the gesture that is under way. */
  #isHeldEdited = false;
  /** That is under way; null: none is. */
  #act: Act | null = null;
  /** The last of an owner, which the next of the same owner goes on with. */
  #owned: Act | null = null;

  constructor(list: UndoList, session: UndoneSession) {
    this.#session = session;
    this.#list = list;
  }

  get isGestureUnderWay(): boolean {
    return this.#isHeld;
  }

  set isGestureUnderWay(isHeld: boolean) {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    if (isHeld) this.#list.endGesture();
    else if (this.#isHeldEdited) this.#session.publish();
    this.#isHeldEdited = false;
  }

  get canUndo(): boolean {
    return this.#canTurn && this.#list.done.length > 0;
  }

  get canRedo(): boolean {
    return this.#canTurn && this.#list.undone.length > 0;
  }

  get #canTurn(): boolean {
    return this.#session.hasBegun() && !this.#session.isRestoring() && !this.#session.isReplaying();
  }

  describe(isRestoring: boolean): UndoSnapshot {
    return Object.freeze({ done: this.#list.done, undone: this.#list.undone, isRestoring });
  }

  /**
   * Makes an edit that can be undone from then on. One that throws, or changes nothing, is none.
   *
   * @param make publishes what it changes
   */
  edit(edit: SessionEdit, make: () => void): void {
    if (this.#isEditing || !this.#session.hasBegun() || isIdle(edit)) return make();
    const now = this.#session.now();
    const isThere = isOfPicture(edit) || !this.#session.isElsewhere();
    const isJoined = this.#isOfAct(edit) || (isThere && this.#joinsGesture(edit, now));
    const isLive = isThere && !this.#isOwned && (edit.kind === 'settings' || edit.kind === 'page');
    const run = isJoined || isLive ? null : this.#session.leave();
    const level = { edit, run, page: null };
    this.#isEditing = true;
    try {
      make();
    } finally {
      this.#isEditing = false;
    }
    if (isJoined) this.#list.join(edit, null, now);
    else this.#list.add(level, now);
    this.#noteAct();
    this.#isHeldEdited = this.#isHeld;
    this.#session.publish();
  }

  /**
   * What `act` does is one edit, as far as one way back undoes it all.
   *
   * @param owner what it did before is part of that edit, while nobody else has made a newer one; null: nobody in particular
   */
  asOne<T>(act: () => T, owner: object | null = null): T {
    if (this.#act) return act();
    const goesOn = owner !== null && owner === this.#owned?.owner;
    this.#act = goesOn ? this.#owned : { owner, level: null };
    if (owner) this.#owned = this.#act;
    try {
      return act();
    } finally {
      this.#act = null;
    }
  }

  get #isOwned(): boolean {
    return this.#act !== null && this.#act.owner !== null;
  }

  #noteAct(): void {
    if (this.#act) this.#act.level = this.#list.newest?.id ?? null;
    // What somebody else does next to the same setting is an edit of theirs.
    if (this.#isOwned) this.#list.endGesture();
  }

  #joinsGesture(edit: SessionEdit, nowMs: number): boolean {
    return !this.#isOwned && this.#list.joins(edit, nowMs, this.#isHeld);
  }

  /** Whether what undoes the newest level of the act undoes this, too. */
  #isOfAct(edit: SessionEdit): boolean {
    const { newest } = this.#list;
    if (!newest || newest.id !== this.#act?.level) return false;
    return newest.run !== null || (newest.edit.kind === 'settings' && edit.kind === 'settings');
  }

  /** Notes an edit that the page has made. */
  note(edit: PageEdit, page: PageReversal): void {
    if (!this.#session.hasBegun()) return;
    const now = this.#session.now();
    const isJoined = this.#isOwned ? this.#isOfAct(edit) : this.#joinsGesture(edit, now);
    if (isJoined) this.#list.join(edit, page, now);
    // What the same owner does next may be of the run.
    else this.#list.add({ edit, run: this.#isOwned ? this.#session.leave() : null, page }, now);
    if (this.#isOwned) this.#noteAct();
    this.#session.publish();
  }

  /** Notes what the page has changed along with the newest edit. */
  noteWith(page: PageReversal): void {
    if (this.#session.hasBegun()) this.#list.addPage(page);
  }

  undo(): void {
    if (this.canUndo) this.#turn('undo');
  }

  redo(): void {
    if (this.canRedo) this.#turn('redo');
  }

  #turn(direction: 'undo' | 'redo'): void {
    // What is done on the way is no edit.
    this.#isEditing = true;
    try {
      const level = this.#list.turn(direction, () => this.#session.leave());
      if (level) this.#reverse(level, direction);
    } finally {
      this.#isEditing = false;
    }
    this.#session.publish();
  }

  #reverse({ edit, run, page }: KeptLevel, direction: 'undo' | 'redo'): void {
    if (page) page[direction]();
    if (run) this.#session.resume(run);
    else if (edit.kind === 'settings') this.#session.change(edit, direction);
  }
}
