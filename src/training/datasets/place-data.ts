import type { DataSet, LabelledPoints, Placement } from '../data-set.js';
import type { Sample } from './sample.js';
import { validatePlacement } from './validate-data-config.js';

/** A data set whose cloud can be placed again and again, for instance while it is dragged. */
export interface UnplacedData {
  readonly classCount: number;
  readonly train: Sample;
  readonly test: Sample;
  /** Mean of the training points, about which they are scaled and rotated. */
  readonly mean: readonly [x: number, y: number];
}

export function meanPosition({ positions, labels }: Sample): [x: number, y: number] {
  let sumX = 0;
  let sumY = 0;
  for (let index = 0; index < positions.length; index += 2) {
    sumX += positions[index] ?? NaN;
    sumY += positions[index + 1] ?? NaN;
  }
  return [sumX / labels.length, sumY / labels.length];
}

/**
 * Moves training and test points, in float64, and rounds to float32. Labels are shared, positions are new.
 *
 * @throws InvalidSettingError naming the first field of the placement that is out of range
 */
export function placeData(data: UnplacedData, placement: Placement): DataSet {
  validatePlacement(placement);
  return {
    dimension: 2,
    classCount: data.classCount,
    train: placeSample(data.train, data.mean, placement),
    test: placeSample(data.test, data.mean, placement),
  };
}

export function placeSample(
  { positions, labels }: Sample,
  mean: readonly [number, number],
  placement: Placement,
): LabelledPoints {
  const { dx, dy, scale, rotation } = placement;
  const placed = new Float32Array(positions.length);
  const angle = (rotation * Math.PI) / 180;
  const cosine = scale * Math.cos(angle);
  const sine = scale * Math.sin(angle);
  // A cloud that is only moved skips m + (p - m), whose rounding would make it differ from scikit-learn's.
  const isOnlyMoved = scale === 1 && rotation === 0;
  for (let index = 0; index < positions.length; index += 2) {
    const x = positions[index] ?? NaN;
    const y = positions[index + 1] ?? NaN;
    const fromMeanX = x - mean[0];
    const fromMeanY = y - mean[1];
    placed[index] = dx + (isOnlyMoved ? x : mean[0] + cosine * fromMeanX - sine * fromMeanY);
    placed[index + 1] = dy + (isOnlyMoved ? y : mean[1] + sine * fromMeanX + cosine * fromMeanY);
  }
  return { positions: placed, labels, count: labels.length };
}
