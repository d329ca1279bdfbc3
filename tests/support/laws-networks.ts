/** Random networks on which laws of partitions are tested: special positions of the first layer's lines among them. */
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { randomFolded } from './random-folded.js';

export const lawsWindow = { x0: -2, x1: 1.5, y0: -1.25, y1: 2.25 };
const shapes: readonly (readonly number[])[] = [
  [1],
  [5],
  [33],
  [12, 9],
  [8, 8, 8],
  [3, 17, 2, 5],
  [6, 6, 6, 6, 6, 6, 6, 6],
];
const slopes = [0, 0.1, -1];

/** The first layer's lines all run through one point. */
function concurrent(folded: FoldedNetwork, x: number, y: number): FoldedNetwork {
  return withFirst(folded, (weight, bias) => {
    bias.forEach((_, m) => (bias[m] = -(weight[2 * m]! * x + weight[2 * m + 1]! * y)));
  });
}

function withFirst(folded: FoldedNetwork, change: (weight: Float64Array, bias: Float64Array) => void): FoldedNetwork {
  const [first, ...others] = folded.layers;
  const [weight, bias] = [first!.weight.slice(), first!.bias.slice()];
  change(weight, bias);
  return { ...folded, layers: [{ ...first!, weight, bias }, ...others] };
}

/** Every second unit of the first layer is made special. */
export const specials: Readonly<Record<string, (folded: FoldedNetwork) => FoldedNetwork>> = {
  'in general position': (folded) => folded,
  'lines through the origin': (folded) => concurrent(folded, 0, 0),
  'lines through a point elsewhere': (folded) => concurrent(folded, 0.7, -0.3),
  'lines through a corner of the window': (folded) => concurrent(folded, lawsWindow.x0, lawsWindow.y0),
  'dead units': (folded) =>
    withFirst(folded, (weight, bias) => {
      for (let m = 0; m < bias.length; m += 2) {
        weight.fill(0, 2 * m, 2 * m + 2);
        bias[m] = m % 4 === 0 ? 0 : -1;
      }
    }),
  'units twice': (folded) =>
    withFirst(folded, (weight, bias) => {
      for (let m = 0; m + 1 < bias.length; m += 2) {
        weight.copyWithin(2 * m + 2, 2 * m, 2 * m + 2);
        bias[m + 1] = bias[m]!;
      }
    }),
  'units and their opposites': (folded) =>
    withFirst(folded, (weight, bias) => {
      for (let m = 0; m + 1 < bias.length; m += 2) {
        weight[2 * m + 2] = -2 * weight[2 * m]!;
        weight[2 * m + 3] = -2 * weight[2 * m + 1]!;
        bias[m + 1] = -2 * bias[m]!;
      }
    }),
  // The cell in their middle has as many corners as there are units.
  'lines around a point': (folded) =>
    withFirst(folded, (weight, bias) => {
      for (let m = 0; m < bias.length; m++) {
        const angle = (2 * Math.PI * m) / bias.length;
        weight.set([Math.cos(angle), Math.sin(angle)], 2 * m);
        bias[m] = -0.9;
      }
    }),
  'units that miss the window': (folded) =>
    withFirst(folded, (_, bias) => {
      for (let m = 0; m < bias.length; m += 2) bias[m]! += 100;
    }),
};

/** What each of the networks is made of. */
export interface LawsCase {
  readonly hiddenWidths: readonly number[];
  readonly slope: number;
  readonly special: string;
  readonly seed: number;
}

export const lawsCases: readonly LawsCase[] = shapes.flatMap((hiddenWidths, shape) =>
  slopes.flatMap((slope) =>
    Object.keys(specials).flatMap((special) =>
      [0, 1].map((round) => ({ hiddenWidths, slope, special, seed: 100 * shape + 10 * round + slopes.indexOf(slope) })),
    ),
  ),
);

export function lawsNetwork({ hiddenWidths, slope, special, seed }: LawsCase): FoldedNetwork {
  const classCount = 2 + (seed % 4);
  return specials[special]!(randomFolded({ inputDimension: 2, hiddenWidths, classCount }, seed, slope));
}
