/** Where rays meet the lifted cells, against every cell looked at one by one. */
import { describe, expect, it } from 'vitest';
import { liftSurface } from '../../src/geometry/lifted-surface.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { pickerIndex } from '../../src/geometry/picker-index.js';
import { SurfaceBox } from '../../src/geometry/surface-box.js';
import { SurfacePicker, type Ray } from '../../src/geometry/surface-picker.js';
import { randomFolded, randomNumbers } from '../support/random-folded.js';

const window = { x0: -2, x1: 1.5, y0: -1, y1: 1 };
const folded = randomFolded({ inputDimension: 2, hiddenWidths: [14, 10], classCount: 2 }, 7);
const partition = partitionOf(folded, window);
const surface = liftSurface(partition, folded, { of: 'difference', class: 0, other: 1 });
const box = new SurfaceBox(surface);
const picker = new SurfacePicker(pickerIndex(surface, box));
const uniform = randomNumbers(5);
const between = (low: number, high: number): number => low + (high - low) * uniform();

/** How far inside a cell a point is, in units of the box; negative outside. */
function depthIn(cell: number, u: number, v: number): number {
  const { corners, cornerOffsets } = partition;
  const [start, end] = [cornerOffsets[cell]!, cornerOffsets[cell + 1]!];
  let depth = Infinity;
  for (let i = start; i < end; i++) {
    const j = i + 1 === end ? start : i + 1;
    const [u0, v0] = [box.u(corners[2 * i]!), box.v(corners[2 * i + 1]!)];
    const [du, dv] = [box.u(corners[2 * j]!) - u0, box.v(corners[2 * j + 1]!) - v0];
    depth = Math.min(depth, (du * (v - v0) - dv * (u - u0)) / Math.hypot(du, dv));
  }
  return depth;
}

/** The first place along a ray that is clearly within a cell; by looking at all. */
function firstHit({ origin, direction }: Ray): { cell: number; t: number; depth: number } | null {
  let first: { cell: number; t: number; depth: number } | null = null;
  const plane = new Float64Array(3);
  for (let cell = 0; cell < partition.cellCount; cell++) {
    box.writeHeightPlane(surface.planes, 3 * cell, plane, 0);
    const [a, b, c] = plane as unknown as [number, number, number];
    const t =
      (a * origin[0]! + b * origin[1]! + c - origin[2]!) / (direction[2]! - a * direction[0]! - b * direction[1]!);
    const depth = depthIn(cell, origin[0]! + t * direction[0]!, origin[1]! + t * direction[1]!);
    if (t >= 0 && depth >= 0 && (!first || t < first.t)) first = { cell, t, depth };
  }
  return first;
}

describe('rays', () => {
  const rays = Array.from({ length: 400 }, (): Ray => {
    const target = [between(-1, 1), between(-0.57, 0.57), between(0, 1)];
    const azimuth = between(0, 2 * Math.PI);
    const elevation = between(0.02, Math.PI / 2);
    const direction = [
      -Math.cos(elevation) * Math.cos(azimuth),
      -Math.cos(elevation) * Math.sin(azimuth),
      -Math.sin(elevation),
    ];
    return { origin: target.map((value, axis) => value - 4 * direction[axis]!), direction };
  });

  it('meet the surface where the first of all cells lies', () => {
    let hits = 0;
    for (const ray of rays) {
      const expected = firstHit(ray);
      const found = picker.pick(ray);
      // On an edge two cells are right.
      if (expected && expected.depth < 1e-7) continue;
      expect(found?.cell ?? -1).toBe(expected?.cell ?? -1);
      if (!expected || !found) continue;
      hits++;
      expect(Math.abs(found.t - expected.t)).toBeLessThan(1e-9);
      expect(picker.zOf(found.cell, found.u, found.v)).toBeCloseTo(found.z, 12);
    }
    expect(hits).toBeGreaterThan(200);
    expect(hits).toBeLessThan(400);
  });

  it('from straight above meet the cell under them', () => {
    for (let i = 0; i < 200; i++) {
      const [u, v] = [between(-1, 1), between(-0.57, 0.57)];
      const found = picker.pick({ origin: [u, v, 5], direction: [0, 0, -1] });
      expect(found?.cell).toBe(picker.cellAt(u, v));
    }
  });

  it('that point away or pass by meet nothing', () => {
    expect(picker.pick({ origin: [0, 0, 5], direction: [0, 0, 1] })).toBeNull();
    expect(picker.pick({ origin: [3, 0, 5], direction: [0, 0, -1] })).toBeNull();
    expect(picker.pick({ origin: [-4, 0, 2], direction: [1, 0, 0] })).toBeNull();
  });
});

describe('points', () => {
  it('lie in the cell that holds them', () => {
    for (let i = 0; i < 400; i++) {
      const [u, v] = [between(-1, 1), between(-0.57, 0.57)];
      expect(depthIn(picker.cellAt(u, v), u, v)).toBeGreaterThanOrEqual(-1e-8);
    }
  });

  it('on the rim and at corners lie in a cell, and outside in none', () => {
    for (const [u, v] of [
      [-1, -4 / 7],
      [1, 4 / 7],
      [0, 4 / 7],
    ] as const)
      expect(picker.cellAt(u, v)).toBeGreaterThanOrEqual(0);
    expect(picker.cellAt(1.001, 0)).toBe(-1);
    expect(picker.cellAt(0, -0.6)).toBe(-1);
  });
});
