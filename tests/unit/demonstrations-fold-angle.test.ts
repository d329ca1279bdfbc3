/** The fold law against walls that the exact partition draws, and against numeric gradients on both sides of random walls. */
import { describe, expect, it } from 'vitest';
import { foldAngle, foldedRays, foldStrength, type Fold } from '../../src/analysis/demonstrations/fold-angle.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { wallSegments } from '../../src/geometry/wall-segments.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { parameterLayout } from '../../src/training/parameter-layout.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { valuesAndDerivativesAt } from '../../src/training/reference/point.js';
import { randomModel, smallSpec, uniformStream } from '../support/random-model.js';

const next = uniformStream(21);
const folds: Fold[] = Array.from({ length: 60 }, () => {
  return { nu: 2 * next(), tau: (next() < 0 ? -1 : 1) * (1.1 + next()), kappa: 3 * next() };
});

/** Unit 0 has its wall at x = 0; the others are on in the whole window and carry x and y to the second layer's unit. */
function crossing({ nu, tau, kappa }: Fold): FoldedNetwork {
  const layer = (inputWidth: number, rows: number[][], bias: number[]) => {
    return { inputWidth, width: rows.length, weight: Float64Array.from(rows.flat()), bias: Float64Array.from(bias) };
  };
  return {
    slopeBelowZero: 0,
    layers: [
      layer(
        2,
        [
          [1, 0],
          [1, 0],
          [0, 1],
        ],
        [0, 10, 10],
      ),
      layer(3, [[kappa, nu, tau]], [-10 * (nu + tau)]),
      layer(1, [[1], [-1]], [0, 1]),
    ],
  };
}

/** The wall of the second layer on one side of x = 0, as a unit vector away from the crossing at the origin. */
function drawnRay(folded: FoldedNetwork, side: number): [number, number] {
  const partition = partitionOf(folded, { x0: -1, x1: 1, y0: -8, y1: 8 });
  const segments = wallSegments(partition);
  for (let wall = 0; wall < segments.length / 4; wall++) {
    const [x0, y0, x1, y1] = segments.subarray(4 * wall, 4 * wall + 4);
    if (partition.walls.layers[wall] !== 1 || (x0! + x1!) * side < 0) continue;
    const [x, y] = Math.abs(x0!) > Math.abs(x1!) ? [x0!, y0!] : [x1!, y1!];
    return [x / Math.hypot(x, y), y / Math.hypot(x, y)];
  }
  throw new Error('The second layer has no wall on this side.');
}

describe('the fold', () => {
  it('is where the exact partition draws it', () => {
    for (const fold of folds) {
      const folded = crossing(fold);
      const { inactive, active } = foldedRays(fold);
      [inactive, active].forEach((ray, i) => {
        const drawn = drawnRay(folded, i === 0 ? -1 : 1);
        expect(drawn[0]).toBeCloseTo(ray[0], 9);
        expect(drawn[1]).toBeCloseTo(ray[1], 9);
      });
    }
  });

  it('bends by the angle between the two parts of the wall', () => {
    for (const fold of folds) {
      const { inactive, active } = foldedRays(fold);
      // Straight on from the inactive side, turned by theta.
      const turned = Math.atan2(
        -inactive[0] * active[1] + inactive[1] * active[0],
        -(inactive[0] * active[0] + inactive[1] * active[1]),
      );
      expect(Math.abs(foldAngle(fold))).toBeCloseTo(Math.abs(turned), 12);
    }
  });

  it('is none without a jump, and weaker the farther the data spread', () => {
    expect(foldAngle({ nu: 0.4, tau: 1, kappa: 0 })).toBe(0);
    const angles = [0.5, 1, 2, 4, 8].map((spread) => foldAngle({ nu: 0, tau: 1, kappa: foldStrength(1, 1, spread) }));
    expect(angles).toEqual([...angles].sort((a, b) => b - a));
    expect(angles[1]).toBeCloseTo(Math.PI / 4, 12);
  });
});

it('of a random network with BN, the gradients on both sides of a first-layer wall differ by the law', () => {
  const spec = { ...smallSpec, activation: 'leaky-relu', normalization: 'batch' } as const;
  const axes = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
  for (let seed = 0; seed < 20; seed++) {
    const model = randomModel(spec, seed);
    const folded = foldNetwork(model, model.runningStatistics);
    const { hidden } = parameterLayout(spec);
    const [first, second] = hidden;
    for (let j = 0; j < 5; j++) {
      const w = model.parameters.subarray(first!.weight.offset + 2 * j, first!.weight.offset + 2 * j + 2);
      const length = Math.hypot(w[0]!, w[1]!);
      const gamma = model.parameters[first!.scale.offset + j]!;
      const deviation = Math.sqrt(model.runningStatistics[first!.statisticsOffset + 5 + j]! + 1e-5);
      // Towards the active side.
      const [nx, ny] = [(Math.sign(gamma) * w[0]!) / length, (Math.sign(gamma) * w[1]!) / length];
      const layer = folded.layers[0]!;
      const along = 0.3 * next();
      const row = layer.weight.subarray(2 * j, 2 * j + 2);
      const height = (layer.bias[j]! + along * (row[1]! * nx - row[0]! * ny)) / (row[0]! * nx + row[1]! * ny);
      const at = (step: number) => [(step - height) * nx - along * ny, (step - height) * ny + along * nx];
      const gradients = [-1e-9, 1e-9].map((step) => valuesAndDerivativesAt(folded, at(step), axes).derivatives);
      for (let k = 0; k < 4; k++) {
        // The second layer's own gamma and deviation scale all of its gradients alike.
        const own = folded.layers[1]!.weight[5 * k + j]! / model.parameters[second!.weight.offset + 5 * k + j]!;
        const weight = model.parameters[second!.weight.offset + 5 * k + j]!;
        const kappa = own * foldStrength(weight, Math.abs(gamma), deviation / length, 0.1);
        expect(gradients[1]![0]![1]![k]! - gradients[0]![0]![1]![k]!).toBeCloseTo(kappa * nx, 9);
        expect(gradients[1]![1]![1]![k]! - gradients[0]![1]![1]![k]!).toBeCloseTo(kappa * ny, 9);
      }
    }
  }
});
