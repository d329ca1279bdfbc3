/** Pixels on the long side of a picture's grid, from coarse to sharp. */
const levels = [64, 96, 128, 192, 256, 384, 512] as const;

/** Milliseconds that a picture may take: while walls move, and once they stand still. */
const budgets = { quick: 60, sharp: 250 } as const;
export type Detail = keyof typeof budgets;

/** Largest level for a quick picture: a finer one would show nothing that moves better. */
const FINEST_QUICK = 256;
const FIRST_QUICK = 96;
/** A finer level is taken up only if it uses no more than this share of its budget, so that levels do not alternate. */
const HEADROOM = 0.7;

/** Chooses how fine the pictures of a run are computed, from the time that its last pictures took. */
export class PictureDetail {
  #quickLevel: number = FIRST_QUICK;
  #msPerPixel: number | null = null;

  /** Size of the grid for a canvas; never finer than the canvas, at least 1 by 1, of the canvas's shape. */
  gridSize(detail: Detail, widthPx: number, heightPx: number): { width: number; height: number } {
    const longSide = Math.max(widthPx, heightPx);
    const level = detail === 'quick' ? this.#quickLevel : this.#finestWithin(budgets.sharp);
    const scale = Math.min(1, level / longSide);
    return { width: Math.max(1, Math.round(widthPx * scale)), height: Math.max(1, Math.round(heightPx * scale)) };
  }

  /** To be told of the pictures of every frame, taken together. */
  observe(ms: number, pixels: number): void {
    const measured = ms / pixels;
    this.#msPerPixel = this.#msPerPixel === null ? measured : 0.7 * this.#msPerPixel + 0.3 * measured;
    const within = this.#finestWithin(budgets.quick);
    const withHeadroom = this.#finestWithin(HEADROOM * budgets.quick);
    if (withHeadroom > this.#quickLevel) this.#quickLevel = Math.min(withHeadroom, FINEST_QUICK);
    else if (within < this.#quickLevel) this.#quickLevel = within;
  }

  /** The finest level of which a square picture takes no longer than `budgetMs`; the coarsest if none does. */
  #finestWithin(budgetMs: number): number {
    const msPerPixel = this.#msPerPixel ?? budgets.quick / FIRST_QUICK ** 2;
    return levels.findLast((level) => level * level * msPerPixel <= budgetMs) ?? levels[0];
  }
}
