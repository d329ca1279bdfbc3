import type { SurfaceDrawing, SurfaceDrawings } from '../../create-surface.js';
import { CanvasDrawing } from './canvas-drawing.js';

/** After a second loss the browser may refuse the GPU for minutes: the 2-D canvas takes over. */
const MOST_LOSSES = 1;

/** Keeps a canvas with a drawing on it: by WebGPU while that can be had, else on a 2-D canvas. */
export class DrawingKeeper {
  readonly #holder: HTMLElement;
  readonly #onReady: () => void;
  #drawings: SurfaceDrawings | null = null;
  #drawing: SurfaceDrawing | null = null;
  #losses = 0;
  /** Counts starts and stops: what comes from an earlier one is thrown away. */
  #turn = 0;
  #fallbackReason: string | null = null;

  /**
   * @param holder gets the canvas
   * @param onReady called whenever there is a new drawing, which has drawn nothing yet
   */
  constructor(holder: HTMLElement, onReady: () => void) {
    this.#holder = holder;
    this.#onReady = onReady;
  }

  /** Null until one is ready. */
  get drawing(): SurfaceDrawing | null {
    return this.#drawing;
  }

  /** Why the 2-D canvas draws; null where WebGPU does, and before. */
  get fallbackReason(): string | null {
    return this.#fallbackReason;
  }

  /** @param drawings null: the 2-D canvas from the start, for the reason that is given */
  start(drawings: SurfaceDrawings | null, reason: string): void {
    this.stop();
    this.#drawings = drawings;
    this.#losses = 0;
    if (drawings) void this.#open(drawings, this.#turn);
    else this.#fallBack(reason);
  }

  stop(): void {
    this.#turn++;
    this.#drawing?.dispose();
    this.#drawing = null;
    this.#holder.replaceChildren();
  }

  async #open(drawings: SurfaceDrawings, turn: number): Promise<void> {
    const canvas = document.createElement('canvas');
    try {
      const drawing = await drawings.open(canvas, (reason) => this.#onLost(turn, reason));
      if (turn !== this.#turn) drawing.dispose();
      else this.#show(canvas, drawing, null);
    } catch (error) {
      if (turn === this.#turn) this.#fallBack(error instanceof Error ? error.message : String(error));
    }
  }

  #onLost(turn: number, reason: string): void {
    if (turn !== this.#turn || !this.#drawings) return;
    const again = ++this.#turn;
    this.#drawing?.dispose();
    this.#drawing = null;
    if (++this.#losses > MOST_LOSSES) this.#fallBack(reason);
    else void this.#open(this.#drawings, again);
  }

  #fallBack(reason: string): void {
    const canvas = document.createElement('canvas');
    this.#show(canvas, new CanvasDrawing(canvas), reason);
  }

  /** What was on the screen stays there until the new drawing is ready. */
  #show(canvas: HTMLCanvasElement, drawing: SurfaceDrawing, fallbackReason: string | null): void {
    this.#drawing = drawing;
    this.#fallbackReason = fallbackReason;
    this.#holder.replaceChildren(canvas);
    this.#onReady();
  }
}
