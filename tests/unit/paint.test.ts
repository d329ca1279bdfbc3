import { describe, expect, it } from 'vitest';
import { palettes, lineWidths, wallCasingOpacity } from '../../src/training/palette.js';
import type { PictureLayers } from '../../src/training/picture.js';
import { lineCoverage, paintPicture, paintPlan, type PaintedGrid } from '../../src/training/reference/paint.js';

const light = palettes.light;
const style = (layers: Partial<PictureLayers>, gridPixelsPerCssPixel = 1) => ({
  theme: 'light' as const,
  gridPixelsPerCssPixel,
  layers: { fill: 'plain' as const, walls: [], decisionBoundary: false, ...layers },
});

/** One row of pixels with two hidden layers whose walls are far away unless said otherwise. */
function rowOf(width: number, change: Partial<PaintedGrid> = {}): PaintedGrid {
  const far = () => new Float64Array(width).fill(Infinity);
  return {
    width,
    height: 1,
    codes: { width, height: 1, wordsPerPixel: 2, words: new Uint32Array(2 * width) },
    winner: new Uint8Array(width),
    probability: new Float64Array(width).fill(1),
    wallDistance: [far(), far()],
    decisionDistance: far(),
    ...change,
  };
}
const pixel = (pixels: Uint8ClampedArray, index: number) => [...pixels.subarray(4 * index, 4 * index + 4)];

describe('lineCoverage', () => {
  it('is the overlap of the pixel with the line', () => {
    expect(lineCoverage(0, 1)).toBe(1);
    expect(lineCoverage(1, 1)).toBe(0.5);
    expect(lineCoverage(1.5, 1)).toBe(0);
    expect(lineCoverage(0, 0.125)).toBe(0.25);
    expect(lineCoverage(Infinity, 1)).toBe(0);
  });

  it('sums to the width of a line over the pixels across it, wherever it lies', () => {
    for (const shift of [0, 0.2, 0.5, 0.9]) {
      let sum = 0;
      for (let i = -6; i <= 6; i++) sum += lineCoverage(Math.abs(i + shift), 0.8);
      expect(sum).toBeCloseTo(1.6, 12);
    }
  });
});

describe('paintPicture', () => {
  it('fills by confidence from neutral at chance to the class colour at certainty', () => {
    const grid = rowOf(3, { winner: Uint8Array.of(0, 1, 1), probability: Float64Array.of(0.5, 1, 0.75) });
    const pixels = paintPicture(grid, 2, style({ fill: 'confidence' }));
    expect(pixel(pixels, 0)).toEqual([...light.neutral, 255]);
    const full = light.classFills[1] ?? light.neutral;
    expect(pixel(pixels, 1)).toEqual([...full, 255]);
    const half = full.map((value, channel) => (value + (light.neutral[channel] ?? 0)) / 2);
    pixel(pixels, 2)
      .slice(0, 3)
      .forEach((value, channel) => expect(Math.abs(value - (half[channel] ?? 0))).toBeLessThanOrEqual(0.5));
  });

  it('gives equal codes equal region colours in any picture', () => {
    const words = Uint32Array.of(1, 2, 3, 4, 1, 2);
    const grid = rowOf(3, { codes: { width: 3, height: 1, wordsPerPixel: 2, words } });
    const pixels = paintPicture(grid, 2, style({ fill: 'region' }));
    expect(pixel(pixels, 2)).toEqual(pixel(pixels, 0));
    expect(pixel(pixels, 1)).not.toEqual(pixel(pixels, 0));
    expect(light.regionFills.map((fill) => [...fill, 255])).toContainEqual(pixel(pixels, 0));
  });

  it('draws the first layer over the second and the decision boundary over both', () => {
    const on = Float64Array.of(0);
    const walls = { wallDistance: [on, on] };
    const colourOf = (layers: Partial<PictureLayers>, change: Partial<PaintedGrid>) =>
      pixel(paintPicture(rowOf(1, change), 2, style(layers)), 0).slice(0, 3);
    expect(colourOf({}, walls)).toEqual(light.walls[0]);
    expect(colourOf({ walls: [false] }, walls)).toEqual(light.walls[1]);
    expect(colourOf({ walls: [false, false] }, walls)).toEqual(light.paper);
    expect(colourOf({ decisionBoundary: true }, { ...walls, decisionDistance: on })).toEqual(light.decisionBoundary);
    expect(colourOf({}, { decisionDistance: on })).toEqual(light.paper);
  });

  it('lays a casing of the stated width and opacity beside the core', () => {
    const scale = 4;
    const beside = Float64Array.of((lineWidths.wall / 2 + lineWidths.wallCasing / 2) * scale);
    const grid = rowOf(1, { wallDistance: [beside] });
    const [red = 0] = pixel(paintPicture(grid, 2, style({ walls: [] }, scale)), 0);
    const expected = light.paper[0] + wallCasingOpacity * (light.casing[0] - light.paper[0]);
    expect(Math.abs(red - expected)).toBeLessThanOrEqual(0.5);
    expect(paintPlan(style({}, scale), 1).lines[0]?.casingHalfWidth).toBe(
      (lineWidths.wall / 2 + lineWidths.wallCasing) * scale,
    );
  });

  it('paints pixels without finite numbers neutral', () => {
    const grid = rowOf(1, { probability: Float64Array.of(NaN), wallDistance: [Float64Array.of(0)] });
    expect(pixel(paintPicture(grid, 2, style({ fill: 'confidence' })), 0)).toEqual([...light.neutral, 255]);
  });
});
