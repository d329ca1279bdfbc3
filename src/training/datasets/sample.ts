import type { RandomState } from '../random/random-state.js';

/** Labelled points of the plane before placement, in float64. */
export interface Sample {
  /** [count, 2] row-major. */
  readonly positions: Float64Array<ArrayBuffer>;
  /** [count] */
  readonly labels: Uint8Array<ArrayBuffer>;
}

/** @param pointAt position and class of each point, asked in order */
export function samplePoints(
  count: number,
  pointAt: (index: number) => readonly [x: number, y: number, label: number],
): Sample {
  const positions = new Float64Array(2 * count);
  const labels = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    const [x, y, label] = pointAt(index);
    positions[2 * index] = x;
    positions[2 * index + 1] = y;
    labels[index] = label;
  }
  return { positions, labels };
}

/** The points at `indices`, in that order. */
export function takePoints({ positions, labels }: Sample, indices: readonly number[]): Sample {
  return samplePoints(indices.length, (place) => {
    const index = indices[place] ?? 0;
    return [positions[2 * index] ?? NaN, positions[2 * index + 1] ?? NaN, labels[index] ?? 0];
  });
}

/** scikit-learn's `shuffle(X, y)`. */
export function shufflePoints(sample: Sample, random: RandomState): Sample {
  return takePoints(sample, random.permutation(sample.labels.length));
}

/** Adds a normal deviation to every coordinate, x then y of each point in turn. */
export function jitterPoints({ positions, labels }: Sample, deviation: number, random: RandomState): Sample {
  return { positions: positions.map((coordinate) => coordinate + random.normal(0, deviation)), labels };
}
