/**
 * Which resolution a picture's grid gets: level k has 1 / 2^k of the canvas's pixels in each direction.
 *
 * Everything here is arithmetic on pixel counts and times that the caller feeds back.
 */

/** A grid never has more pixels, however large the canvas. */
export const MAXIMUM_GRID_PIXELS = 2 * 1024 * 1024;
const COARSEST_LEVEL = 4;
/** Below this many pixels of the shorter side a grid shows too little to be of use. */
const USEFUL_SIDE = 128;
/** Below this a grid shows nothing at all, so none is made, however slow the machine. */
const SMALLEST_SIDE = 64;

export interface PictureTimes {
  /** Milliseconds aimed at per submission of pictures. */
  readonly target: number;
  /** Milliseconds allowed for grids of useful size, where the target would make them smaller. */
  readonly useful: number;
  /** Milliseconds of either while moments pass under a slider: what can be read then is how they follow one another. */
  readonly passing: number;
}

/**
 * A hardware GPU also draws the rest of the page, so submissions stay short. A software adapter blocks nobody, and a
 * picture that can be read is worth more there than a smooth one that cannot.
 */
export const pictureTimes: Readonly<Record<'hardware' | 'software', PictureTimes>> = {
  hardware: { target: 6, useful: 40, passing: 16 },
  software: { target: 60, useful: 200, passing: 16 },
};
/** What a submission takes before it does anything. */
const OVERHEAD_MS = 1;
/** Before anything was measured: a small grid. */
const FIRST_GUESS_PIXELS = 16_384;
const SAMPLES = 8;

export interface GridSize {
  readonly width: number;
  readonly height: number;
}

/** Grid of a level; every level has at least 1 x 1 pixels and covers the whole window. */
export function gridSize(canvasWidth: number, canvasHeight: number, level: number): GridSize {
  const shrink = Math.min(1, Math.sqrt(MAXIMUM_GRID_PIXELS / (canvasWidth * canvasHeight)));
  const side = (pixels: number) => Math.max(1, Math.floor((pixels * shrink) / 2 ** level));
  return { width: side(canvasWidth), height: side(canvasHeight) };
}

/** Pixels that can be computed in one submission: within the target, and within what a useful grid may take. */
export interface AffordablePixels {
  readonly target: number;
  readonly useful: number;
}

/**
 * The finest level that is affordable. A level is kept while it is not more than a quarter too dear, and a finer one is
 * taken only with a fifth to spare, so that small swings of the measured time change nothing.
 */
export function chooseLevel(
  canvasWidth: number,
  canvasHeight: number,
  affordable: AffordablePixels,
  current: number | null,
): number {
  for (let level = 0; level < COARSEST_LEVEL; level++) {
    const { width, height } = gridSize(canvasWidth, canvasHeight, level);
    const next = gridSize(canvasWidth, canvasHeight, level + 1);
    if (Math.min(next.width, next.height) < SMALLEST_SIDE) return level;
    // The last useful level may take longer.
    const isLastUseful = Math.min(next.width, next.height) < USEFUL_SIDE;
    const limit = isLastUseful ? Math.max(affordable.useful, affordable.target) : affordable.target;
    const slack = current === null ? 1 : current === level ? 1.25 : level < current ? 0.8 : 1;
    if (width * height <= limit * slack) return level;
  }
  return COARSEST_LEVEL;
}

/**
 * How many pixels a submission can hold, from how long earlier ones took. The middle time per pixel of the last few
 * submissions counts: a page that hears late of a completion takes one submission for too slow and the next for too fast.
 */
export class GridBudget {
  readonly #times: PictureTimes;
  readonly #msPerPixel: number[] = [];
  #pending = 0;

  constructor(times: PictureTimes = pictureTimes.hardware) {
    this.#times = times;
  }

  /** Pixels that were recorded into the coming submission. */
  record(pixels: number): void {
    this.#pending += pixels;
  }

  /** The submission that holds what was recorded kept the queue busy for `durationMs`. */
  completed(durationMs: number): void {
    const pixels = this.#pending;
    this.#pending = 0;
    if (pixels === 0) return;
    const work = Math.max(durationMs - OVERHEAD_MS, 0.1 * durationMs, 1e-3);
    this.#msPerPixel.push(work / pixels);
    if (this.#msPerPixel.length > SAMPLES) this.#msPerPixel.shift();
  }

  /**
   * Pixels of one picture.
   *
   * @param pictures that share a submission
   * @param most that a picture can have for other reasons
   * @param isPassing whether it is of a moment that is soon over
   */
  affordable(pictures: number, most: number, isPassing = false): AffordablePixels {
    const { target, useful, passing } = this.#times;
    const longest = isPassing ? passing : Infinity;
    const rate = median(this.#msPerPixel) ?? this.#times.target / FIRST_GUESS_PIXELS;
    const within = (ms: number) => Math.min(most, Math.floor(ms / rate / Math.max(1, pictures)));
    return { target: within(Math.min(target, longest)), useful: within(Math.min(useful, longest)) };
  }
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
