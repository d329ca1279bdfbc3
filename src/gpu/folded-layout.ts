/**
 * How a network with its normalisation folded in lies in a GPU buffer: array<vec4f>, read by the grid kernels.
 *
 * The first hidden layer is affine in the two drawn inputs, so each of its units is one vec4f (w_x, w_y, bias, 0); its
 * units are padded to a multiple of 4. Every further layer, the head included, holds `weight` [inputs][groups], each
 * vec4f the weights of one input to 4 neighbouring outputs, then `bias` [groups]. Behind the head lie, per hidden layer,
 * `scale` [groups] and `shift` [groups] of a network that normalises single samples, 0 for any other. Padding is 0, which no
 * result reads.
 */
import type { FoldedNetwork } from '../training/model-state.js';
import type { NetworkSpec } from '../training/network-spec.js';

/** The inputs that a picture varies; all others are 0 in the drawn slice. */
export const DRAWN_INPUTS = 2;

/** Offsets are in vec4f from the start of the buffer. */
export interface FoldedLayerSlots {
  /** Width of the previous layer; 2 for the first. */
  readonly inputs: number;
  readonly width: number;
  /** ceil(width / 4) */
  readonly groups: number;
  /** First layer: one vec4f per unit. Further layers: input i, group g at weight + i groups + g. */
  readonly weight: number;
  /** Further layers: group g at bias + g. First layer: equal to `weight`, since each unit's vec4f holds its bias. */
  readonly bias: number;
  /** Of what normalises single samples: group g at scale + g; the head has none, 0. */
  readonly scale: number;
  readonly shift: number;
}

export interface FoldedLayout {
  /** Hidden layers, then the head. */
  readonly layers: readonly FoldedLayerSlots[];
  /** Length of the buffer in vec4f. */
  readonly vec4Count: number;
}

export function foldedLayout(spec: Pick<NetworkSpec, 'hiddenWidths' | 'classCount'>): FoldedLayout {
  let end = 0;
  let inputs = DRAWN_INPUTS;
  const affine = [...spec.hiddenWidths, spec.classCount].map((width, index) => {
    const groups = Math.ceil(width / 4);
    const weight = end;
    const bias = index === 0 ? weight : weight + inputs * groups;
    end = index === 0 ? weight + 4 * groups : bias + groups;
    const slots = { inputs, width, groups, weight, bias };
    inputs = width;
    return slots;
  });
  const layers = affine.map((slots, index): FoldedLayerSlots => {
    if (index === spec.hiddenWidths.length) return { ...slots, scale: 0, shift: 0 };
    const scale = end;
    end += 2 * slots.groups;
    return { ...slots, scale, shift: scale + slots.groups };
  });
  return { layers, vec4Count: end };
}

/** The buffer's contents, rounded to float32. Inputs of the network beyond the first two are left out. */
export function packFolded(network: FoldedNetwork): Float32Array<ArrayBuffer> {
  const widths = network.layers.map(({ width }) => width);
  const layout = foldedLayout({ hiddenWidths: widths.slice(0, -1), classCount: widths.at(-1) ?? 0 });
  const packed = new Float32Array(4 * layout.vec4Count);
  network.layers.forEach((layer, index) => {
    const slots = layout.layers[index];
    if (!slots) return;
    for (let unit = 0; unit < layer.width; unit++) {
      const row = layer.weight.subarray(unit * layer.inputWidth, (unit + 1) * layer.inputWidth);
      const bias = layer.bias[unit] ?? 0;
      if (index === 0) {
        packed.set([row[0] ?? 0, row[1] ?? 0, bias], 4 * (slots.weight + unit));
      } else {
        row.forEach((value, input) => (packed[4 * (slots.weight + input * slots.groups) + unit] = value));
        packed[4 * slots.bias + unit] = bias;
      }
    }
    if (!layer.normalizer) return;
    packed.set(layer.normalizer.scale, 4 * slots.scale);
    if (layer.normalizer.isCentred) packed.set(layer.normalizer.shift, 4 * slots.shift);
  });
  return packed;
}
