/**
 * Keeps a picture from flashing: stricter than WCAG 2.3.1, at most three opposing swings of luminance within a second on more
 * than a quarter of it. What would swing a fourth time is not drawn before the first is over. Only the drawing is held.
 */
import type { PictureRequest } from './picture.js';

/** Tiles along each side of a picture, and points that are looked at along each side of a tile. */
const TILES = 8;
const POINTS = 8;
/** Points along each side of a picture that its luminance is had from. */
export const LOOK_SIDE = TILES * POINTS;
/** A swing is a change of relative luminance by so much or more, whose darker end is below the other. Both of WCAG 2.2. */
export const SWING = 0.1;
export const DARKER_BELOW = 0.8;
const MOST_SWINGS = 3;
const MOST_TILES = (TILES * TILES) / 4;
/** A second, and what the way onto the screen may take longer for one picture than for another. */
export const WINDOW_MS = 1100;

/** Relative luminance of WCAG 2.2 by the value of a channel, 0 to 255, were all three alike. */
const linear = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/**
 * Mean relative luminance of the tiles of a picture, row by row from the top, 0 to 1.
 *
 * @param pixels four bytes each, row by row
 * @param order of the channels
 */
export function tileLuminances(
  pixels: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  order: 'rgba' | 'bgra' = 'rgba',
): Float64Array {
  const [red, blue] = order === 'rgba' ? [0, 2] : [2, 0];
  const means = new Float64Array(TILES * TILES);
  for (let row = 0; row < LOOK_SIDE; row++) {
    const y = Math.floor(((row + 0.5) * height) / LOOK_SIDE);
    for (let column = 0; column < LOOK_SIDE; column++) {
      const at = 4 * (y * width + Math.floor(((column + 0.5) * width) / LOOK_SIDE));
      const tile = TILES * Math.floor(row / POINTS) + Math.floor(column / POINTS);
      means[tile]! +=
        0.2126 * linear[pixels[at + red]!]! + 0.7152 * linear[pixels[at + 1]!]! + 0.0722 * linear[pixels[at + blue]!]!;
    }
  }
  return means.map((sum) => sum / POINTS ** 2);
}

/** What the reader has set of a picture: swings that come of changing it are his own. */
const setByHand = ({ view, widthPx, heightPx, layers, theme }: PictureRequest): string =>
  JSON.stringify([view, widthPx, heightPx, layers, theme]);

/** Watches one picture. */
export class FlashGuard {
  /** Of every tile since its last swing: 1 up, -1 down, 0 before the first. */
  readonly #directions = new Int8Array(TILES * TILES);
  readonly #lows = new Float64Array(TILES * TILES);
  readonly #highs = new Float64Array(TILES * TILES);
  /** When every tile swung last, oldest first. */
  readonly #swings = new Float64Array(TILES * TILES * MOST_SWINGS).fill(-Infinity);
  /** Of pictures whose luminances are not known yet, oldest first: any may swing. */
  #drawn: string[] = [];
  #seen = '';
  #drawnMs = -Infinity;
  #heldMs = -Infinity;

  /**
   * False while a further picture could be one swing too many. From then on pictures come evenly, in place of three at once and
   * none for long, until nothing has had to be held for a while.
   */
  mayDraw(nowMs: number): boolean {
    if (this.#tilesWith(MOST_SWINGS, nowMs) > MOST_TILES) {
      this.#heldMs = nowMs;
      return false;
    }
    if (this.isSlowing(nowMs) && nowMs - this.#drawnMs < WINDOW_MS / MOST_SWINGS) return false;
    const left = MOST_SWINGS - this.#drawn.length;
    return left > 0 && this.#tilesWith(left, nowMs) <= MOST_TILES;
  }

  /** Whether pictures have been held lately. */
  isSlowing(nowMs: number): boolean {
    return nowMs - this.#heldMs < WINDOW_MS;
  }

  /** A picture is being drawn: `see` is to follow, or `miss`. */
  draw(request: PictureRequest, nowMs: number): void {
    this.#drawn.push(setByHand(request));
    this.#drawnMs = nowMs;
  }

  /** What was drawn first of what has not been seen yet never came onto the screen. */
  miss(): void {
    this.#drawn.shift();
  }

  /** Nothing that was drawn and not seen comes onto the screen any more. */
  missAll(): void {
    this.#drawn = [];
  }

  /** @param nowMs when the oldest picture that has not been seen, of these `tileLuminances`, came onto the screen */
  see(luminances: Float64Array, nowMs: number): void {
    const former = this.#seen;
    this.#seen = this.#drawn.shift() ?? former;
    if (this.#seen !== former) this.#directions.fill(0);
    luminances.forEach((luminance, tile) => {
      const direction = this.#directions[tile]!;
      const [low, high] = this.#seen === former ? [this.#lows[tile]!, this.#highs[tile]!] : [luminance, luminance];
      this.#lows[tile] = Math.min(low, luminance);
      this.#highs[tile] = Math.max(high, luminance);
      if (direction <= 0 && luminance - low >= SWING && low < DARKER_BELOW) this.#swing(tile, 1, luminance, nowMs);
      if (direction >= 0 && high - luminance >= SWING && luminance < DARKER_BELOW)
        this.#swing(tile, -1, luminance, nowMs);
    });
  }

  #swing(tile: number, direction: number, luminance: number, nowMs: number): void {
    this.#directions[tile] = direction;
    this.#lows[tile] = this.#highs[tile] = luminance;
    const end = (tile + 1) * MOST_SWINGS;
    this.#swings.copyWithin(end - MOST_SWINGS, end - MOST_SWINGS + 1, end);
    this.#swings[end - 1] = nowMs;
  }

  /** How many tiles have swung `count` times or more, 1 to 3, within the last second. */
  #tilesWith(count: number, nowMs: number): number {
    let tiles = 0;
    for (let end = MOST_SWINGS; end <= this.#swings.length; end += MOST_SWINGS) {
      if (nowMs - this.#swings[end - count]! < WINDOW_MS) tiles++;
    }
    return tiles;
  }
}

/** The guards of the pictures of an engine, by network; they outlast its runs. */
export class FlashGuards {
  readonly #guards = new Map<number, FlashGuard>();

  of(model: number): FlashGuard {
    const guard = this.#guards.get(model) ?? new FlashGuard();
    this.#guards.set(model, guard);
    return guard;
  }

  isSlowing(nowMs: number): boolean {
    return [...this.#guards.values()].some((guard) => guard.isSlowing(nowMs));
  }

  missAll(): void {
    for (const guard of this.#guards.values()) guard.missAll();
  }
}
