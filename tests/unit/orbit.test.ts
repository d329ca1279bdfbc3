import { describe, expect, it } from 'vitest';
import {
  cameraPlace,
  FLOOR,
  homeOrbit,
  lightFrom,
  project,
  rayThrough,
  turnOrbit,
  viewProjection,
  zoomOrbit,
  type BoxPoint,
  type Orbit,
} from '../../src/components/spline-surface/orbit.js';
import { randomNumbers } from '../support/random-folded.js';

const uniform = randomNumbers(3);
const between = (low: number, high: number): number => low + (high - low) * uniform();
const somewhere = (): BoxPoint => [between(-1, 1), between(-1, 1), between(0, 1)];
const orbits: Orbit[] = Array.from({ length: 60 }, () =>
  zoomOrbit({ ...homeOrbit, azimuth: between(-180, 180), elevation: between(6, 90) }, 2 ** between(-2, 6), somewhere()),
);

describe('the picture', () => {
  it.each([0.6, 1, 1.25, 2.5])('holds the whole box at first, width by height %d', (aspect) => {
    for (const azimuth of [0, 24, 45, 90, 135, -100]) {
      for (const elevation of [6, homeOrbit.elevation, 60]) {
        const matrix = viewProjection({ ...homeOrbit, azimuth, elevation }, aspect);
        for (const u of [-1, 1]) {
          for (const v of [-1, 1]) {
            for (const z of [FLOOR, 1]) {
              const at = project(matrix, [u, v, z]);
              expect(Math.min(at!.x, at!.y)).toBeGreaterThan(0);
              expect(Math.max(at!.x, at!.y)).toBeLessThan(1);
            }
          }
        }
      }
    }
  });

  it('from straight above stands as the flat one: x to the right, y upwards', () => {
    const matrix = viewProjection({ ...homeOrbit, azimuth: 0, elevation: 90 }, 1);
    const [origin, right, up] = [
      project(matrix, [0, 0, 0]),
      project(matrix, [0.5, 0, 0]),
      project(matrix, [0, 0.5, 0]),
    ];
    expect(origin).toEqual({ x: expect.closeTo(0.5, 12) as number, y: expect.closeTo(0.5, 12) as number });
    expect([right!.x - 0.5, right!.y - 0.5]).toEqual([expect.closeTo(0.5 - up!.y, 12), expect.closeTo(0, 12)]);
    expect(right!.x).toBeGreaterThan(0.6);
  });

  it('and rays undo each other, and rays come from the camera', () => {
    for (const orbit of orbits) {
      const matrix = viewProjection(orbit, 1.25);
      const at = { x: between(0, 1), y: between(0, 1) };
      const { origin, direction } = rayThrough(matrix, at);
      const point = [0, 1, 2].map((axis) => origin[axis]! + 0.5 * direction[axis]!);
      const seen = project(matrix, [point[0]!, point[1]!, point[2]!]);
      expect(seen!.x).toBeCloseTo(at.x, 9);
      expect(seen!.y).toBeCloseTo(at.y, 9);
      const eye = cameraPlace(orbit);
      const toOrigin = eye.map((value, axis) => origin[axis]! - value);
      const length = Math.hypot(...toOrigin);
      toOrigin.forEach((value, axis) => expect(value / length).toBeCloseTo(direction[axis]!, 6));
    }
  });
});

describe('the camera', () => {
  it('never goes below the floor, level with it, or over the top', () => {
    for (const up of [-500, -30, 30, 500]) {
      for (const orbit of orbits) {
        const turned = turnOrbit(orbit, 77, up);
        expect(turned.elevation).toBeGreaterThanOrEqual(6);
        expect(turned.elevation).toBeLessThanOrEqual(90);
        expect(cameraPlace(turned)[2]).toBeGreaterThan(FLOOR);
      }
    }
  });

  it('turns round and round within one turn', () => {
    let orbit = homeOrbit;
    for (let i = 0; i < 60; i++) orbit = turnOrbit(orbit, 12, 0);
    expect(orbit.azimuth).toBeCloseTo(homeOrbit.azimuth, 9);
    expect(Math.abs(turnOrbit(homeOrbit, 170, 0).azimuth)).toBeLessThanOrEqual(180);
  });

  it('zooms towards a point that stays where it is seen', () => {
    const near = zoomOrbit(homeOrbit, 4);
    const anchor: BoxPoint = [0.3, -0.2, 0.5];
    const before = project(viewProjection(near, 1.25), anchor)!;
    const after = project(viewProjection(zoomOrbit(near, 1.5, anchor), 1.25), anchor)!;
    expect([after.x, after.y]).toEqual([expect.closeTo(before.x, 9), expect.closeTo(before.y, 9)]);
  });

  it('comes back to its place when zoomed out, and has limits', () => {
    const near = zoomOrbit(homeOrbit, 8, [0.9, 0.9, 0.1]);
    expect(near.target).not.toEqual(homeOrbit.target);
    expect(zoomOrbit(near, 1 / 8).target).toEqual(homeOrbit.target);
    expect(zoomOrbit(homeOrbit, 1e9).zoom).toBe(60);
    expect(zoomOrbit(homeOrbit, 1e-9).zoom).toBe(0.6);
    for (const { target } of orbits) expect(Math.max(...target.map(Math.abs))).toBeLessThanOrEqual(1);
  });

  it('has the light beside it, above', () => {
    expect(Math.hypot(...lightFrom(homeOrbit))).toBeCloseTo(1, 12);
    expect(lightFrom(homeOrbit)[2]).toBeGreaterThan(0.5);
  });
});
