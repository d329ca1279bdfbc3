import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { byIdStrings as words } from './by-id-strings.js';
import { isFigure, isFigureTag, type FollowedFigure } from './followed-figure.js';
import { warnOnce } from './target.js';
import { watchIds, type IdRoot } from './watch-ids.js';

/** What the figure tells whoever follows it. */
const events = ['spline-runchange', 'spline-configinput'] as const;

/**
 * The figure that an id names, in the document or shadow root of the host: followed when it comes later, goes, is replaced or
 * takes another id. Asks the host for an update whenever the figure, or what it runs, is another.
 */
export class FigureFinder implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onFigure: () => void;
  #id: string | null = '';
  #root: IdRoot | null = null;
  #figure: FollowedFigure | null = null;
  #problem: string | null = null;
  #stopWatching: (() => void) | null = null;
  #judging: ReturnType<typeof setTimeout> | undefined;

  /** @param onFigure another figure is followed, or none */
  constructor(host: ReactiveControllerHost & HTMLElement, onFigure: () => void = () => undefined) {
    this.#host = host;
    this.#onFigure = onFigure;
    host.addController(this);
  }

  /** Null where there is none, or its script has not come. */
  get figure(): FollowedFigure | null {
    return this.#figure;
  }

  /** Why there is none, as a sentence; null while one may still come. */
  get problem(): string | null {
    return this.#problem;
  }

  /** @param id of the figure; null: none is looked for */
  follow(id: string | null): void {
    if (id === this.#id) return;
    this.#id = id;
    if (this.#root) this.#look();
  }

  hostConnected(): void {
    const root = this.#host.getRootNode();
    if (!(root instanceof Document || root instanceof ShadowRoot)) return;
    this.#root = root;
    this.#stopWatching = watchIds(root, this.#look);
    this.#look();
  }

  hostDisconnected(): void {
    this.#stopWatching?.();
    this.#stopWatching = null;
    this.#root = null;
    clearTimeout(this.#judging);
    this.#take(null);
  }

  readonly #look = (): void => {
    // What this waits for may come after the host has gone.
    if (!this.#root) return;
    const id = this.#id;
    const found = id === null ? null : this.#root.getElementById(id);
    this.#take(isFigure(found) ? found : null);
    if (isFigureTag(found)) {
      this.#say(null);
      if (!this.#figure) void customElements.whenDefined('spline-figure').then(this.#look);
      return;
    }
    // Pages and frameworks that put the figure in a moment later are in no fault.
    clearTimeout(this.#judging);
    if (id === null) return this.#say(null);
    this.#judging = setTimeout(() => this.#judge(id, found));
  };

  #judge(id: string, found: Element | null): void {
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', this.#look, { once: true });
      return;
    }
    const problem = found ? words.notAFigure(id, found.localName) : words.missing(id);
    warnOnce(this.#host, problem);
    this.#say(problem);
  }

  #say(problem: string | null): void {
    if (problem === null) clearTimeout(this.#judging);
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#host.requestUpdate();
  }

  #take(figure: FollowedFigure | null): void {
    if (figure === this.#figure) return;
    for (const name of events) {
      this.#figure?.removeEventListener(name, this.#onChange);
      figure?.addEventListener(name, this.#onChange);
    }
    this.#figure = figure;
    this.#onFigure();
    this.#host.requestUpdate();
  }

  readonly #onChange = (event: Event): void => {
    // Those of a figure within the figure bubble where a reader has changed something.
    if (event.target === this.#figure) this.#host.requestUpdate();
  };
}
