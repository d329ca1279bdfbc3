/**
 * How one architecture lies in the training kernels' buffers: offsets in vec4f, widths padded to whole groups of 4.
 *
 * Parameter section, per layer: weight [4 ceil(inputs / 4)][groups] over 4 outputs each, bias [groups], and for hidden
 * layers gamma [groups], beta [groups]. Statistics section, per hidden layer: mean [groups], variance [groups].
 * The CPU's order (`parameterLayout`) has weights [out, in] and no padding; `packParameters` and `unpackParameters`
 * go between them.
 */
import { parameterLayout, type HiddenLayerSlots, type TensorSlot } from '../training/parameter-layout.js';
import type { NetworkSpec } from '../training/network-spec.js';

export interface PackedLayer {
  readonly inputs: number;
  readonly inputGroups: number;
  readonly width: number;
  readonly groups: number;
  readonly weight: number;
  readonly bias: number;
  /** Hidden layers only, else 0; as are shift, mean and variance. */
  readonly scale: number;
  readonly shift: number;
  readonly mean: number;
  readonly variance: number;
}

export interface NetworkLayout {
  readonly spec: NetworkSpec;
  /** Hidden layers, then the head. */
  readonly layers: readonly PackedLayer[];
  readonly parameterVectors: number;
  readonly statisticsVectors: number;
}

/** vec4f of one model in `state`: parameters, two moments, running statistics, the picture's statistics. */
export const stateVectors = (layout: NetworkLayout): number =>
  3 * layout.parameterVectors + 2 * layout.statisticsVectors;

export function networkLayout(spec: NetworkSpec): NetworkLayout {
  let parameter = 0;
  let statistic = 0;
  const place = (vectors: number): number => (parameter += vectors) - vectors;
  const placeStatistic = (vectors: number): number => (statistic += vectors) - vectors;
  let inputs = spec.inputDimension;
  const layers = [...spec.hiddenWidths, spec.classCount].map((width, index): PackedLayer => {
    const isHidden = index < spec.hiddenWidths.length;
    const groups = Math.ceil(width / 4);
    const inputGroups = Math.ceil(inputs / 4);
    const layer = {
      inputs,
      inputGroups,
      width,
      groups,
      weight: place(4 * inputGroups * groups),
      bias: place(groups),
      scale: isHidden ? place(groups) : 0,
      shift: isHidden ? place(groups) : 0,
      mean: isHidden ? placeStatistic(groups) : 0,
      variance: isHidden ? placeStatistic(groups) : 0,
    };
    inputs = width;
    return layer;
  });
  return { spec, layers, parameterVectors: parameter, statisticsVectors: statistic };
}

/** Calls `visit(flat index, packed index)` for every parameter: where the CPU and where the GPU keeps it, in numbers. */
function forEachParameter(layout: NetworkLayout, visit: (flat: number, packed: number) => void): void {
  const flat = parameterLayout(layout.spec);
  layout.layers.forEach((layer, index) => {
    const hidden: HiddenLayerSlots | undefined = flat.hidden[index];
    const { weight, bias } = hidden ?? flat.output;
    for (let unit = 0; unit < layer.width; unit++) {
      for (let input = 0; input < layer.inputs; input++) {
        visit(weight.offset + unit * layer.inputs + input, 4 * (layer.weight + input * layer.groups) + unit);
      }
    }
    const visitVector = (slot: TensorSlot, packed: number): void => {
      for (let unit = 0; unit < layer.width; unit++) visit(slot.offset + unit, 4 * packed + unit);
    };
    visitVector(bias, layer.bias);
    if (hidden) {
      visitVector(hidden.scale, layer.scale);
      visitVector(hidden.shift, layer.shift);
    }
  });
}

/** @param flat parameters, moments or gradients in the CPU's order; padding becomes 0 */
export function packParameters(layout: NetworkLayout, flat: Float64Array): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(4 * layout.parameterVectors);
  forEachParameter(layout, (from, to) => (packed[to] = flat[from] ?? 0));
  return packed;
}

export function unpackParameters(layout: NetworkLayout, packed: Float32Array): Float64Array {
  const flat = new Float64Array(parameterLayout(layout.spec).parameterCount);
  forEachParameter(layout, (to, from) => (flat[to] = packed[from] ?? 0));
  return flat;
}

function forEachStatistic(layout: NetworkLayout, visit: (flat: number, packed: number) => void): void {
  parameterLayout(layout.spec).hidden.forEach(({ width, statisticsOffset }, index) => {
    const layer = layout.layers[index];
    if (!layer) return;
    for (let unit = 0; unit < width; unit++) {
      visit(statisticsOffset + unit, 4 * layer.mean + unit);
      visit(statisticsOffset + width + unit, 4 * layer.variance + unit);
    }
  });
}

export function packStatistics(layout: NetworkLayout, flat: Float64Array): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(4 * layout.statisticsVectors);
  forEachStatistic(layout, (from, to) => (packed[to] = flat[from] ?? 0));
  return packed;
}

export function unpackStatistics(layout: NetworkLayout, packed: Float32Array): Float64Array {
  const flat = new Float64Array(parameterLayout(layout.spec).statisticsCount);
  forEachStatistic(layout, (to, from) => (flat[to] = packed[from] ?? 0));
  return flat;
}
