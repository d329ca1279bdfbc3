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
 */
import type { FoldedNetwork } from '../../src/training/model-state.js';
import type { ViewWindow } from '../../src/training/picture.js';
import { pixelCentre } from '../../src/training/reference/activation-code.js';
import { activate } from '../../src/training/reference/activation.js';
import { directionalDerivatives, preactivationsAt } from '../../src/training/reference/point.js';

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
  const z = preactivationsAt(folded, point);
  const [pixelWidth, pixelHeight] = [(view.x1 - view.x0) / width, (view.y1 - view.y0) / height];
  const right = point.map((_, i) => (i === 0 ? pixelWidth : 0));
  const down = point.map((_, i) => (i === 1 ? -pixelHeight : 0));
  const largestX = Math.max(Math.abs(view.x0), Math.abs(view.x1)) + 8 * pixelWidth;
  const largestY = Math.max(Math.abs(view.y0), Math.abs(view.y1)) + 8 * pixelHeight;
  const error: Float64Array[] = [];
  folded.layers.forEach(({ weight, bias, width: units, inputWidth }, l) => {
    const below = error[l - 1];
    const inputs = z[l - 1]?.map((value, n) => {
      const first = folded.layers[0];
      const [w_x = 0, w_y = 0] = first ? first.weight.subarray(n * first.inputWidth, (n + 1) * first.inputWidth) : [];
      const carried = l === 1 ? 8 * (Math.abs(w_x) * pixelWidth + Math.abs(w_y) * pixelHeight) : 0;
      return Math.abs(activate(value, folded.slopeBelowZero)) + carried;
    });
    error.push(
      Float64Array.from({ length: units }, (_, m) => {
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
      }),
    );
  });
  return {
    z,
    z_right: directionalDerivatives(folded, z, right),
    z_down: directionalDerivatives(folded, z, down),
    error,
  };
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
