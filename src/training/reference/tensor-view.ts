import type { TensorSlot } from '../parameter-layout.js';

/** The numbers of one tensor in a flat array of the layout; shares the memory. */
export function tensorView(values: Float64Array, { offset, size }: TensorSlot): Float64Array {
  return values.subarray(offset, offset + size);
}
