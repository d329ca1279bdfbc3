/** The lifted cells against the forward pass, on random and recorded networks. */
import { describe, expect, it } from 'vitest';
import { cellNeighbours } from '../../src/geometry/cell-neighbours.js';
import { liftSurface, validLift, type Lift } from '../../src/geometry/lifted-surface.js';
import { partitionOf, type Partition } from '../../src/geometry/partition.js';
import { SurfaceBox } from '../../src/geometry/surface-box.js';
import { surfaceMesh } from '../../src/geometry/surface-mesh.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { activate } from '../../src/training/reference/activation.js';
import { preactivationsAt } from '../../src/training/reference/point.js';
import { randomFolded } from '../support/random-folded.js';
import { recordedNet } from '../support/recorded-nets.js';

const window = { x0: -2, x1: 1.5, y0: -1.25, y1: 2.25 };
/** Of the largest height: sums of some hundred products in float64, and folds of a few layers. */
const ROUNDING = 1e-9;

const networks: readonly (readonly [string, FoldedNetwork])[] = [
  ['wide first layer', randomFolded({ inputDimension: 2, hiddenWidths: [40], classCount: 2 }, 1)],
  ['three layers, leaky', randomFolded({ inputDimension: 2, hiddenWidths: [9, 35, 6], classCount: 4 }, 2, 0.1)],
  ['abs', randomFolded({ inputDimension: 2, hiddenWidths: [12, 9], classCount: 3 }, 3, -1)],
  ['one input', randomFolded({ inputDimension: 1, hiddenWidths: [7, 5], classCount: 2 }, 4)],
  ['trained, BN', recordedNet('circles42-16x16-bn-relu-sgdm.step350').folded],
];

function lifts({ layers }: FoldedNetwork): Lift[] {
  const classCount = layers.at(-1)!.width;
  return [
    { of: 'logit', class: classCount - 1 },
    { of: 'difference', class: 1, other: 0 },
    ...layers.slice(0, -1).map((layer, index): Lift => ({ of: 'unit', layer: index, unit: layer.width - 1 })),
  ];
}

/** What the forward pass says. */
function heightAt(folded: FoldedNetwork, lift: Lift, x: number, y: number): number {
  const input = [x, y].slice(0, folded.layers[0]!.inputWidth);
  const z = preactivationsAt(folded, input);
  switch (lift.of) {
    case 'logit':
      return z.at(-1)![lift.class]!;
    case 'difference':
      return z.at(-1)![lift.class]! - z.at(-1)![lift.other]!;
    case 'unit':
      return activate(z[lift.layer]![lift.unit]!, folded.slopeBelowZero);
    default:
      return lift satisfies never;
  }
}

const cornersOf = ({ corners }: Partition): [number, number][] =>
  Array.from({ length: corners.length / 2 }, (_, i) => [corners[2 * i]!, corners[2 * i + 1]!]);

describe.each(networks)('%s', (_, folded) => {
  const partition = partitionOf(folded, window);

  it.each(lifts(folded))('$of: heights are those of the forward pass at every corner', (lift) => {
    const surface = liftSurface(partition, folded, lift);
    const largest = Math.max(...surface.heights.map(Math.abs));
    const worst = cornersOf(partition).map(([x, y], i) => Math.abs(surface.heights[i]! - heightAt(folded, lift, x, y)));
    expect(Math.max(...worst)).toBeLessThanOrEqual(ROUNDING * largest);
    // Adding 0 makes -0 and 0 one.
    expect([surface.lowest + 0, surface.highest]).toEqual([
      Math.min(...surface.heights) + 0,
      Math.max(...surface.heights),
    ]);
  });

  it.each(lifts(folded))('$of: neighbours have one height along the wall between them', (lift) => {
    const { planes, lowest, highest } = liftSurface(partition, folded, lift);
    const { vertices, offsets, starts, cells } = cellNeighbours(partition);
    let [worst, shared] = [0, 0];
    for (let cell = 0; cell < partition.cellCount; cell++) {
      for (let edge = offsets[cell]!; edge < offsets[cell + 1]!; edge++) {
        const other = cells[edge]!;
        if (other < 0) continue;
        shared++;
        for (const end of [edge, edge + 1 === offsets[cell + 1] ? offsets[cell]! : edge + 1]) {
          const [x, y] = [vertices[2 * starts[end]!]!, vertices[2 * starts[end]! + 1]!];
          worst = Math.max(worst, Math.abs(planeAt(planes, cell, x, y) - planeAt(planes, other, x, y)));
        }
      }
    }
    expect(shared).toBeGreaterThan(10);
    expect(worst).toBeLessThanOrEqual(ROUNDING * (highest - lowest));
  });

  it('the mesh is the surface in its box', () => {
    const lift = { of: 'difference', class: 1, other: 0 } as const;
    const surface = liftSurface(partition, folded, lift);
    const box = new SurfaceBox(surface);
    const mesh = surfaceMesh(surface, box, cellNeighbours(partition));
    // Float32 rounds what is at most 1 by less than 2^-24.
    const single = 2 ** -24;
    let area = 0;
    for (let i = 0; i < mesh.triangles.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((k) =>
        mesh.corners.subarray(4 * mesh.triangles[i + k]!, 4 * mesh.triangles[i + k]! + 4),
      );
      expect(new Set([a![3], b![3], c![3]]).size).toBe(1);
      area += ((b![0]! - a![0]!) * (c![1]! - a![1]!) - (b![1]! - a![1]!) * (c![0]! - a![0]!)) / 2;
    }
    expect(area).toBeCloseTo(4, 4);
    const cornerCount = mesh.corners.length / 4;
    const zs = Array.from({ length: cornerCount }, (_, i) => mesh.corners[4 * i + 2]!);
    expect(Math.min(...zs)).toBeCloseTo(0, 7);
    expect(Math.max(...zs)).toBeCloseTo(1, 7);
    expect(mesh.edgeLayers.length).toBe(cornerCount);
    zs.forEach((z, i) => {
      const [x, y] = [box.x(mesh.corners[4 * i]!), box.y(mesh.corners[4 * i + 1]!)];
      // A corner that float32 has moved a little has another height: by its cell's slope.
      const cell = mesh.corners[4 * i + 3]!;
      const logit = mesh.logits.subarray(3 * cell * partition.classCount);
      const [u, v] = [mesh.corners[4 * i]!, mesh.corners[4 * i + 1]!];
      const steep = 2 + Math.abs(mesh.slopes[2 * cell]!) + Math.abs(mesh.slopes[2 * cell + 1]!);
      expect(Math.abs(z - box.z(heightAt(folded, lift, x, y)))).toBeLessThan(2 * single * steep);
      const magnitude = Math.abs(logit[0]!) + Math.abs(logit[1]!) + Math.abs(logit[2]!);
      expect(
        Math.abs(logit[0]! * u + logit[1]! * v + logit[2]! - heightAt(folded, { of: 'logit', class: 0 }, x, y)),
      ).toBeLessThan(4 * single * magnitude);
    });
  });
});

const planeAt = (planes: Float64Array, cell: number, x: number, y: number): number =>
  planes[3 * cell]! * x + planes[3 * cell + 1]! * y + planes[3 * cell + 2]!;

describe('bad input', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [5, 4], classCount: 2 }, 1);
  const partition = partitionOf(folded, window);

  it.each<Lift>([
    { of: 'logit', class: 2 },
    { of: 'difference', class: 0, other: 2 },
    { of: 'unit', layer: 2, unit: 0 },
    { of: 'unit', layer: 1, unit: 4 },
    { of: 'unit', layer: 0, unit: -1 },
  ])('$of that the network does not have is refused, and has a valid one next to it', (lift) => {
    expect(() => liftSurface(partition, folded, lift)).toThrow(RangeError);
    expect(() => liftSurface(partition, folded, validLift(lift, partition))).not.toThrow();
  });

  it('a constant height lies level in its box', () => {
    const dead = { ...folded, layers: folded.layers.map((layer) => ({ ...layer, weight: layer.weight.map(() => 0) })) };
    const surface = liftSurface(partitionOf(dead, window), dead, { of: 'logit', class: 0 });
    const mesh = surfaceMesh(surface, new SurfaceBox(surface), cellNeighbours(surface.partition));
    expect([2, 6, 10, 14].map((at) => mesh.corners[at])).toEqual([0.5, 0.5, 0.5, 0.5]);
  });
});
