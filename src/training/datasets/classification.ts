import type { RandomState } from '../random/random-state.js';
import { samplePoints, takePoints, type Sample } from './sample.js';

export interface ClassificationOptions {
  /** classCount x clustersPerClass is at most 4, the corners of a square. */
  readonly classCount: number;
  readonly clustersPerClass: number;
  /** Half the side of the square at whose corners the clusters lie. */
  readonly separation: number;
  /** Share of points whose class is drawn at random, 0 to 1. */
  readonly flipShare: number;
}

/** Everything of the law that is itself drawn; a test set from the same law is drawn with it. */
export interface ClassificationLaw {
  readonly clusters: readonly {
    /** -separation or +separation on each axis. */
    readonly corner: readonly [number, number];
    /** Row-major 2 x 2; rows of normals are multiplied by it from the right. */
    readonly shape: readonly [number, number, number, number];
  }[];
  readonly swapsAxes: boolean;
}

/**
 * scikit-learn's `make_classification` with n_features = n_informative = 2 and n_redundant = 0: clusters of normal
 * points at the corners of a square, each with a random linear shape, then a share of random labels.
 *
 * @param law drawn from the stream where it is not given
 */
export function makeClassification(
  count: number,
  options: ClassificationOptions,
  random: RandomState,
  law?: ClassificationLaw,
): { readonly sample: Sample; readonly law: ClassificationLaw } {
  const { classCount, clustersPerClass, flipShare } = options;
  const clusterCount = classCount * clustersPerClass;
  const corners = law?.clusters.map(({ corner }) => corner) ?? drawCorners(clusterCount, options.separation, random);
  const normals = Array.from({ length: count }, () => [random.standardNormal(), random.standardNormal()] as const);
  const clusters = corners.map((corner, index) => ({
    corner,
    shape: law?.clusters[index]?.shape ?? drawShape(random),
  }));

  const whole = Math.trunc((count * (1 / classCount)) / clustersPerClass);
  const clusterOf = clusters.flatMap((_, index) =>
    Array<number>(whole + extraPoints(index, count - whole * clusterCount, clusterCount)).fill(index),
  );
  const ordered = samplePoints(count, (index) => {
    const cluster = clusterOf[index] ?? 0;
    const { corner, shape } = clusters[cluster] ?? { corner: [NaN, NaN], shape: [NaN, NaN, NaN, NaN] };
    const [u, v] = normals[index] ?? [NaN, NaN];
    return [u * shape[0] + v * shape[2] + corner[0], u * shape[1] + v * shape[3] + corner[1], cluster % classCount];
  });

  const flipped = normals.map(() => random.randomSample() < flipShare);
  flipped.forEach((isFlipped, index) => {
    if (isFlipped) ordered.labels[index] = random.randint(0, classCount);
  });

  const shuffled = takePoints(ordered, random.permutation(count));
  const swapsAxes = law?.swapsAxes ?? random.permutation(2)[0] === 1;
  const sample = swapsAxes ? { positions: swapAxes(shuffled.positions), labels: shuffled.labels } : shuffled;
  return { sample, law: { clusters, swapsAxes } };
}

/** Corners by number, the high bit on the first axis; four of four are taken in order, without a draw. */
function drawCorners(count: number, separation: number, random: RandomState): (readonly [number, number])[] {
  const numbers = count < 4 ? random.permutation(4).slice(0, count) : [0, 1, 2, 3];
  return numbers.map((number) => [
    (number >> 1) * 2 * separation - separation,
    (number & 1) * 2 * separation - separation,
  ]);
}

function drawShape(random: RandomState): [number, number, number, number] {
  const draw = (): number => 2 * random.randomSample() - 1;
  return [draw(), draw(), draw(), draw()];
}

/** What is left after the even share goes round the clusters one at a time. */
function extraPoints(cluster: number, left: number, clusterCount: number): number {
  return Math.floor(left / clusterCount) + (cluster < left % clusterCount ? 1 : 0);
}

function swapAxes(positions: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  return positions.map((_, index) => positions[index ^ 1] ?? NaN);
}
