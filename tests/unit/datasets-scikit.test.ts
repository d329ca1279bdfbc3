import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blobCentres, makeBlobs } from '../../src/training/datasets/blobs.js';
import { cleanCircles, makeCircles } from '../../src/training/datasets/circles.js';
import { makeClassification } from '../../src/training/datasets/classification.js';
import { makeMoons } from '../../src/training/datasets/moons.js';
import type { Sample } from '../../src/training/datasets/sample.js';
import { RandomState } from '../../src/training/random/random-state.js';

interface Parameters {
  readonly n_samples: number;
  readonly random_state: number;
  readonly noise: number | null;
  readonly factor: number;
  readonly shuffle?: boolean;
  readonly centers: number;
  readonly cluster_std?: number;
  readonly center_box?: readonly [number, number];
  readonly n_clusters_per_class?: number;
  readonly flip_y?: number;
  readonly class_sep?: number;
}

interface Fixture {
  readonly maker: string;
  readonly params: Parameters;
  readonly classes: number;
  readonly X: readonly (readonly [number, number])[];
  readonly y: readonly number[];
}

/** The call in `maker` and `params`, with scikit-learn's default values. */
function make({ maker, params, classes }: Fixture): Sample {
  const { n_samples: count, noise } = params;
  const random = new RandomState(params.random_state);
  switch (maker) {
    case 'sklearn.datasets.make_circles':
      if (params.shuffle === false && noise === null) return cleanCircles(count, params.factor);
      return makeCircles(count, noise ?? 0, params.factor, random);
    case 'sklearn.datasets.make_moons':
      return makeMoons(count, noise ?? 0, random);
    case 'sklearn.datasets.make_blobs': {
      const [low, high] = params.center_box ?? [-10, 10];
      expect(low).toBe(-high);
      return makeBlobs(count, blobCentres(params.centers, high, random), params.cluster_std ?? 1, random);
    }
    case 'sklearn.datasets.make_classification': {
      const options = {
        classCount: classes,
        clustersPerClass: params.n_clusters_per_class ?? 2,
        separation: params.class_sep ?? 1,
        flipShare: params.flip_y ?? 0.01,
      };
      return makeClassification(count, options, random).sample;
    }
    default:
      throw new Error(`unknown maker ${maker}`);
  }
}

const folder = 'tests/fixtures/datasets';

describe.each(readdirSync(folder))('%s from scikit-learn', (name) => {
  const fixture = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Fixture;
  const sample = make(fixture);
  const expected = fixture.X.flat();

  test('labels are equal', () => {
    expect([...sample.labels]).toEqual(fixture.y);
  });

  // sin, cos and log differ by one unit in the last place between maths libraries: a few 1e-16 for numbers of this size.
  test('coordinates are equal to 1e-15', () => {
    expect(sample.positions.length).toBe(expected.length);
    sample.positions.forEach((value, index) => {
      expect(Math.abs(value - (expected[index] ?? NaN))).toBeLessThanOrEqual(1e-15);
    });
  });

  test('coordinates are equal in float32', () => {
    expect([...new Float32Array(sample.positions)]).toEqual(expected.map(Math.fround));
  });
});
