import type { LitElement, ReactiveController } from 'lit';
import type { Session } from '../../training/session.js';
import { PageVisibilityController } from '../controllers/page-visibility-controller.js';
import type { ExactPartitions } from '../exact-partitions.js';
import type { AwakeFigures, Sleeper } from './awake-figures.js';
import { SightController } from './sight-controller.js';
import type { Trainee, TrainingSlots } from './training-slots.js';

/** A moved element leaves and enters the page in one task; only one that stays away is torn down. */
export const TEARDOWN_DELAY_MS = 50;

/** Why what is to train does not at the moment. */
export type Hold = 'hidden' | 'turn';

/** What a run needs of its figure. */
export interface RunFigure {
  readonly slots: () => Pick<TrainingSlots, 'take' | 'offer' | 'release'>;
  readonly awake: () => AwakeFigures;
  /** Whether a session is made wherever the figure is, and not only near the visible part of the page. */
  readonly isEager: () => boolean;
  /** Loads what makes sessions, where that may be and has not been done. */
  readonly prepare: () => void;
  /** Whether a session can be made: what makes it is loaded, and it is known what it begins with. If not, the figure updates once it can. */
  readonly isReady: () => boolean;
  /** Makes the session, once there are views to draw in. */
  readonly create: () => Session;
  /** Its exact cells. */
  readonly cut: (session: Session) => ExactPartitions;
  /** The figure has come into sight, or out of it. */
  readonly onSight: (isSeen: boolean) => void;
  /** The session is there and at step 0. */
  readonly onBegin: () => void;
  /** The session has gone. */
  readonly onEnd: () => void;
}

/**
 * The session of a figure with its exact cells: made when the figure comes near the visible part of the page, trained
 * only while it is seen and has a slot, at rest once it has been out of sight for a while, kept while the figure is moved
 * within the page.
 *
 * What is to be done is a goal, a step to go to or to go on for good, which outlives every pause that is not the reader's.
 */
export class FigureRun implements ReactiveController, Trainee, Sleeper {
  readonly #host: LitElement;
  readonly #figure: RunFigure;
  readonly #sight: SightController;
  #session: Session | null = null;
  #partitions: ExactPartitions | null = null;
  #unsubscribe: (() => void) | null = null;
  #isDestroyed = false;
  #isPageHidden = document.hidden;
  /** Step to go to; Infinity: until the run ends by itself. */
  #goal: number | null = null;
  /** What goes there instead of steps from where the run is. */
  #wayToGoal: ((session: Session) => void) | null = null;
  #isGoing = false;
  #hold: Hold | null = null;
  /** Asked to rest since it was last seen. */
  #isResting = false;
  #teardown: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, figure: RunFigure) {
    this.#host = host;
    this.#figure = figure;
    host.addController(this);
    this.#sight = new SightController(host, () => this.#onSight());
    new PageVisibilityController(host, (isHidden) => {
      this.#isPageHidden = isHidden;
      this.#onSight();
    });
  }

  get session(): Session | null {
    return this.#session;
  }

  get partitions(): ExactPartitions | null {
    return this.#partitions;
  }

  /** Whether there is a picture, or will be. */
  get isComing(): boolean {
    return !this.#isDestroyed && (this.#session?.snapshot.failure ?? null) === null;
  }

  get isSeen(): boolean {
    return this.#sight.isSeen && !this.#isPageHidden;
  }

  /** Why nothing happens although something is to; null otherwise. */
  get hold(): Hold | null {
    return this.#goal !== null && !this.#isGoing ? this.#hold : null;
  }

  /** Step to go to; Infinity: until the run ends by itself; null: there is nothing to do. */
  get goal(): number | null {
    return this.#goal;
  }

  get hasGoal(): boolean {
    return this.#goal !== null;
  }

  /** Whether it goes to a moment by another way than its own steps. */
  get isOpening(): boolean {
    return this.#wayToGoal !== null;
  }

  /** Whether steps are being taken, or will be as soon as they may. */
  get isGoing(): boolean {
    return this.#isGoing;
  }

  /** Goes to another moment, by what `open` asks of the session; from the start again where that was interrupted. */
  open(open: (session: Session) => void): void {
    this.#goal = Infinity;
    this.#wayToGoal = open;
    this.#isGoing = false;
    this.#advance();
  }

  /** Goes on to a step, or until the run ends. @param isAsked by a reader or a page, who need not wait for a turn */
  go(until: number, isAsked: boolean): void {
    const state = this.#session?.snapshot.state;
    this.#wayToGoal = null;
    // What cannot go on takes nobody's turn.
    if (state === 'diverged' || state === 'disposed') return;
    this.#goal = until;
    this.#isGoing = false;
    if (!this.#session) this.#host.requestUpdate();
    if (isAsked && this.#session && this.isSeen) this.#figure.slots().take(this);
    this.#advance();
  }

  pause(): void {
    this.#stop();
    this.#session?.pause();
    this.#host.requestUpdate();
  }

  /** Begins anew with another session. */
  renew(): void {
    if (!this.#session) return;
    this.#end();
    this.#host.requestUpdate();
  }

  /** For good. */
  destroy(): void {
    this.#isDestroyed = true;
    this.#end();
    this.#host.requestUpdate();
  }

  onTurn(): void {
    this.#advance();
  }

  onEvicted(): void {
    this.#halt('turn');
  }

  /** Until it is seen again. */
  rest(): void {
    this.#isResting = true;
    this.#session?.rest();
  }

  /** Something else has been loaded, or the first experiment: out of sight that does not stay on the GPU. */
  onLoaded(): void {
    this.#isResting = false;
    if (!this.isSeen) this.#leave();
  }

  hostConnected(): void {
    clearTimeout(this.#teardown);
    this.#isPageHidden = document.hidden;
    if (!this.#session) this.#host.requestUpdate();
  }

  hostUpdated(): void {
    // The views are there now; a session in the middle of an update would ask for another one.
    if (!this.#session) void this.#host.updateComplete.then(() => this.#begin());
  }

  hostDisconnected(): void {
    this.#halt('hidden');
    this.#figure.slots().release(this);
    this.#teardown = setTimeout(() => this.#end(), TEARDOWN_DELAY_MS);
  }

  #begin(): void {
    const mayBegin = this.#figure.isEager() || (this.#sight.isNear && !this.#isPageHidden);
    if (this.#session || this.#isDestroyed || !mayBegin || !this.#host.isConnected) return;
    this.#figure.prepare();
    if (!this.#figure.isReady()) return;
    const session = this.#figure.create();
    this.#session = session;
    this.#unsubscribe = session.subscribe(() => this.#onSnapshot());
    this.#partitions = this.#figure.cut(session);
    this.#partitions.subscribe(() => this.#host.requestUpdate());
    session.restart();
    this.onLoaded();
    this.#figure.onBegin();
    this.#advance();
    this.#host.requestUpdate();
  }

  #end(): void {
    if (!this.#session) return;
    this.#stop();
    this.#figure.awake().forget(this);
    this.#unsubscribe?.();
    this.#partitions?.dispose();
    this.#partitions = null;
    this.#session.dispose();
    this.#session = null;
    this.#figure.onEnd();
    this.#host.requestUpdate();
  }

  #onSight(): void {
    this.#figure.onSight(this.isSeen);
    if (!this.#session) this.#begin();
    else if (this.isSeen) {
      this.#figure.awake().forget(this);
      this.#isResting = false;
      this.#session.wake();
      this.#advance();
    } else {
      this.#halt('hidden');
      this.#figure.slots().release(this);
      this.#leave();
    }
    this.#host.requestUpdate();
  }

  #leave(): void {
    if (!this.#isResting) this.#figure.awake().leave(this);
  }

  /** Towards the goal, if that may be now. */
  #advance(): void {
    const session = this.#session;
    if (!session || this.#goal === null || this.#isGoing) return;
    // What is there already needs no turn.
    const count = this.#goal - session.snapshot.step;
    if (count <= 0) return this.#stop();
    this.#hold = this.isSeen ? 'turn' : 'hidden';
    if (!this.isSeen || !this.#figure.slots().offer(this)) return this.#host.requestUpdate();
    this.#hold = null;
    this.#isGoing = true;
    if (this.#wayToGoal) this.#wayToGoal(session);
    else if (this.#goal === Infinity) session.play();
    else session.step(count);
    this.#host.requestUpdate();
  }

  /** Keeps the goal. */
  #halt(hold: Hold): void {
    if (!this.#isGoing) return;
    this.#isGoing = false;
    this.#hold = hold;
    this.#session?.pause();
    this.#host.requestUpdate();
  }

  /** There is nothing more to do. */
  #stop(): void {
    this.#goal = null;
    this.#wayToGoal = null;
    this.#isGoing = false;
    this.#figure.slots().release(this);
  }

  #onSnapshot(): void {
    const state = this.#session?.snapshot.state;
    // A run that ends by itself, or at its goal, has nothing more to do.
    if (this.#isGoing && state !== 'running' && state !== 'preparing' && state !== 'idle') this.#stop();
  }
}
