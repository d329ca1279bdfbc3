import type { FoldedLayer, FoldedNetwork } from '../training/model-state.js';

/** A layer's weights by input, so that what one unit of the layer before adds is read in a row. */
interface TransposedLayer {
  readonly width: number;
  /** [inputWidth, width] */
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

function transposed({ width, inputWidth, weight, bias }: FoldedLayer): TransposedLayer {
  const byInput = new Float64Array(weight.length);
  for (let m = 0; m < width; m++) {
    for (let n = 0; n < inputWidth; n++) byInput[n * width + m] = weight[m * inputWidth + n]!;
  }
  return { width, weight: byInput, bias };
}

/** The affine functions of the units of every layer in the cell where a walk over the cells is. */
export class LayerMaps {
  /** Per layer, the head included: [3, width] coefficients a, b, c. */
  readonly maps: readonly Float64Array[];
  readonly #layers: readonly TransposedLayer[];
  readonly #slopeBelowZero: number;

  /** Those of the first layer hold everywhere; inputs beyond the first two are 0. */
  constructor({ layers, slopeBelowZero }: FoldedNetwork) {
    this.#layers = layers.map(transposed);
    this.#slopeBelowZero = slopeBelowZero;
    this.maps = layers.map(({ width }) => new Float64Array(3 * width));
    const { width, weight, bias } = this.#layers[0]!;
    this.maps[0]!.set(weight.subarray(0, 2 * width));
    this.maps[0]!.set(bias, 2 * width);
  }

  /** Map of the layer after `layer` in a cell of that code: W act(z) + bias, where act scales z by the code. */
  fromCode(layer: number, code: Uint32Array): void {
    const inputWidth = this.#layers[layer]!.width;
    const { width, bias } = this.#layers[layer + 1]!;
    const map = this.maps[layer + 1]!;
    map.fill(0, 0, 2 * width);
    map.set(bias, 2 * width);
    for (let unit = 0; unit < inputWidth; unit++) {
      const isOn = (code[unit >>> 5]! & (1 << (unit & 31))) !== 0;
      const slope = isOn ? 1 : this.#slopeBelowZero;
      if (slope !== 0) this.#addUnit(layer, unit, slope);
    }
  }

  /** The same from the map in a cell of the code `before`, by the units that differ. */
  fromNeighbour(layer: number, before: Uint32Array, code: Uint32Array): void {
    const step = 1 - this.#slopeBelowZero;
    for (let word = 0; word < code.length; word++) {
      let changed = code[word]! ^ before[word]!;
      while (changed !== 0) {
        const bit = changed & -changed;
        changed ^= bit;
        this.#addUnit(layer, 32 * word + 31 - Math.clz32(bit), (code[word]! & bit) !== 0 ? step : -step);
      }
    }
  }

  /** Adds `factor` times what a unit's z of `layer` adds to the layer after it. */
  #addUnit(layer: number, unit: number, factor: number): void {
    const inputWidth = this.#layers[layer]!.width;
    const { width, weight } = this.#layers[layer + 1]!;
    const from = this.maps[layer]!;
    const map = this.maps[layer + 1]!;
    const a = factor * from[unit]!;
    const b = factor * from[inputWidth + unit]!;
    const c = factor * from[2 * inputWidth + unit]!;
    const row = unit * width;
    for (let m = 0; m < width; m++) {
      const w = weight[row + m]!;
      map[m]! += w * a;
      map[width + m]! += w * b;
      map[2 * width + m]! += w * c;
    }
  }
}
