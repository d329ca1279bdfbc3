import type { RandomState } from '../random/random-state.js';
import { samplePoints, shufflePoints, type Sample } from './sample.js';

export type Centre = readonly [x: number, y: number];

/** Centres as `make_blobs` draws them: uniform of [-halfWidth, halfWidth] squared; scikit-learn's default is 10. */
export function blobCentres(classCount: number, halfWidth: number, random: RandomState): Centre[] {
  return Array.from({ length: classCount }, () => [
    random.uniform(-halfWidth, halfWidth),
    random.uniform(-halfWidth, halfWidth),
  ]);
}

/**
 * scikit-learn's `make_blobs(count, centers=centres, cluster_std=deviation, random_state=...)`: one normal cloud per
 * class, as even in number as possible, the first classes having one more. With centres from `blobCentres` of the same
 * stream it is `make_blobs(count, centers=classCount, ...)`.
 */
export function makeBlobs(count: number, centres: readonly Centre[], deviation: number, random: RandomState): Sample {
  const labels = centres.flatMap((_, label) => Array<number>(shareOf(label, count, centres.length)).fill(label));
  const ordered = samplePoints(count, (index) => {
    const label = labels[index] ?? 0;
    const [x, y] = centres[label] ?? [NaN, NaN];
    return [random.normal(x, deviation), random.normal(y, deviation), label];
  });
  return shufflePoints(ordered, random);
}

function shareOf(label: number, count: number, classCount: number): number {
  return Math.floor(count / classCount) + (label < count % classCount ? 1 : 0);
}
