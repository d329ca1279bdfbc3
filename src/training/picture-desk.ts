import type { Backend } from './backend.js';
import type { NormalizationStatistics } from './model-state.js';
import type { PictureRequest } from './picture.js';
import type { ViewRequest } from './session-types.js';
import { SwitchTransitions } from './switch-transitions.js';

/** Milliseconds that walls travel after a switch, unless asked otherwise. */
export const TRANSITION_MS = 400;

/** Collects what the views want drawn and knows whether anything has to be drawn at all. */
export class PictureDesk {
  readonly #views = new Map<number, () => ViewRequest | null>();
  readonly #transitions = new SwitchTransitions();
  #isWanted = false;
  /** False while every view is off screen or without size. */
  #isSeen = false;
  /** Milliseconds that walls travel after a switch. */
  transitionMs = TRANSITION_MS;

  setView(model: number, request: (() => ViewRequest | null) | null): void {
    if (request) this.#views.set(model, request);
    else this.#views.delete(model);
    this.#isWanted = true;
  }

  /** Something changed: the pictures have to be drawn again. */
  want(): void {
    this.#isWanted = true;
  }

  /** True until the newest state has been drawn, where there is a view to draw it in. */
  get isOutdated(): boolean {
    return this.#views.size > 0 && this.#isWanted;
  }

  startTransition(model: number, nowMs: number): void {
    this.#transitions.start(model, nowMs);
    this.#isWanted = true;
  }

  endTransitions(): void {
    this.#transitions.clear();
  }

  /** True if a frame has to be asked for although no step is due. */
  needsFrame(backend: Backend): boolean {
    return this.isOutdated || (this.#isSeen && (this.#transitions.active || backend.wantsFrame));
  }

  /** One picture per view that has something to show. */
  requests(nowMs: number, statistics: NormalizationStatistics): PictureRequest[] {
    const requests: PictureRequest[] = [];
    for (const [model, request] of this.#views) {
      const view = request();
      if (!view || view.widthPx === 0 || view.heightPx === 0) continue;
      const transition = this.#transitions.progress(model, nowMs, this.transitionMs);
      requests.push({ ...view, model, statistics, transition });
    }
    this.#isSeen = requests.length > 0;
    return requests;
  }

  /**
   * Tells what became of the requests of the frame at `nowMs`; with no request there was nothing to draw. At rest
   * a refusal leaves no picture outdated that was not: it may be of the same in more detail. While steps are due, the engine
   * is behind, and nothing else is to be asked of it.
   */
  settle(nowMs: number, isDrawn: boolean, isTraining: boolean): void {
    if (isDrawn || isTraining) this.#isWanted = !isDrawn;
    if (isDrawn) this.#transitions.settle(nowMs, this.transitionMs);
  }
}
