/**
 * Float64 values of the grid at one pixel, each with a bound on the error of the same value in float32.
 *
 * With u = 2^-24, a sum of n products in any order and with any fusing errs by at most n u sum |a b| to first order; 4 n u
 * leaves room for the second order and for the roundings of a, b beforehand. Per layer, sum over its inputs:
 *
 *   layer 1   z = w_x x + w_y y + b, from the middle of a block of 8 x 8 pixels: positions are at most the window's
 *             largest coordinate X, Y plus a block, so e_1 = 4 * 6 u (|w_x| X + |w_y| Y + |b|), 6 for the two products
 *             of the middle, the two of the pixel, the position's own rounding and the bias.
 *   layer l   e_l = sum |w| e_(l-1) + 4 (n + 3) u (sum |w| H + |b|), H = |act(z)| of the input, for layer 2 plus the
 *             change of z over 8 pixels, since its activations are carried from the middle of a block.
 * The activation passes errors on with a factor of at most 1.
 *
 * A normaliser of single samples makes y = gamma n + beta of n = (a - mean) r. To first order n changes by
 * r (e_k + mean e + |n_k| mean(|n| (e + mean e))), e with what the mean itself rounds; twice that leaves room for the second
 * order. To that come the roundings of the mean square (n + 5 operations), of r (2 units in the last place) and of what
 * follows. There is no gradient that pixels share: the oracle's is the kernel's own, by differences within 2 x 2 pixels.
 */
import type { FoldedLayer, FoldedNetwork } from '../../src/training/model-state.js';
import type { ViewWindow } from '../../src/training/picture.js';
import { pixelCentre } from '../../src/training/reference/activation-code.js';
import { activate } from '../../src/training/reference/activation.js';
import { isCurved } from '../../src/training/reference/fold.js';
import { sampleNormForward } from '../../src/training/reference/layer-norm.js';
import { preactivationsAt, valuesAndDerivativesAt } from '../../src/training/reference/point.js';

const UNIT_ROUNDOFF = 2 ** -24;

/** Arrays by layer (the head last), then unit. */
export interface BoundedPixel {
  readonly z: readonly Float64Array[];
  readonly z_right: readonly Float64Array[];
  readonly z_down: readonly Float64Array[];
  readonly error: readonly Float64Array[];
}

export function boundedPixel(
  folded: FoldedNetwork,
  view: ViewWindow,
  width: number,
  height: number,
  column: number,
  row: number,
): BoundedPixel {
  const point = pixelCentre(folded, view, width, height, column, row);
  const [pixelWidth, pixelHeight] = [(view.x1 - view.x0) / width, (view.y1 - view.y0) / height];
  const right = point.map((_, i) => (i === 0 ? pixelWidth : 0));
  const down = point.map((_, i) => (i === 1 ? -pixelHeight : 0));
  const largestX = Math.max(Math.abs(view.x0), Math.abs(view.x1)) + 8 * pixelWidth;
  const largestY = Math.max(Math.abs(view.y0), Math.abs(view.y1)) + 8 * pixelHeight;
  const { values: z, derivatives } = valuesAndDerivativesAt(folded, point, [right, down]);
  const error: Float64Array[] = [];
  folded.layers.forEach((layer, l) => {
    const { weight, bias, width: units, inputWidth } = layer;
    const below = error[l - 1];
    const inputs = z[l - 1]?.map((value, n) => {
      const first = folded.layers[0];
      const [w_x = 0, w_y = 0] = first ? first.weight.subarray(n * first.inputWidth, (n + 1) * first.inputWidth) : [];
      const carried = l === 1 ? 8 * (Math.abs(w_x) * pixelWidth + Math.abs(w_y) * pixelHeight) : 0;
      return Math.abs(activate(value, folded.slopeBelowZero)) + carried;
    });
    const linearError = Float64Array.from({ length: units }, (_, m) => {
      let magnitude = Math.abs(bias[m] ?? 0);
      let inherited = 0;
      for (let n = 0; n < inputWidth; n++) {
        const w = Math.abs(weight[m * inputWidth + n] ?? 0);
        if (inputs && below) {
          magnitude += w * (inputs[n] ?? 0);
          inherited += w * (below[n] ?? 0);
        } else if (n < 2) {
          magnitude += w * (n === 0 ? largestX : largestY);
        }
      }
      const terms = l === 0 ? 6 : inputWidth + 3;
      return inherited + 4 * terms * UNIT_ROUNDOFF * magnitude;
    });
    const activated = z[l - 1]?.map((value) => activate(value, folded.slopeBelowZero)) ?? point;
    error.push(layer.normalizer ? normalizedError(layer, activated, linearError) : linearError);
  });
  if (!isCurved(folded)) return { z, z_right: derivatives[0]!, z_down: derivatives[1]!, error };
  const beside = preactivationsAt(folded, pixelCentre(folded, view, width, height, column ^ 1, row));
  const below = preactivationsAt(folded, pixelCentre(folded, view, width, height, column, row ^ 1));
  const differences = (other: readonly Float64Array[]) =>
    z.map((values, l) => values.map((value, m) => (other[l]?.[m] ?? NaN) - value));
  return { z, z_right: differences(beside), z_down: differences(below), error };
}

/** Error of the normalised layer from that of its affine map. */
function normalizedError(layer: FoldedLayer, input: Float64Array, e: Float64Array): Float64Array {
  const { normalizer, weight, bias, width, inputWidth } = layer;
  if (!normalizer) return e;
  const linear = bias.map((b, m) => {
    const row = weight.subarray(m * inputWidth, (m + 1) * inputWidth);
    return b + row.reduce((sum, w, n) => sum + w * (input[n] ?? 0), 0);
  });
  const { normalized, inverseDeviation, output } = sampleNormForward(
    linear,
    normalizer.scale,
    normalizer.shift,
    normalizer,
    1,
    width,
  );
  const size = width / normalizer.groups;
  return e.map((_, k) => {
    const group = Math.floor(k / size);
    const units = Array.from({ length: size }, (__, i) => group * size + i);
    const mean = (value: (m: number) => number) => units.reduce((sum, m) => sum + value(m), 0) / size;
    const rounding = 4 * (size + 1) * UNIT_ROUNDOFF * mean((m) => Math.abs(linear[m]!));
    const common = normalizer.isCentred ? rounding + mean((m) => e[m]!) : 0;
    const r = inverseDeviation[group]!;
    const own = Math.abs(normalized[k]!);
    const moved = e[k]! + common + own * mean((m) => Math.abs(normalized[m]!) * (e[m]! + common));
    const ofRoot = own * (2 * (size + 5) + 4) * UNIT_ROUNDOFF;
    const scale = Math.abs(normalizer.scale[k]!);
    const last = 4 * 3 * UNIT_ROUNDOFF * (scale * own + Math.abs(output[k]!));
    return scale * (2 * r * moved + ofRoot) + last;
  });
}

/**
 * Smallest and largest distance in pixels that float32 may give for one value: with e the bound of z at each pixel, the
 * differences that make up the gradient err by at most 2 e each, the gradient by 2 sqrt(2) e.
 */
export function distanceBounds(z: number, d_right: number, d_down: number, e: number): { low: number; high: number } {
  const slope = Math.hypot(d_right, d_down);
  const slopeError = 2 * Math.SQRT2 * e;
  return {
    low: Math.max(0, Math.abs(z) - e) / (slope + slopeError),
    high: slope > slopeError ? (Math.abs(z) + e) / (slope - slopeError) : Infinity,
  };
}
