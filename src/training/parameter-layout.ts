import type { NetworkSpec } from './network-spec.js';

/** Where one tensor lies in the flat parameter array: `size` numbers from `offset`, row-major. */
export interface TensorSlot {
  /**
   * PyTorch's name of the tensor: hidden1.weight, hidden1.bias, bn1.weight, bn1.bias, ..., output.weight, output.bias. Scale
   * and shift are called bn whichever normaliser they belong to.
   */
  readonly name: string;
  /** [out, in] for weights, [out] otherwise. */
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
}

export interface HiddenLayerSlots {
  readonly inputWidth: number;
  readonly width: number;
  readonly weight: TensorSlot;
  readonly bias: TensorSlot;
  /** Gamma and beta. They keep their place while the network has no normaliser (then 1 and 0, not trained). */
  readonly scale: TensorSlot;
  readonly shift: TensorSlot;
  /** Offset of this layer's `width` means, followed by its `width` variances, in a statistics array. */
  readonly statisticsOffset: number;
}

/** Order of all numbers of a network in two flat arrays. It does not depend on the normalisation, which may be switched. */
export interface ParameterLayout {
  readonly hidden: readonly HiddenLayerSlots[];
  readonly output: {
    readonly inputWidth: number;
    readonly width: number;
    readonly weight: TensorSlot;
    readonly bias: TensorSlot;
  };
  /** Every tensor in order of its offset. */
  readonly tensors: readonly TensorSlot[];
  readonly parameterCount: number;
  /** Length of a statistics array: per hidden layer means, then variances. */
  readonly statisticsCount: number;
}

export function parameterLayout(
  spec: Pick<NetworkSpec, 'inputDimension' | 'hiddenWidths' | 'classCount'>,
): ParameterLayout {
  const tensors: TensorSlot[] = [];
  let offset = 0;
  let statisticsOffset = 0;
  const place = (name: string, ...shape: number[]): TensorSlot => {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const slot = { name, shape, offset, size };
    tensors.push(slot);
    offset += size;
    return slot;
  };
  let inputWidth = spec.inputDimension;
  const hidden = spec.hiddenWidths.map((width, index): HiddenLayerSlots => {
    const layer = index + 1;
    const slots = {
      inputWidth,
      width,
      weight: place(`hidden${layer}.weight`, width, inputWidth),
      bias: place(`hidden${layer}.bias`, width),
      scale: place(`bn${layer}.weight`, width),
      shift: place(`bn${layer}.bias`, width),
      statisticsOffset,
    };
    statisticsOffset += 2 * width;
    inputWidth = width;
    return slots;
  });
  const output = {
    inputWidth,
    width: spec.classCount,
    weight: place('output.weight', spec.classCount, inputWidth),
    bias: place('output.bias', spec.classCount),
  };
  return { hidden, output, tensors, parameterCount: offset, statisticsCount: statisticsOffset };
}
