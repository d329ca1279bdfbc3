import type { LitElement, ReactiveController } from 'lit';
import type { Session } from '../../training/session.js';
import { PageVisibilityController } from '../controllers/page-visibility-controller.js';
import { ExactPartitions } from '../exact-partitions.js';
import type { PictureStore } from '../picture-store.js';
import { RunMeasures } from '../run-measures/run-measures.js';
import type { Workers } from '../../page-workers.js';

/** A moved element leaves and enters the page in one task; only one that stays away is torn down. */
const TEARDOWN_DELAY_MS = 50;

/** What a run needs of its page. */
export interface RunPage {
  readonly picture: PictureStore;
  /** What has to be there before a session is made. */
  readonly prepared: () => Promise<void>;
  /** Makes the session, once there are views to draw in. */
  readonly create: () => Session;
  /** In which exact cells and measures are computed. */
  readonly workers: () => Workers;
  /** Puts into a new session what is to be looked at first; false where there is nothing. */
  readonly open: (session: Session) => boolean;
  /** Under reduced motion, and where the reader saves data and the battery, nothing moves by itself. */
  readonly isCalm: () => boolean;
  /** The session has gone with the page. */
  readonly onEnd: () => void;
}

/** The session of a page with its exact cells and measures, from the page's first rendering until it has gone; paused while it is hidden. */
export class LabRun implements ReactiveController {
  readonly #host: LitElement;
  readonly #page: RunPage;
  #session: Session | null = null;
  #partitions: ExactPartitions | null = null;
  #measures: RunMeasures | null = null;
  #isPausedByHiding = false;
  #teardown: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, page: RunPage) {
    this.#host = host;
    this.#page = page;
    host.addController(this);
    new PageVisibilityController(host, (isHidden) => this.#onVisibility(isHidden));
  }

  get session(): Session | null {
    return this.#session;
  }

  get partitions(): ExactPartitions | null {
    return this.#partitions;
  }

  get measures(): RunMeasures | null {
    return this.#measures;
  }

  get isPausedByHiding(): boolean {
    return this.#isPausedByHiding;
  }

  /** What was opened stays as it is when the page is seen again. */
  stayPaused(): void {
    this.#isPausedByHiding = false;
  }

  toggle(): void {
    if (!this.#session) return;
    this.#isPausedByHiding = false;
    if (this.#session.snapshot.state === 'running') this.#session.pause();
    else this.#session.play();
  }

  /** Goes on by itself, where anything may. */
  start(): void {
    if (!this.#page.isCalm()) this.#session?.play();
  }

  /** Restarts; what was going on, or had come to its end, goes on from the start. */
  restart(restart: (session: Session) => void): void {
    if (!this.#session) return;
    const wasGoing = this.#session.snapshot.state !== 'ready';
    restart(this.#session);
    if (wasGoing) this.start();
  }

  hostConnected(): void {
    clearTimeout(this.#teardown);
    if (!this.#session) this.#host.requestUpdate();
  }

  hostUpdated(): void {
    // The views are there now; a session in the middle of an update would ask for another one.
    if (!this.#session) void this.#host.updateComplete.then(() => this.#page.prepared()).then(() => this.#begin());
  }

  hostDisconnected(): void {
    this.#teardown = setTimeout(() => this.#end(), TEARDOWN_DELAY_MS);
  }

  #begin(): void {
    if (this.#session || !this.#host.isConnected) return;
    const session = this.#page.create();
    this.#session = session;
    this.#partitions = new ExactPartitions(session, this.#page.picture, this.#page.workers());
    this.#partitions.subscribe(() => this.#host.requestUpdate());
    this.#measures = new RunMeasures(session, this.#page.workers());
    const isCalm = this.#page.isCalm();
    // Where nothing moves by itself, the networks are shown as they are before the first step.
    const isOpened = this.#page.open(session);
    if (!isOpened && (isCalm || document.hidden)) session.restart();
    else if (!isOpened) session.play();
    this.#isPausedByHiding = document.hidden && !isCalm && !isOpened;
    this.#host.requestUpdate();
  }

  #end(): void {
    this.#partitions?.dispose();
    this.#partitions = null;
    this.#measures?.dispose();
    this.#measures = null;
    this.#session?.dispose();
    this.#session = null;
    this.#page.onEnd();
    this.#host.requestUpdate();
  }

  #onVisibility(isHidden: boolean): void {
    const snapshot = this.#session?.snapshot;
    // A replay stands still by itself, without frames; to pause it would end it.
    if (isHidden && snapshot?.state === 'running' && !snapshot.replay) {
      this.#session?.pause();
      this.#isPausedByHiding = true;
    } else if (!isHidden && this.#isPausedByHiding) {
      this.#isPausedByHiding = false;
      this.#session?.play();
    }
    this.#host.requestUpdate();
  }
}
