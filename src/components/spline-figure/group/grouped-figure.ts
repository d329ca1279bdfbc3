import type { LitElement } from 'lit';
import type { DataConfig } from '../../../training/data-set.js';
import type { ExperimentConfig } from '../../../training/experiment-config.js';
import { areSamePoints } from '../../../training/experiment-config.js';
import { isEqual } from '../../../training/is-equal.js';
import type { ViewWindow } from '../../../training/picture.js';
import type { Session, SessionEdit, SessionSnapshot } from '../../../training/session.js';
import { settleExperiment } from '../../../io/settle-experiment.js';
import type { PictureStore } from '../../picture-store.js';
import type { UndoDirection } from '../../undo/undo-keys.js';
import type { FigureStart } from '../figure-start.js';
import type { FigureRun } from '../figure-run.js';

/** What a group needs of one of its figures. */
export interface GroupableFigure {
  readonly element: LitElement & { readonly editOwner: object | null };
  readonly run: () => FigureRun;
  readonly picture: PictureStore;
  /** What it would begin with alone, by its attributes, its link or what it was given. */
  readonly ownStart: () => FigureStart;
  readonly ownWindow: () => ViewWindow | null;
  /** Steps per second that the page has asked for before it began; null: it has not. */
  readonly askedPace: () => number | null;
  /** Steps that its author wants it to rest at. */
  readonly ownSteps: () => number;
  readonly playsAlone: () => boolean;
  /** Whether its link is still being read. */
  readonly isReading: () => boolean;
  /** Begins by itself, with the moment that it opens. */
  readonly showMoment: () => void;
  /** Changes that `act` makes are told as those of the group. */
  readonly asGroup: (act: () => void) => void;
  readonly refuse: (text: string | null) => void;
}

/** One figure of a group: what it has of the group's, and how it is brought there. */
export class GroupedFigure {
  readonly figure: GroupableFigure;
  /** The run of the group that it takes part in; null: none yet. */
  run: object | null = null;
  /** For whom the page changes what the group has; null: nobody in particular. */
  editOwner: object | null = null;
  /** Step of the past that it was asked to show; null: none. */
  #pastStep: number | null = null;
  /** Those it had when the group last brought it to what all have. */
  #heldData: DataConfig | null = null;
  /** Takes what it has missed of the run, as fast as its engine goes. */
  #isCatchingUp = false;
  /** Data that do not go together with its settings. */
  #refused: DataConfig | null = null;

  constructor(figure: GroupableFigure) {
    this.figure = figure;
  }

  get session(): Session | null {
    return this.figure.run().session;
  }

  get snapshot(): SessionSnapshot | null {
    return this.session?.snapshot ?? null;
  }

  get isSeen(): boolean {
    return this.figure.run().isSeen;
  }

  /** Whether it can be told anything: what is on its way to a moment by itself comes to rest there first. */
  get isFree(): boolean {
    const { snapshot } = this;
    return (
      snapshot !== null &&
      this.isSeen &&
      !this.figure.run().isOpening &&
      !snapshot.undo.isRestoring &&
      snapshot.replay === null &&
      !['idle', 'failed', 'disposed'].includes(snapshot.state)
    );
  }

  /** Whether it can be told to go on. */
  get isAble(): boolean {
    return this.isFree && this.snapshot?.state !== 'diverged';
  }

  get isCatchingUp(): boolean {
    return this.#isCatchingUp;
  }

  get hasGoal(): boolean {
    return this.figure.run().hasGoal;
  }

  /** How far its run has come, whatever moment is shown. */
  get step(): number {
    return this.snapshot?.time.lastStep ?? 0;
  }

  /** Whether all its steps are reported and no more are on their way. */
  get isAtRest(): boolean {
    const { snapshot, hasGoal } = this;
    return !hasGoal && snapshot !== null && snapshot.isReported && ['ready', 'finished'].includes(snapshot.state);
  }

  /** @param isAsked by a reader or a page, who need not wait for a turn */
  go(until: number, isAsked = false): void {
    this.#isCatchingUp = false;
    this.figure.asGroup(() => this.figure.run().go(until, isAsked));
  }

  catchUp(until: number): void {
    this.go(until);
    this.#isCatchingUp = true;
  }

  pause(): void {
    this.figure.run().pause();
  }

  /** From step 0 again, unless that is where it is and stays. */
  restart(): void {
    const { session, snapshot } = this;
    if (!session || !snapshot) return;
    if (snapshot.isReported && snapshot.time.lastStep === 0 && snapshot.marks.length === 0) return;
    this.#change(session, () => session.restart());
  }

  set pace(stepsPerSecond: number) {
    if (this.session) this.session.stepsPerSecond = stepsPerSecond;
  }

  /** As of its session. */
  set keepEvery(steps: number) {
    if (this.session) this.session.keepEvery = steps;
  }

  /** Steps of the moment that it would show of at most `step`. */
  keptUpTo(step: number): number {
    return this.session?.keptUpTo(step) ?? 0;
  }

  set window(window: ViewWindow | null) {
    this.figure.picture.update({ window });
  }

  showPast(step: number): void {
    if (this.#pastStep === step) return;
    this.#pastStep = step;
    this.pause();
    this.figure.asGroup(() => this.session?.goTo(step));
  }

  showPresent(): void {
    if (this.snapshot?.time.isPast) this.figure.asGroup(() => this.session?.goTo(this.step));
  }

  forgetPast(): void {
    this.#pastStep = null;
  }

  /**
   * Brings the group's data into its experiment; what does not fit them, as a batch of more points than there are, is made to.
   *
   * @returns whether its run has begun anew
   */
  takeData(data: DataConfig): boolean {
    const { session, snapshot } = this;
    if (!session || !snapshot || isEqual(snapshot.config.data, data) || this.#refused === data) return false;
    const { config, refusal } = withData(snapshot.config, data);
    this.#refused = refusal === null ? null : data;
    if (refusal !== null) {
      this.figure.refuse(refusal);
      return false;
    }
    const isMoved = areSamePoints(snapshot.config.data, data);
    this.#change(session, () => {
      if (!isMoved) return session.loadExperiment(config, 'given');
      if (!isEqual(snapshot.config.data.customPoints, data.customPoints)) session.movePoints(data.customPoints);
      session.placeData(data.placement);
    });
    return !isMoved;
  }

  /** As one edit of the group's, together with what has been changed for the same owner before. */
  #change(session: Session, act: () => void): void {
    this.figure.asGroup(() => session.asOneEdit(act, this.editOwner));
  }

  /** Data that it has come to otherwise since; null: none. */
  get changedData(): DataConfig | null {
    const { snapshot } = this;
    if (!snapshot || !this.#heldData || snapshot.time.isPast || isEqual(snapshot.config.data, this.#heldData))
      return null;
    return snapshot.config.data;
  }

  holdData(): void {
    const { snapshot } = this;
    if (snapshot && !snapshot.time.isPast) this.#heldData = snapshot.config.data;
  }

  /** Undoes, or does again, what another figure has, where that is its own newest edit, too. False: it is not. */
  turn(edit: SessionEdit, direction: UndoDirection): boolean {
    const { session, snapshot } = this;
    if (!session || !snapshot) return false;
    const level = (direction === 'undo' ? snapshot.undo.done : snapshot.undo.undone).at(-1);
    const canTurn = direction === 'undo' ? session.canUndo : session.canRedo;
    if (!level || !canTurn || !areAlike(level.edit, edit)) return false;
    this.figure.asGroup(() => session[direction]());
    return true;
  }
}

/** Whether an edit is of what a group shares. */
export const isShared = (edit: SessionEdit): boolean =>
  edit.kind === 'restart' || edit.kind === 'branch' || edit.kind === 'return' || isOfData(edit);

/** Whether a run that a group shares is another after it. */
export const isOfRun = (edit: SessionEdit): boolean => isShared(edit) && edit.kind !== 'settings';

const isOfData = (edit: SessionEdit): boolean => 'before' in edit && !isEqual(edit.before.data, edit.after.data);

/** Whether two figures of a group have made the same edit of what they share. */
function areAlike(a: SessionEdit, b: SessionEdit): boolean {
  if ('before' in a && 'before' in b)
    return isOfData(a) && isEqual(a.before.data, b.before.data) && isEqual(a.after.data, b.after.data);
  return a.kind === b.kind && isShared(a);
}

/** An experiment on other data; where nothing else could be made to fit them, why not. */
export function withData(
  before: ExperimentConfig,
  data: DataConfig,
): { readonly config: ExperimentConfig; readonly refusal: string | null } {
  if (isEqual(before.data, data)) return { config: before, refusal: null };
  const { config, problems } = settleExperiment({ ...before, data }, before);
  if (isEqual(config.data, data)) return { config: { ...config, data }, refusal: null };
  return { config: before, refusal: problems.join(' ') };
}
