/** What a figure does not need before it comes near what is seen, and loads then. */
import '../spline-view/define.js';
import type { LitElement } from 'lit';
import { createSession, type SessionFactory } from '../../create-session.js';
import type { WorkerChoice } from '../../page-workers.js';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import type { PictureTheme } from '../../training/picture.js';
import { TRANSITION_MS } from '../../training/picture-desk.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import type { Announcer } from '../announcer.js';
import { ExactPartitions } from '../exact-partitions.js';
import type { Language } from '../language.js';
import type { PictureStore } from '../picture-store.js';
import { RunNarrator } from '../run-narrator.js';
import { UndoController, type UndoHost } from '../undo/undo-controller.js';
import { SplineView } from '../spline-view/spline-view.js';
import type { FigureOptions } from './figure-options.js';
import type { FigureRun } from './figure-run.js';
import type { Still } from '../print/paint-still.js';
import { stillPainter } from '../print/still-painter.js';

export { createSession, SplineView };

/** What is to be known of a figure to run it. */
interface RunFigure extends LitElement {
  readonly session: Session | null;
  readonly picture: PictureStore;
  readonly createSession: SessionFactory | null;
  readonly language: Language;
}

/** Runs and draws the experiment of a figure: its sessions, their exact cells, undoing, and what ears hear of a run. */
export class LiveFigure {
  readonly undo: UndoController;
  readonly #figure: RunFigure;
  readonly #narrator: RunNarrator;

  constructor(figure: RunFigure, undoing: Pick<UndoHost, 'say' | 'onTurned'>, announcer: Announcer) {
    this.#figure = figure;
    this.#narrator = new RunNarrator(announcer, () => figure.language);
    this.undo = new UndoController(figure, {
      session: () => figure.session,
      picture: () => figure.picture,
      language: () => figure.language,
      ...undoing,
    });
  }

  createSession(config: ExperimentConfig, { engine, workers }: FigureOptions): Session {
    const surfaces = { canvas: (model: number, generation: number) => this.#canvasOf(model, generation) };
    const create = this.#figure.createSession ?? createSession;
    return create(config, { surfaces, engine, workers });
  }

  partitionsOf(session: Session, workers: WorkerChoice): ExactPartitions {
    return new ExactPartitions(session, this.#figure.picture, workers);
  }

  /** Under reduced motion walls are at their new place at once. */
  calm(session: Session | null, prefersCalm: boolean): void {
    if (session) session.transitionMs = prefersCalm ? 0 : TRANSITION_MS;
  }

  narrate(snapshot: SessionSnapshot, partitions: ExactPartitions | null): void {
    const exactOf = (model: number) => partitions?.of(model) ?? ({ status: 'no-model', exact: null } as const);
    this.#narrator.follow(snapshot, exactOf, performance.now());
  }

  /** Of all networks; null for one of which nothing is known. */
  stills({ session, partitions }: Pick<FigureRun, 'session' | 'partitions'>, theme: PictureTheme): (Still | null)[] {
    const painter = stillPainter.loaded;
    if (!painter || !session || !partitions) return [];
    const { picture } = this.#figure;
    return [...this.#views].map((view, model) =>
      painter.paintStill({ session, partitions, picture, model, theme, size: view.clientWidth }),
    );
  }

  get #views() {
    return this.#figure.renderRoot.querySelectorAll('spline-view');
  }

  #canvasOf(model: number, generation: number): HTMLCanvasElement {
    const view = this.#views[model];
    if (!view) throw new Error(`There is no view of network ${model}.`);
    return view.createCanvas(generation);
  }
}
