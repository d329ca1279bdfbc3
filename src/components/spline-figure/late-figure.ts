import type { ReactiveControllerHost } from 'lit';
import { LatePartsController } from '../controllers/late-parts-controller.js';
import type { LiveFigure } from './live-figure.js';
import { savesData } from './saves-data.js';

type LiveParts = Pick<typeof import('./live-figure.js'), 'LiveFigure'>;

/** What parts that come late need of their figure. */
export interface WaitingFigure {
  readonly makeLive: (parts: LiveParts) => LiveFigure;
  /** Whether its author wants it at once, whatever the reader saves. */
  readonly isEager: () => boolean;
  /** What makes sessions could not be loaded. */
  readonly onFailed: () => void;
}

/** Parts of a figure that are in files of their own: what runs it, the chart of full controls, and the tables of the fold. */
export class LateFigure {
  /** What runs the figure; loaded when it comes near what is seen. */
  readonly near: LatePartsController;
  readonly chart: LatePartsController;
  readonly tables: LatePartsController;
  readonly #host: ReactiveControllerHost;
  readonly #figure: WaitingFigure;
  #live: LiveFigure | null = null;
  #details: typeof import('./figure-details.js') | null = null;
  #isAskedFor = false;
  #hasBegun = false;

  constructor(host: ReactiveControllerHost, figure: WaitingFigure) {
    this.#host = host;
    this.#figure = figure;
    this.chart = new LatePartsController(host, () => import('./full-parts.js'));
    this.tables = new LatePartsController(host, async () => (this.#details = await import('./figure-details.js')));
    this.near = new LatePartsController(host, async () => {
      const { LiveFigure } = await import('./live-figure.js');
      this.#live = figure.makeLive({ LiveFigure });
    });
  }

  /** Null until the figure has come near what is seen. */
  get live(): LiveFigure | null {
    return this.#live;
  }

  /** The same, for those who come after it. */
  get loaded(): LiveFigure {
    if (!this.#live) throw new Error('What makes sessions is not loaded yet.');
    return this.#live;
  }

  /** What the fold holds; null until it has been opened. */
  get details(): typeof import('./figure-details.js') | null {
    return this.#details;
  }

  /** Where data are saved a figure waits until it is asked for, before it first begins. */
  get isSpared(): boolean {
    return !this.#hasBegun && savesData() && !this.#figure.isEager();
  }

  /** Whether somebody has asked for the figure, where it waits for that. */
  get isAskedFor(): boolean {
    return this.#isAskedFor;
  }

  /** Again where loading has failed. */
  ask(): void {
    if (this.near.state === 'failed') void this.load();
    if (this.#isAskedFor) return;
    this.#isAskedFor = true;
    this.#host.requestUpdate();
  }

  /** The first session is there. */
  begin(): void {
    this.#hasBegun = true;
  }

  /** Loads what runs the figure, unless that waits to be asked for. */
  prepare(): void {
    if (this.near.state === 'waiting' && (!this.isSpared || this.#isAskedFor)) void this.load();
  }

  /** Loads what full controls show, once the figure has come near. */
  prepareChart(): void {
    if (this.near.state !== 'waiting' && this.chart.state === 'waiting') void this.chart.load();
  }

  /** Loads what runs the figure, again where that has failed. */
  async load(): Promise<void> {
    if (!(await this.near.load())) this.#figure.onFailed();
  }
}
