import { describe, expect, it } from 'vitest';
import { defaultView, type FigureView } from '../../src/io/figure-fields.js';
import { attributesOf, parseExperiment, viewAttributesOf, type Entry } from '../../src/io/parse-experiment.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { validateExperiment } from '../../src/training/experiment-config.js';
import { presets } from '../../src/training/presets.js';
import { Chance, randomExperiment } from '../support/random-experiment.js';

const parse = (attributes: Readonly<Record<string, string>>) => parseExperiment(Object.entries(attributes));

const isValid = ({ config }: ReturnType<typeof parse>): void =>
  expect(() => validateExperiment(config, makeDataSet(config.data))).not.toThrow();

describe('what is asked for is what is had', () => {
  it('nothing: one network with BN of the preset circles', () => {
    const { config, view, steps, problems } = parseExperiment([]);
    expect(config).toEqual({ ...presets.circles.config, normalizations: ['batch'] });
    expect({ view, steps, problems }).toEqual({ view: defaultView, steps: 0, problems: [] });
  });

  it('a preset, compared with its opposite', () => {
    expect(parse({ preset: 'moons', compare: '' })).toMatchObject({ config: presets.moons.config, problems: [] });
  });

  it('every kind of setting', () => {
    const { config, problems } = parse({
      data: 'blobs',
      classes: '4',
      noise: '0.5',
      dx: '-2',
      widths: '8, 16 8',
      activation: 'abs',
      normalization: 'group',
      compare: 'none batch',
      groups: '2',
      'learning-rate': '1e-3',
      nesterov: '',
      'batch-accuracy': 'false',
      steps: '40',
    });
    expect(problems).toEqual([]);
    expect(config.data).toMatchObject({ set: 'blobs', classCount: 4, noise: 0.5, placement: { dx: -2, dy: 0 } });
    expect(config.network).toMatchObject({ hiddenWidths: [8, 16, 8], activation: 'abs', groups: 2 });
    expect(config.normalizations).toEqual(['none', 'batch', 'group']);
    expect(config.training).toMatchObject({ learningRate: 0.001, nesterov: true, accuracyInTrainingMode: false });
  });

  it('another data set keeps the placement of its preset and has its own defaults', () => {
    const { config } = parse({ preset: 'moved-circles', data: 'blobs' });
    expect(config.data).toMatchObject({ set: 'blobs', classCount: 3, placement: { dx: 4, dy: 4 } });
  });

  it('own points, and as many classes as they have', () => {
    const { config, problems } = parse({ points: '0,0,0 1,0,1; -1.5,2e0,2' });
    expect(problems).toEqual([]);
    expect(config.data).toMatchObject({ set: 'custom', classCount: 3 });
    expect(config.data.customPoints).toEqual([
      { x: 0, y: 0, label: 0 },
      { x: 1, y: 0, label: 1 },
      { x: -1.5, y: 2, label: 2 },
    ]);
    expect(config.training.batchSize).toBe(3);
  });

  it('what is shown', () => {
    const { view } = parse({
      window: '-1 2 -3,4',
      fill: 'slope',
      hide: 'walls-2 decision-boundary',
      'shown-points': 'none',
    });
    expect(view).toEqual({
      window: { x0: -1, x1: 2, y0: -3, y1: 4 },
      fill: 'slope',
      walls: [true, false],
      decisionBoundary: false,
      points: 'none',
      exactLines: false,
    });
  });
});

describe('what cannot be had is said', () => {
  it.each<[Record<string, string>, string]>([
    [{ widths: '8 8 8 8 8 8 8 8 8 8' }, 'widths: 10 layers were reduced to 8.'],
    [{ widths: '9999,9999' }, 'widths 9999 was reduced to 256.'],
    [{ widths: '0' }, 'widths 0 was raised to 1.'],
    [{ widths: '8,,8' }, 'widths is “”, which is no number, and was ignored.'],
    [{ widths: '' }, 'widths is empty and was ignored.'],
    [{ 'learning-rate': 'abc' }, 'learning-rate is “abc”, which is no number, and was ignored.'],
    [{ 'learning-rate': 'NaN' }, 'learning-rate is “NaN”, which is no number, and was ignored.'],
    [{ 'learning-rate': '-1' }, 'learning-rate -1 was raised to 0.'],
    [{ 'learning-rate': '1e999' }, 'learning-rate 1e999 was reduced to 1000000000.'],
    [{ seed: '1.4' }, 'seed 1.4 was rounded to 1.'],
    [{ noise: '2000' }, 'noise 2000 was reduced to 0.5.'],
    [{ data: 'cats' }, 'data is “cats”, which is not known, and was ignored (circles, moons, blobs,'],
    [{ nesterov: 'maybe' }, 'nesterov is “maybe”, neither true nor false, and was ignored.'],
    [{ classes: '5' }, 'classes 5 was reduced to 2.'],
    [{ 'batch-size': '512' }, 'batch-size 512 was reduced to 500, as there are no more training points.'],
    [{ normalization: 'group', widths: '6 9' }, 'groups 4 was reduced to 3, which divides every width'],
    [{ normalization: 'layer', widths: '1 4' }, 'widths of 1 were raised to 2'],
    [{ points: '0,0,0 1,1' }, 'points: point 2 is “1,1”, not x,y,class.'],
    [{ points: '0,0,1 1,1,1' }, 'class 0 has none'],
    [{ data: 'moons', points: '0,0,0 1,1,1' }, 'points are not read with the data set moons.'],
    [{ data: 'custom', noise: '1' }, 'noise is not read with the data set custom.'],
    [{ data: 'custom', 'test-share': '0.2', 'test-split': 'fresh' }, 'test-split is holdout'],
    [{ window: '1 1 0 2' }, 'window is “1 1 0 2”, which has no area, and was ignored.'],
    [{ onclick: 'alert(1)' }, '“onclick” is not a setting and was ignored.'],
    [{ ['__proto__']: '1', constructor: 'x' }, 'is not a setting and was ignored.'],
  ])('%o', (attributes, words) => {
    const parsed = parse(attributes);
    expect(parsed.problems.join('\n')).toContain(words);
    isValid(parsed);
  });

  it('a name that comes twice counts once', () => {
    const { config, problems } = parseExperiment([
      ['seed', '3'],
      ['seed', '4'],
    ]);
    expect(config.network.seed).toBe(3);
    expect(problems).toEqual(['seed is given twice; the first one counts.']);
  });

  it('a text of a million characters is not shown whole', () => {
    const { problems } = parse({ fill: '<script>'.repeat(125_000), seed: '9'.repeat(1e6) });
    expect(problems).toHaveLength(2);
    for (const problem of problems) expect(problem.length).toBeLessThan(200);
  });
});

describe('an experiment comes back from its fewest attributes', () => {
  it.each(Object.entries(presets))('the preset %s', (name, { config }) => {
    const entries = attributesOf(config);
    expect(entries).toEqual(
      name === 'circles'
        ? [['compare', '']]
        : [
            ['preset', name],
            ['compare', ''],
          ],
    );
    expect(parseExperiment(entries).config).toEqual(config);
  });

  it('400 random ones', () => {
    for (let seed = 0; seed < 400; seed++) {
      const config = randomExperiment(seed);
      const parsed = parseExperiment(attributesOf(config));
      expect(parsed.problems).toEqual([]);
      expect(parsed.config).toEqual(config);
    }
  });

  it('leaves out what is as in the nearest preset', () => {
    const { config } = presets.spirals;
    const entries = attributesOf({ ...config, training: { ...config.training, learningRate: 0.1 } });
    expect(entries).toEqual<Entry[]>([
      ['preset', 'spirals'],
      ['compare', ''],
      ['learning-rate', '0.1'],
    ]);
  });

  it('what is shown, too', () => {
    const chance = new Chance(1);
    for (let count = 0; count < 200; count++) {
      const shown: FigureView = {
        window: chance.isHit(0.5) ? { x0: chance.number(-9, 0), x1: 1, y0: -1, y1: chance.number(0, 9) } : null,
        fill: chance.one(['confidence', 'region', 'plain', 'density']),
        walls: [...chance.list(0, 7, () => chance.isHit(0.5)), ...(chance.isHit(0.5) ? [false] : [])],
        decisionBoundary: chance.isHit(0.5),
        points: chance.one(['train', 'all', 'none']),
        exactLines: chance.isHit(0.5),
      };
      const walls = shown.walls.slice(0, shown.walls.lastIndexOf(false) + 1);
      expect(parseExperiment(viewAttributesOf(shown)).view).toEqual({ ...shown, walls });
    }
  });
});
