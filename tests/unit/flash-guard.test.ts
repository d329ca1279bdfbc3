import { describe, expect, it } from 'vitest';
import { FlashGuard, LOOK_SIDE, tileLuminances, WINDOW_MS } from '../../src/training/flash-guard.js';
import type { PictureRequest } from '../../src/training/picture.js';

const request: PictureRequest = {
  model: 0,
  view: { x0: -1, x1: 1, y0: -1, y1: 1 },
  widthPx: 64,
  heightPx: 64,
  pixelRatio: 1,
  statistics: 'data',
  layers: { fill: 'confidence', walls: [], decisionBoundary: true },
  theme: 'light',
  transition: 1,
};

/** `tiles` of them with a luminance, the rest without light. */
const looks = (luminance: number, tiles = 64): Float64Array =>
  Float64Array.from({ length: 64 }, (_, tile) => (tile < tiles ? luminance : 0));

function show(guard: FlashGuard, luminances: Float64Array, nowMs: number, change: Partial<PictureRequest> = {}): void {
  guard.draw({ ...request, ...change }, nowMs);
  guard.see(luminances, nowMs);
}

/** Shows them 16 ms apart, and says whether another may be drawn 16 ms later. */
function mayDrawAfter(pictures: readonly Float64Array[]): boolean {
  const guard = new FlashGuard();
  pictures.forEach((picture, frame) => show(guard, picture, 16 * frame));
  return guard.mayDraw(16 * pictures.length);
}

describe('FlashGuard', () => {
  it('holds what follows three opposing swings, and not what follows two', () => {
    expect(mayDrawAfter([0.25, 0.5, 0.25].map((luminance) => looks(luminance)))).toBe(true);
    expect(mayDrawAfter([0.25, 0.5, 0.25, 0.5].map((luminance) => looks(luminance)))).toBe(false);
  });

  it('counts a swing from exactly a tenth on', () => {
    const between = (low: number, high: number) => mayDrawAfter([low, high, low, high].map((at) => looks(at)));
    expect(between(0, 0.1)).toBe(false);
    expect(between(0, 0.1 - 2 ** -56)).toBe(true);
  });

  it('counts no swing whose darker end is 0.8 or lighter', () => {
    const between = (low: number, high: number) => mayDrawAfter([low, high, low, high].map((at) => looks(at)));
    expect(between(0.8, 0.95)).toBe(true);
    expect(between(0.8 - 2 ** -53, 0.95)).toBe(false);
  });

  it('counts changes one way as one swing, however many pictures they take', () => {
    const steps = Array.from({ length: 30 }, (_, index) => looks(0.03 * index));
    expect(mayDrawAfter(steps)).toBe(true);
    // Every turn is made of steps that are none by themselves.
    const waves = [0.2, 0.26, 0.32, 0.26, 0.2, 0.26, 0.32].map((luminance) => looks(luminance));
    expect(mayDrawAfter(waves.slice(0, 6))).toBe(true);
    expect(mayDrawAfter(waves)).toBe(false);
  });

  it('leaves a quarter of the picture alone, and not more', () => {
    const swinging = (tiles: number) => [0.25, 0.5, 0.25, 0.5].map((luminance) => looks(luminance, tiles));
    expect(mayDrawAfter(swinging(16))).toBe(true);
    expect(mayDrawAfter(swinging(17))).toBe(false);
  });

  it('draws again once the first of three swings is over a second ago, then evenly', () => {
    const guard = new FlashGuard();
    const shown: number[] = [];
    for (let now = 0; now < 6000; now += 10) {
      if (!guard.mayDraw(now)) continue;
      show(guard, looks(shown.length % 2 === 0 ? 0.25 : 0.5), now);
      shown.push(now);
    }
    expect(shown.slice(0, 4)).toEqual([0, 10, 20, 30]);
    const swings = shown.slice(1);
    swings.slice(3).forEach((at, index) => expect(at - swings[index]!).toBeGreaterThan(1000));
    const gaps = swings.slice(4).map((at, index) => at - swings[index + 3]!);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(WINDOW_MS / 3);
    expect(shown.length).toBeGreaterThan(14);
    expect(guard.isSlowing(6000)).toBe(true);
  });

  it('is calm again a while after the last picture that had to be held', () => {
    const guard = new FlashGuard();
    [0.25, 0.5, 0.25, 0.5].forEach((luminance, frame) => show(guard, looks(luminance), frame));
    expect(guard.mayDraw(100)).toBe(false);
    const shown: number[] = [];
    for (let now = 110; now < 4000; now += 10) {
      if (!guard.mayDraw(now)) continue;
      show(guard, looks(0.5), now);
      shown.push(now);
    }
    expect(shown[0]).toBeLessThanOrEqual(WINDOW_MS + 20);
    expect(guard.isSlowing(4000)).toBe(false);
    expect(shown.slice(-50).every((at, index, all) => index === 0 || at - all[index - 1]! === 10)).toBe(true);
  });

  it('takes pictures that have not been seen yet for swings, save those that never come', () => {
    const guard = new FlashGuard();
    [0.25, 0.5, 0.25].forEach((luminance, frame) => show(guard, looks(luminance), frame));
    guard.draw(request, 10);
    expect(guard.mayDraw(20)).toBe(false);
    expect(guard.isSlowing(20)).toBe(false);
    guard.miss();
    expect(guard.mayDraw(20)).toBe(true);
    guard.draw(request, 20);
    guard.missAll();
    expect(guard.mayDraw(30)).toBe(true);
  });

  it('counts no swing of a view, a size, layers or a theme that the reader has set', () => {
    const guard = new FlashGuard();
    [0.25, 0.5, 0.25, 0.5, 0.25].forEach((luminance, frame) => {
      show(guard, looks(luminance), frame, { theme: frame % 2 === 0 ? 'dark' : 'light' });
    });
    expect(guard.mayDraw(10)).toBe(true);
  });
});

describe('tileLuminances', () => {
  it('has the relative luminance of WCAG of every tile, whatever the size', () => {
    for (const [width, height] of [
      [LOOK_SIDE, LOOK_SIDE],
      [300, 200],
      [5, 3],
    ] as const) {
      const pixels = new Uint8Array(4 * width * height);
      for (let i = 0; i < width * height; i++) pixels.set([255, 128, 0, 255], 4 * i);
      const expected = 0.2126 + 0.7152 * ((128 / 255 + 0.055) / 1.055) ** 2.4;
      // Sums of 64 products in float64.
      for (const luminance of tileLuminances(pixels, width, height)) expect(luminance).toBeCloseTo(expected, 12);
      const blue = 0.0722 + 0.7152 * ((128 / 255 + 0.055) / 1.055) ** 2.4;
      for (const luminance of tileLuminances(pixels, width, height, 'bgra')) expect(luminance).toBeCloseTo(blue, 12);
    }
  });

  it('tells tiles apart, row by row from the top', () => {
    const pixels = new Uint8Array(4 * 80 * 80);
    for (let y = 10; y < 20; y++)
      for (let x = 30; x < 40; x++) pixels.fill(255, 4 * (80 * y + x), 4 * (80 * y + x) + 4);
    const tiles = [...tileLuminances(pixels, 80, 80)];
    expect(tiles.indexOf(Math.max(...tiles))).toBe(8 + 3);
    expect(tiles.filter((luminance) => luminance > 0)).toHaveLength(1);
  });
});
