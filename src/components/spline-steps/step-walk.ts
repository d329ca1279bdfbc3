import { isDrawn } from '../spline-figure/figure-reporter.js';
import type { FollowedFigure } from '../by-id/followed-figure.js';
import { actOnFigure, type FigureAction, type Settings } from '../prose/figure-state.js';

/** What a figure is to show. */
export interface WalkStep {
  readonly settings: Settings;
  /** Once the figure rests where its settings bring it; null: nothing. */
  readonly action: FigureAction | null;
}

/** What may change whether a figure rests. */
const restEvents = ['spline-runchange', 'spline-statechange', 'spline-ready'] as const;

/**
 * Brings a figure to one step of a text after the other. What a step does not set is as it was before the walk. Notices when
 * anybody else changes the figure, or runs it: from then on it is in their hand.
 */
export class StepWalk {
  readonly #figure: FollowedFigure;
  readonly #onHand: () => void;
  readonly #end = new AbortController();
  /** Attributes as they were before the walk. */
  readonly #before = new Map<string, string | null>();
  /** Counts what has been begun, so that what was begun before can give up. */
  #turn = 0;
  /** The training step at which the figure rests; null while it is on its way, or trains for good. */
  #restStep: number | null = null;
  #isSettled = false;
  #isInHand = false;
  #hasActed = false;

  /** @param onHand the figure has been taken in hand */
  constructor(figure: FollowedFigure, onHand: () => void) {
    this.#figure = figure;
    this.#onHand = onHand;
    const { signal } = this.#end;
    figure.addEventListener('spline-configchange', (event) => this.#onChange(event), { signal });
    figure.addEventListener('spline-progress', ({ detail }) => this.#onProgress(detail.step), { signal });
  }

  /** Whether somebody else has changed what is shown, since the last step. */
  get isInHand(): boolean {
    return this.#isInHand;
  }

  dispose(): void {
    this.#turn++;
    this.#end.abort();
  }

  /** The figure is left to whoever changes it. */
  leave(): void {
    this.#turn++;
    this.#isSettled = false;
    this.#isInHand = true;
  }

  /** @returns whether the figure has come to rest there, and nothing else has begun meanwhile */
  async show({ settings, action }: WalkStep): Promise<boolean> {
    const turn = ++this.#turn;
    const figure = this.#figure;
    const isOther = this.#isInHand || this.#hasActed;
    this.#isSettled = false;
    this.#isInHand = false;
    this.#hasActed = false;
    figure.pause();
    this.#write(settings);
    await figure.updateComplete;
    // What attributes do not say is not undone by them.
    if (isOther && turn === this.#turn) figure.reset();
    if (!(await this.#hasRested(turn))) return false;
    if (action) {
      this.#hasActed = true;
      // The figure itself says why it cannot.
      await actOnFigure(figure, action).catch(() => undefined);
      if (action !== 'play' && !(await this.#hasRested(turn))) return false;
    }
    this.#restStep = action === 'play' ? null : (figure.session?.snapshot.step ?? null);
    this.#isSettled = true;
    return true;
  }

  #write(settings: Settings): void {
    const wanted = new Map(settings);
    for (const name of wanted.keys()) {
      if (!this.#before.has(name)) this.#before.set(name, this.#figure.getAttribute(name));
    }
    for (const [name, before] of this.#before) {
      const value = wanted.get(name) ?? before;
      if (value === null) this.#figure.removeAttribute(name);
      else if (value !== this.#figure.getAttribute(name)) this.#figure.setAttribute(name, value);
    }
  }

  async #hasRested(turn: number): Promise<boolean> {
    while (turn === this.#turn && !this.#isResting) await this.#nextEvent();
    return turn === this.#turn;
  }

  get #isResting(): boolean {
    const { session, isPlaying, hold } = this.#figure;
    return (
      session !== null &&
      isDrawn(session.snapshot) &&
      session.snapshot.state !== 'preparing' &&
      !isPlaying &&
      hold === null
    );
  }

  #nextEvent(): Promise<void> {
    return new Promise((resolve) => {
      const once = new AbortController();
      const signal = AbortSignal.any([once.signal, this.#end.signal]);
      const done = (): void => {
        once.abort();
        resolve();
      };
      for (const name of restEvents) this.#figure.addEventListener(name, done, { signal });
    });
  }

  #onChange({ target, detail }: GlobalEventHandlersEventMap['spline-configchange']): void {
    if (target !== this.#figure) return;
    if (detail.source === 'user' || (detail.source === 'api' && this.#isSettled)) this.#takeInHand();
  }

  #onProgress(step: number): void {
    if (this.#isSettled && this.#restStep !== null && step !== this.#restStep) this.#takeInHand();
  }

  #takeInHand(): void {
    if (this.#isInHand) return;
    this.leave();
    this.#onHand();
  }
}
