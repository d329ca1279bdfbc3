/** The canvas that the engine of a session draws on: every engine gets a new one, in the place of the one before. */
export class EngineCanvas {
  #canvas: HTMLCanvasElement | null = null;
  #generation = 0;
  #holder: HTMLElement | null = null;

  /** Where a higher generation is already shown, the canvas stays out of sight. */
  replace(generation: number): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    if (generation < this.#generation) return canvas;
    this.#generation = generation;
    this.#canvas?.remove();
    this.#canvas = canvas;
    this.#holder?.append(canvas);
    return canvas;
  }

  /** Shows it there, and all that come after it. */
  attach(holder: HTMLElement): void {
    this.#holder = holder;
    if (this.#canvas) holder.append(this.#canvas);
  }

  /** Another session counts its engines from 0. */
  startOver(): void {
    this.#generation = 0;
  }
}
