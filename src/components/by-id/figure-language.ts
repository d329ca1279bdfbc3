import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { english, type Language } from '../language.js';
import { isFigure } from './followed-figure.js';

/** What a figure is read in, for words beside it: asks its host for an update when that is another. English without a figure. */
export class FigureLanguage implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onChange: () => void;
  #figure: Element | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#onChange = () => host.requestUpdate();
    host.addController(this);
  }

  get language(): Language {
    return isFigure(this.#figure) ? this.#figure.language : english;
  }

  /** @param figure a figure whose script may not have come, or what else stands in its place */
  follow(figure: Element | null): void {
    if (figure === this.#figure) return;
    this.hostDisconnected();
    this.#figure = figure;
    this.hostConnected();
  }

  hostConnected(): void {
    this.#figure?.addEventListener('spline-runchange', this.#onChange);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#figure?.removeEventListener('spline-runchange', this.#onChange);
  }
}
