/** Pixels on the long side of a picture's grid while walls move, from coarse to fine: finer shows nothing that moves better. */
const levels = [64, 96, 128, 192, 256] as const;
const FIRST_LEVEL = 96;
/** Milliseconds that such a picture may take. */
const BUDGET_MS = 60;
/** A finer level is taken up only if it uses no more than this share of the budget, so that levels do not alternate. */
const HEADROOM = 0.7;
/** Milliseconds that it may take while moments pass under a slider. */
const PASSING_MS = 16;

/** At rest every picture has this many times the pixels of the one before on a side, until it has those of the canvas. */
const GROWTH = 2;
/** A picture that would have more than this share of the canvas's is worked out with all of them at once. */
const NEARLY_ALL = 0.7;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Chooses how fine the pictures of a run are while walls move, from the time that its last pictures took. */
export class PictureDetail {
  #level: number = FIRST_LEVEL;
  #msPerPixel: number | null = null;

  /**
   * Size of the grid for a canvas; never finer than the canvas, at least 1 by 1, of the canvas's shape.
   *
   * @param isPassing whether what is drawn is soon over
   */
  gridSize(canvas: Size, isPassing = false): Size {
    const level = isPassing ? Math.min(this.#level, this.#finestWithin(PASSING_MS)) : this.#level;
    return scaled(canvas, Math.min(1, level / longSide(canvas)));
  }

  /** To be told of the pictures of every frame that were drawn in this size, taken together. */
  observe(ms: number, pixels: number): void {
    const measured = ms / pixels;
    this.#msPerPixel = this.#msPerPixel === null ? measured : 0.7 * this.#msPerPixel + 0.3 * measured;
    const within = this.#finestWithin(BUDGET_MS);
    const withHeadroom = this.#finestWithin(HEADROOM * BUDGET_MS);
    if (withHeadroom > this.#level) this.#level = withHeadroom;
    else if (within < this.#level) this.#level = within;
  }

  /** The finest level of which a square picture takes no longer than `budgetMs`; the coarsest if none does. */
  #finestWithin(budgetMs: number): number {
    const msPerPixel = this.#msPerPixel ?? BUDGET_MS / FIRST_LEVEL ** 2;
    return levels.findLast((level) => level * level * msPerPixel <= budgetMs) ?? levels[0];
  }
}

/** How fine a grid is: 1 has all pixels of the canvas. */
export const fineness = (grid: Size, canvas: Size): number => longSide(grid) / longSide(canvas);

/** The fineness that follows at rest. */
export const nextFineness = (shown: number): number => (GROWTH * shown > NEARLY_ALL ? 1 : GROWTH * shown);

/** The grid of some fineness, at least 1 by 1. */
export const scaled = ({ width, height }: Size, share: number): Size => ({
  width: Math.max(1, Math.round(width * share)),
  height: Math.max(1, Math.round(height * share)),
});

const longSide = ({ width, height }: Size): number => Math.max(width, height);
