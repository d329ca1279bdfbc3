import type { LitElement, ReactiveController } from 'lit';
import uPlot from 'uplot';
import type { ChartColors } from './chart-options.js';

/** What is drawn, and how. */
export interface PlotContent {
  /** A drawing with another value in its key is made anew, as for other colours or another number of curves. */
  readonly key: readonly unknown[];
  readonly data: uPlot.AlignedData;
  options(size: { readonly width: number; readonly height: number }): uPlot.Options;
}

/**
 * A uPlot drawing within its host, as wide as its place there, and drawn again at every update of the host. Its place is what has
 * the class `plot` in what the host renders; where there is none, nothing is drawn.
 */
export class PlotController implements ReactiveController {
  readonly #host: LitElement;
  readonly #content: () => PlotContent | null;
  readonly #height: number;
  readonly #observer = new ResizeObserver(() => this.#resize());
  #observed: HTMLElement | null = null;
  #plot: uPlot | null = null;
  #key: readonly unknown[] = [];
  #frame = 0;

  /**
   * @param height in CSS pixels
   * @param content null: nothing yet, and what is drawn stays
   */
  constructor(host: LitElement, height: number, content: () => PlotContent | null) {
    this.#host = host;
    this.#height = height;
    this.#content = content;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observe(null);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#destroy();
  }

  hostUpdated(): void {
    this.#observe(this.#place);
    this.#draw();
  }

  get #place(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.plot');
  }

  /** The place alone: its height stays, while that of the host follows what is drawn. */
  #observe(place: HTMLElement | null): void {
    if (place === this.#observed) return;
    this.#observer.disconnect();
    if (place) this.#observer.observe(place);
    this.#observed = place;
  }

  #draw(): void {
    const place = this.#place;
    const width = place?.clientWidth ?? 0;
    if (!place || width === 0 || !this.#host.isConnected) return this.#destroy();
    const content = this.#content();
    if (!content) return;
    if (this.#plot && isSame(content.key, this.#key) && this.#plot.root.parentElement === place) {
      this.#plot.setData(content.data);
      return;
    }
    this.#destroy();
    this.#plot = new uPlot(content.options({ width, height: this.#height }), content.data, place);
    this.#key = content.key;
  }

  /** In the next frame: a drawing that is resized where sizes are observed would be observed again. */
  #resize(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const width = this.#place?.clientWidth ?? 0;
      if (this.#plot && width > 0) this.#plot.setSize({ width, height: this.#height });
      else this.#draw();
    });
  }

  #destroy(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);

/** The colours of charts as the custom properties of an element say. */
export function chartColors(element: Element, networkCount: number): ChartColors {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim() || style.color;
  const accents = ['--spline-first', '--spline-second'];
  return {
    ink: read('--spline-ink'),
    soft: read('--spline-ink-soft'),
    hairline: read('--spline-hairline'),
    paper: read('--spline-paper'),
    networks: Array.from({ length: networkCount }, (_, model) => read(accents[model] ?? '--spline-ink')),
  };
}
