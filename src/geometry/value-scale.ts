/** From a value to a colour of a sequential fill. */
import type { Rgb } from '../training/palette.js';
import { finish, type Pieces } from '../training/workers/pieces.js';
import { sortedOrder } from './sorted-order.js';

/** Values up to `low` have the first colour, from `high` on the last. */
export interface ValueScale {
  readonly low: number;
  readonly high: number;
  readonly isLogarithmic: boolean;
}

/** Share of the weight that lies beyond each end of a scale, so that single values do not stretch it. */
const TAIL = 0.02;
/** Scales that span more than this factor are logarithmic. */
const WIDE = 10;

/** From the 2nd to the 98th percentile of the values by weight. */
export const scaleOf = (values: Float64Array, weights: ArrayLike<number>): ValueScale =>
  finish(scaleOfInPieces(values, weights));

export function* scaleOfInPieces(values: Float64Array, weights: ArrayLike<number>): Pieces<ValueScale> {
  const order = (yield* sortedOrder(values)).filter((i) => weights[i]! > 0);
  const total = order.reduce((sum, i) => sum + weights[i]!, 0);
  let low = values[order[0] ?? 0] ?? 0;
  let high = low;
  let below = 0;
  for (const i of order) {
    if (below <= TAIL * total) low = values[i]!;
    if (below <= (1 - TAIL) * total) high = values[i]!;
    below += weights[i]!;
  }
  return scaleBetween(low, high);
}

/** The same of values that all weigh as much. */
export const scaleOfEqual = (values: Float64Array): ValueScale => finish(scaleOfEqualInPieces(values));

export const scaleOfEqualInPieces = (values: Float64Array): Pieces<ValueScale> =>
  scaleOfInPieces(values, new Uint8Array(values.length).fill(1));

/** Logarithmic where its ends are a factor of more than 10 apart. */
export const scaleBetween = (low: number, high: number): ValueScale => ({
  low,
  high,
  isLogarithmic: low > 0 && high > WIDE * low,
});

/** Colours in steps finer than the eye sees, so that one is looked up and not mixed. */
const STEPS = 1024;

/** The colours of a scale: `at(value)` is the place of a value's three bytes in `bytes`. */
export class ColourRamp {
  readonly bytes = new Uint8ClampedArray(3 * STEPS);
  readonly #scale: ValueScale;
  readonly #from: number;
  readonly #stepsPerUnit: number;

  constructor(fills: readonly Rgb[], scale: ValueScale) {
    for (let step = 0; step < STEPS; step++) {
      const place = (step / (STEPS - 1)) * (fills.length - 1);
      const index = Math.min(fills.length - 2, Math.floor(place));
      for (let channel = 0; channel < 3; channel++) {
        const [from, to] = [fills[index]![channel]!, fills[index + 1]![channel]!];
        this.bytes[3 * step + channel] = from + (place - index) * (to - from);
      }
    }
    this.#scale = scale;
    this.#from = this.#measure(scale.low);
    const span = this.#measure(scale.high) - this.#from;
    this.#stepsPerUnit = span > 0 ? (STEPS - 1) / span : 0;
  }

  at(value: number): number {
    const { low, high } = this.#scale;
    const inside = Math.min(Math.max(value, low), high);
    return 3 * Math.round((this.#measure(inside) - this.#from) * this.#stepsPerUnit);
  }

  #measure(value: number): number {
    return this.#scale.isLogarithmic ? Math.log(value) : value;
  }
}
