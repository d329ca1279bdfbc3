import type { Session } from '../../training/session.js';
import { isDrawn } from '../spline-figure/figure-reporter.js';
import type { FollowedFigure } from '../by-id/followed-figure.js';
import { actOnFigure, type FigureAction, type Settings } from '../prose/figure-state.js';
import { LedFigure, type Setter } from '../prose/led-figure.js';

/** What a figure is to show. */
export interface WalkStep {
  readonly settings: Settings;
  /** Once the figure rests where its settings bring it; null: nothing. */
  readonly action: FigureAction | null;
}

/**
 * moving: to where attributes bring it; resting: there; playing: on from there, by the step's action; left: to a reader, or to
 * another text that sets it.
 */
type Stage = 'moving' | 'resting' | 'playing' | 'left';

/**
 * Brings a figure to one step of a text after the other. What a step does not set is as it was before any text set it. Notices
 * when anybody changes the figure, runs it on or stops it, before the first step too: from then on it is in their hand.
 */
export class StepWalk implements Setter {
  readonly #figure: FollowedFigure;
  readonly #led: LedFigure;
  readonly #onLeft: () => void;
  readonly #end = new AbortController();
  #session: Session | null = null;
  #unsubscribe: (() => void) | null = null;
  /** Goes on with what waits for the figure to be another. */
  #wake: () => void = () => undefined;
  /** Counts what has been begun, so that what was begun before can give up. */
  #turn = 0;
  #stage: Stage = 'moving';
  /** The training step at which it rests, or that it has come to by playing. */
  #lastStep = 0;
  #hasShown = false;
  /** Owns what it changes, from one time that the figure is somebody else's to the next: a reader undoes that at once. */
  #owner = {};

  /** @param onLeft the figure has been taken in hand, or another text has set it */
  constructor(figure: FollowedFigure, onLeft: () => void) {
    this.#figure = figure;
    this.#led = LedFigure.of(figure);
    this.#led.join(this);
    this.#onLeft = onLeft;
    const { signal } = this.#end;
    figure.addEventListener('spline-configinput', (event) => this.#onChange(event), { signal });
    figure.addEventListener('spline-runchange', () => this.#onRun(), { signal });
    this.#follow();
    if (this.#led.isTaken) this.#leave();
    else void this.#settle();
  }

  /** Whether a reader has changed what is shown, since a text last set it. */
  get isInHand(): boolean {
    return this.#led.isInHand;
  }

  dispose(): void {
    this.#leave();
    this.#end.abort();
    this.#unsubscribe?.();
    this.#led.leave(this);
  }

  /** The figure is left to a reader. */
  handOver(): void {
    this.#led.takeInHand();
  }

  onOther(): void {
    this.#leave();
    this.#onLeft();
  }

  /** @returns whether the figure has come to rest there, and nothing else has begun meanwhile */
  async show(step: WalkStep): Promise<boolean> {
    const turn = ++this.#turn;
    this.#led.becomeSetter(this, false);
    this.#stage = 'moving';
    this.#hasShown = true;
    this.#figure.editOwner = this.#owner;
    try {
      return await this.#bring(step, turn);
    } finally {
      if (turn === this.#turn) this.#figure.editOwner = null;
    }
  }

  async #bring({ settings, action }: WalkStep, turn: number): Promise<boolean> {
    const figure = this.#figure;
    figure.pause();
    this.#led.write(settings);
    await figure.updateComplete;
    if (turn !== this.#turn) return false;
    // What attributes do not say is not undone by them.
    if (this.#led.isElsewhere) figure.reset();
    this.#led.isElsewhere = false;
    if (!(await this.#hasArrived(turn)) || turn !== this.#turn) return false;
    if (action) {
      this.#led.isElsewhere = true;
      // The figure itself says why it cannot.
      await actOnFigure(figure, action).catch(() => undefined);
      if (turn !== this.#turn) return false;
    }
    this.#rest(action === 'play' ? 'playing' : 'resting');
    return true;
  }

  /** Where the page alone brings the figure. */
  async #settle(): Promise<void> {
    const turn = ++this.#turn;
    this.#stage = 'moving';
    if ((await this.#hasArrived(turn)) && turn === this.#turn) this.#rest('resting');
  }

  #rest(stage: 'resting' | 'playing'): void {
    this.#stage = stage;
    this.#lastStep = this.#session?.snapshot.step ?? 0;
  }

  /** False: something else has begun, or somebody has stopped the figure on the way, or runs it past its goal. */
  async #hasArrived(turn: number): Promise<boolean> {
    for (;;) {
      if (turn !== this.#turn) return false;
      if (this.#isResting && this.#isAtGoal && !this.#isPastGoal) return true;
      if (this.#isResting || this.#isPastGoal) this.#takeInHand();
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  get #isResting(): boolean {
    const { isPlaying, hold } = this.#figure;
    const snapshot = this.#session?.snapshot;
    const isStill = snapshot?.state === 'ready' || snapshot?.state === 'finished' || snapshot?.state === 'diverged';
    return isStill && isDrawn(snapshot) && snapshot.replay === null && !isPlaying && hold === null;
  }

  /** Where attributes bring it, or where its run ends before that; a link says itself where it leads. */
  get #isAtGoal(): boolean {
    const { state, steps } = this.#figure;
    const snapshot = this.#session?.snapshot;
    return state !== null || snapshot?.state !== 'ready' || snapshot.step === steps;
  }

  get #isPastGoal(): boolean {
    const { state, steps, autoplay } = this.#figure;
    const snapshot = this.#session?.snapshot;
    const isRun = snapshot !== undefined && snapshot.state !== 'preparing' && isDrawn(snapshot);
    return isRun && state === null && !autoplay && snapshot.step > steps;
  }

  #onRun(): void {
    if (this.#figure.session !== this.#session) {
      this.#follow();
      // Another session begins where attributes say.
      if (this.#stage !== 'moving' && this.#stage !== 'left') void this.#settle();
    }
    this.#look();
  }

  #follow(): void {
    this.#unsubscribe?.();
    this.#session = this.#figure.session;
    this.#unsubscribe = this.#session?.subscribe(() => this.#look()) ?? null;
  }

  #look(): void {
    this.#wake();
    const snapshot = this.#session?.snapshot;
    if (!snapshot || !isDrawn(snapshot) || snapshot.state === 'preparing') return;
    const { isPlaying } = this.#figure;
    if (this.#stage === 'resting' && (isPlaying || snapshot.step !== this.#lastStep)) this.#takeInHand();
    if (this.#stage !== 'playing') return;
    const isStopped = this.#isResting && snapshot.state === 'ready';
    if (isStopped || snapshot.step < this.#lastStep) this.#takeInHand();
    this.#lastStep = snapshot.step;
  }

  #onChange({ target, detail }: GlobalEventHandlersEventMap['spline-configinput']): void {
    if (target !== this.#figure) return;
    // Of what the walk, or another text, changes itself.
    const isLed = this.#stage === 'moving' || this.#stage === 'left';
    const isOfOthers = detail.source === 'group' || (detail.source === 'api' && this.#hasShown);
    if (detail.source === 'user' || (isOfOthers && !isLed)) this.#takeInHand();
  }

  #takeInHand(): void {
    if (!this.isInHand) this.#led.takeInHand();
  }

  #leave(): void {
    this.#turn++;
    this.#stage = 'left';
    if (this.#figure.editOwner === this.#owner) this.#figure.editOwner = null;
    this.#owner = {};
  }
}
