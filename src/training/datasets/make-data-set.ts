import type { DataConfig, DataSet } from '../data-set.js';
import { InvalidSettingError } from '../invalid-setting-error.js';
import { RandomState } from '../random/random-state.js';
import { blobCentres, makeBlobs } from './blobs.js';
import { makeCheckerboard } from './checkerboard.js';
import { makeCircles } from './circles.js';
import { makeClassification, type ClassificationOptions } from './classification.js';
import { customSample } from './custom-points.js';
import { makeGaussian } from './gaussian.js';
import { makeMoons } from './moons.js';
import { meanPosition, placeData, type UnplacedData } from './place-data.js';
import { takePoints, type Sample } from './sample.js';
import { makeSpirals } from './spirals.js';
import { validateDataConfig } from './validate-data-config.js';
import { makeXor } from './xor.js';

const CIRCLES_FACTOR = 0.5;
const BLOBS_HALF_WIDTH = 10;

/**
 * Draws, splits and places a data set. The same configuration gives the same points, bit for bit in float32.
 *
 * @throws InvalidSettingError naming the first field that is out of range, or that leaves a class without training points
 */
export function makeDataSet(config: DataConfig): DataSet {
  return placeData(makeUnplaced(config), config.placement);
}

/** As `makeDataSet` but for the placement: `placeData` on the result is cheap enough for every move of a pointer. */
export function makeUnplaced(config: DataConfig): UnplacedData {
  validateDataConfig(config);
  const { samples, drawFresh } = drawSamples(config);
  const count = samples.labels.length;
  const testCount = Math.ceil(config.testFraction * count);
  let train = samples;
  let test: Sample = takePoints(samples, []);
  if (testCount > 0 && config.split === 'fresh') {
    test = drawFresh(testCount, new RandomState(config.seed + 1));
  } else if (testCount > 0) {
    const order = new RandomState(config.seed).permutation(count);
    test = takePoints(samples, order.slice(0, testCount));
    train = takePoints(samples, order.slice(testCount));
  }
  requireEveryClass(config, samples, train);
  return { classCount: config.classCount, train, test, mean: meanPosition(train) };
}

interface Drawn {
  readonly samples: Sample;
  /** New points of the same law: centres and shapes that were drawn themselves stay as they are. */
  readonly drawFresh: (count: number, random: RandomState) => Sample;
}

function drawSamples(config: DataConfig): Drawn {
  const { sampleCount, noise, classCount } = config;
  const random = new RandomState(config.seed);
  const fromLaw = (draw: Drawn['drawFresh']): Drawn => ({ samples: draw(sampleCount, random), drawFresh: draw });
  switch (config.set) {
    case 'circles':
      return fromLaw((count, stream) => makeCircles(count, noise, CIRCLES_FACTOR, stream));
    case 'moons':
      return fromLaw((count, stream) => makeMoons(count, noise, stream));
    case 'blobs': {
      const centres = blobCentres(classCount, BLOBS_HALF_WIDTH, random);
      return fromLaw((count, stream) => makeBlobs(count, centres, noise, stream));
    }
    case 'classification': {
      const options: ClassificationOptions = { classCount, clustersPerClass: 1, separation: 1, flipShare: noise };
      const { sample, law } = makeClassification(sampleCount, options, random);
      return {
        samples: sample,
        drawFresh: (count, stream) => makeClassification(count, options, stream, law).sample,
      };
    }
    case 'spirals':
      return fromLaw((count, stream) => makeSpirals(count, noise, stream));
    case 'xor':
      return fromLaw((count, stream) => makeXor(count, noise, stream));
    case 'gaussian':
      return fromLaw((count, stream) => makeGaussian(count, noise, stream));
    case 'checkerboard':
      return fromLaw((count, stream) => makeCheckerboard(count, noise, stream));
    case 'custom': {
      const samples = customSample(config.customPoints, config.order, random);
      return { samples, drawFresh: () => takePoints(samples, []) };
    }
    default:
      return config.set satisfies never;
  }
}

function requireEveryClass(config: DataConfig, samples: Sample, train: Sample): void {
  for (let label = 0; label < config.classCount; label++) {
    if (train.labels.includes(label)) continue;
    if (samples.labels.includes(label)) {
      const allowed = `shares that leave training points of every class (class ${label} has none left)`;
      throw new InvalidSettingError('testFraction', config.testFraction, allowed);
    }
    const allowed = `at least one point of each of ${config.classCount} classes (class ${label} has none)`;
    if (config.set === 'custom') {
      throw new InvalidSettingError('customPoints.length', config.customPoints.length, allowed);
    }
    throw new InvalidSettingError('seed', config.seed, `seeds that give ${allowed}`);
  }
}
