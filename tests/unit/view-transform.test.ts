import { describe, expect, test } from 'vitest';
import {
  cloudCircle,
  growWindow,
  largestExtent,
  movePlacement,
  panWindow,
  pixelToWorld,
  smallestExtent,
  transformPoint,
  turnPlacement,
  worldToPixel,
  wrapDegrees,
  zoomWindow,
} from '../../src/components/spline-view/view-transform.js';

const view = { x0: -1, x1: 3, y0: 10, y1: 12 };
const size = { width: 400, height: 100 };
const cloud = (...rows: [number, number][]) => ({
  positions: new Float32Array(rows.flat()),
  labels: new Uint8Array(rows.length),
  count: rows.length,
});
// Float64 arithmetic on numbers of about 10: a few times 10 x 2^-52.
const digits = 12;

function expectPoint(actual: { x: number; y: number }, x: number, y: number): void {
  expect(actual.x).toBeCloseTo(x, digits);
  expect(actual.y).toBeCloseTo(y, digits);
}

describe('worldToPixel', () => {
  test('puts the corners of the window on the corners of the picture, y downwards', () => {
    const matrix = worldToPixel(view, size);
    expectPoint(transformPoint(matrix, { x: -1, y: 12 }), 0, 0);
    expectPoint(transformPoint(matrix, { x: 3, y: 10 }), 400, 100);
  });

  test('is undone by pixelToWorld', () => {
    const there = transformPoint(worldToPixel(view, size), { x: 0.3, y: 11.7 });
    expectPoint(transformPoint(pixelToWorld(view, size), there), 0.3, 11.7);
  });
});

describe('panning and zooming', () => {
  test('a drag to the right and down shows what lies to the left and above', () => {
    expect(panWindow(view, 0.25, 0.5)).toEqual({ x0: -2, x1: 2, y0: 11, y1: 13 });
  });

  test('a zoom keeps the point under the pointer in its place', () => {
    const anchor = { x: 2, y: 10.5 };
    const before = transformPoint(worldToPixel(view, size), anchor);
    const closer = zoomWindow(view, 2, anchor);
    const after = transformPoint(worldToPixel(closer, size), anchor);
    expect(closer.x1 - closer.x0).toBeCloseTo(2, digits);
    expectPoint(after, before.x, before.y);
  });

  test('a zoom stops at the limits', () => {
    const closest = zoomWindow(view, 1e12);
    const farthest = zoomWindow(view, 1e-12);
    // The centre is (1, 11); the window is half as high as wide.
    expect(closest.y1 - closest.y0).toBeCloseTo(smallestExtent(11), digits);
    // Edges of 10^4 are known to about 10^4 x 2^-52.
    expect(farthest.x1 - farthest.x0).toBeCloseTo(largestExtent, 8);
  });

  test('about the origin the least edge is 1e-4', () => {
    const closest = zoomWindow({ x0: -2, x1: 2, y0: -2, y1: 2 }, 1e12);
    expect(closest.x1 - closest.x0).toBeCloseTo(1e-4, digits);
  });

  for (const coordinate of [0, 0.3, -4, 1000]) {
    test(`at ${coordinate}, as near as can be, 2,048 pixels lie 4 float32 steps apart`, () => {
      const wide = { x0: coordinate - 2, x1: coordinate + 2, y0: -2, y1: 2 };
      for (const anchor of [wide.x0, coordinate, wide.x1]) {
        const { x0, x1 } = zoomWindow(wide, 1e12, { x: anchor, y: 0 });
        const pixel = (x1 - x0) / 2048;
        const largest = Math.max(Math.abs(x0), Math.abs(x1));
        const step = 2 ** (Math.floor(Math.log2(largest)) - 23);
        // The edges are float64 numbers: their difference is off by some 2^-52 of them, 2^-29 of a step.
        expect(pixel / step).toBeGreaterThan(4 * (1 - 2 ** -20));
        const pixels = Array.from({ length: 2048 }, (_, i) => Math.fround(x0 + (i + 0.5) * pixel));
        expect(new Set(pixels).size).toBe(2048);
      }
    });
  }

  test('a window beyond a limit goes no further, and back freely', () => {
    const tiny = { x0: 1000, x1: 1000.25, y0: 0, y1: 0.25 };
    expect(zoomWindow(tiny, 2)).toEqual(tiny);
    expect(zoomWindow(tiny, 0.5, { x: 1000, y: 0 })).toEqual({ x0: 1000, x1: 1000.5, y0: 0, y1: 0.5 });
    const huge = { x0: 0, x1: 2e4, y0: 0, y1: 2e4 };
    expect(zoomWindow(huge, 0.5)).toEqual(huge);
  });
});

describe('windows of data', () => {
  test('grow keeps a window that already holds the other', () => {
    expect(growWindow(view, { x0: 0, x1: 1, y0: 11, y1: 12 })).toBe(view);
    expect(growWindow({ x0: 0, x1: 2, y0: 0, y1: 2 }, { x0: 3, x1: 4, y0: 1, y1: 2 })).toEqual({
      x0: 0,
      x1: 4,
      y0: -1,
      y1: 3,
    });
  });

  test('the circle of a cloud is centred on its mean', () => {
    const { center, radius } = cloudCircle(2, cloud([1, 1], [3, 1], [2, 0], [2, 2]));
    expectPoint(center, 2, 1);
    expect(radius).toBeCloseTo(1, digits);
  });
});

describe('placements', () => {
  const placement = { dx: 1, dy: 2, scale: 1, rotation: 0 };

  test('move', () => {
    expect(movePlacement(placement, 0.5, -1)).toEqual({ dx: 1.5, dy: 1, scale: 1, rotation: 0 });
  });

  test('a pull on the handle turns and stretches, never beyond the range', () => {
    const turned = turnPlacement(placement, { x: 1, y: 0 }, { x: 0, y: 2 });
    expect(turned.scale).toBeCloseTo(2, digits);
    expect(turned.rotation).toBeCloseTo(90, digits);
    expect(turnPlacement(placement, { x: 1, y: 0 }, { x: 1e6, y: 0 }).scale).toBe(20);
  });

  test('angles stay within half a turn', () => {
    expect(wrapDegrees(190)).toBe(-170);
    expect(wrapDegrees(-180)).toBe(180);
    expect(wrapDegrees(720)).toBe(0);
  });
});
