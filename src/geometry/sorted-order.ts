import { inRanges, type Pieces } from '../training/workers/pieces.js';

/** Sorted at once; longer lists are merged of such. */
const RUN = 4096;
const MERGED_PER_PIECE = 1 << 14;

/** Numbers 0 to before `keys.length` from the least key to the largest; those of equal keys in their own order. */
export function* sortedOrder(keys: Float64Array): Pieces<Int32Array> {
  const count = keys.length;
  let from = Int32Array.from({ length: count }, (_, i) => i);
  let to = new Int32Array(count);
  yield* inRanges(count, RUN, (first, end) => void from.subarray(first, end).sort((i, j) => keys[i]! - keys[j]!));
  for (let size = RUN; size < count; size *= 2) {
    for (let first = 0; first < count; first += 2 * size) {
      yield* merge(keys, from, to, first, Math.min(first + size, count), Math.min(first + 2 * size, count));
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Two sorted runs, from `first` to before `middle` and on to before `end`, as one. */
function* merge(
  keys: Float64Array,
  from: Int32Array,
  to: Int32Array,
  first: number,
  middle: number,
  end: number,
): Pieces<void> {
  let [left, right] = [first, middle];
  yield* inRanges(end - first, MERGED_PER_PIECE, (start, stop) => {
    for (let at = first + start; at < first + stop; at++) {
      const takesLeft = left < middle && (right >= end || keys[from[left]!]! <= keys[from[right]!]!);
      to[at] = from[takesLeft ? left++ : right++]!;
    }
  });
}
