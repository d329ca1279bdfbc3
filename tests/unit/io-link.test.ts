import { describe, expect, it } from 'vitest';
import { defaultView } from '../../src/io/figure-fields.js';
import { MOST_LINK, readLink, writeLink, type Link } from '../../src/io/link.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { networkSpecs, validateExperiment, type ExperimentConfig } from '../../src/training/experiment-config.js';
import { initialModel } from '../../src/training/initialize.js';
import type { ModelState } from '../../src/training/model-state.js';
import { presets } from '../../src/training/presets.js';
import type { RunEdit } from '../../src/training/run-edits.js';
import { packBytes } from '../../src/io/packed-bytes.js';
import { Chance, randomExperiment } from '../support/random-experiment.js';
import { randomModel } from '../support/random-model.js';

const { config: moons } = presets.moons;
const replayed = (config: ExperimentConfig, step = 0, edits: readonly RunEdit[] = []): Link => ({
  config,
  moment: { step, edits },
  view: defaultView,
  madeOn: null,
});

async function textOf(link: Link): Promise<string> {
  const { text } = await writeLink(link);
  return text ?? expect.fail('the link is too long');
}

const customPoints = Array.from({ length: 120 }, (_, index) => ({
  x: Math.sin(index) * 3,
  y: Math.cos(index * index) * 2,
  label: index % 2,
}));
const own: ExperimentConfig = { ...moons, data: { ...defaultDataConfig('custom'), customPoints } };

const edits: readonly RunEdit[] = [
  { step: 10, kind: 'switch', model: 0, to: 'batch', insert: 'align', statistics: 'data' },
  { step: 10, kind: 'training', settings: { learningRate: 0.1 + 0.2, optimizer: 'adam', nesterov: true } },
  { step: 25, kind: 'data', placement: { dx: 1 / 3, dy: -2, scale: 1.5, rotation: 30 } },
  { step: 30, kind: 'switch', model: 1, to: 'none', insert: 'align', statistics: 'running' },
];

/** Networks in mid-run: every array holds numbers. */
function trained(config: ExperimentConfig, step: number, round: (x: number) => number): ModelState[] {
  const chance = new Chance(3);
  return networkSpecs(config, makeDataSet(config.data)).map((spec, index) => {
    const model = { ...initialModel(spec), parameters: randomModel(spec, index).parameters };
    return {
      ...model,
      step,
      normalization: index === 0 ? 'batch' : model.normalization,
      parameters: model.parameters.map(round),
      firstMoment: model.firstMoment.map(() => round(chance.number(-1, 1))),
      runningStatistics: model.runningStatistics.map(() => round(chance.number(0, 2))),
      restartStep: { affine: 0, scaleShift: 7, output: 0 },
    };
  });
}

describe('a link', () => {
  it('of a preset is short and readable', async () => {
    expect(await textOf(replayed(moons))).toBe('v=1&preset=moons&compare');
    const changed = { ...moons, training: { ...moons.training, learningRate: 0.1 } };
    expect(await textOf(replayed(changed, 120))).toBe('v=1&preset=moons&compare&learning-rate=0.1&steps=120');
  });

  it('comes back with its edits, its view and its engine', async () => {
    const link: Link = {
      config: moons,
      moment: { step: 40, edits },
      view: { ...defaultView, window: { x0: -1.25, x1: 2, y0: -3, y1: 0.1 }, fill: 'area', walls: [false] },
      madeOn: 'cpu',
    };
    expect(await readLink(`#${await textOf(link)}`)).toEqual({ link, ignored: [] });
  });

  it('comes back from random experiments', async () => {
    for (let seed = 1000; seed < 1100; seed++) {
      const link = replayed(randomExperiment(seed), seed);
      expect(await readLink(await textOf(link))).toEqual({ link, ignored: [] });
    }
  });

  it('packs own points and their moves, digit for digit', async () => {
    const moved = customPoints.map(({ x, y, label }) => ({ x: x + 1, y, label }));
    const few: ExperimentConfig = {
      ...own,
      data: { ...own.data, customPoints: customPoints.slice(0, 40) },
      training: { ...own.training, batchSize: 40 },
    };
    const link = replayed(few, 9, [{ step: 3, kind: 'points', customPoints: moved.slice(0, 40) }]);
    const text = await textOf(link);
    expect(text).toContain('packed-points=');
    expect(text).toContain('packed-edits=');
    expect(await readLink(text)).toEqual({ link, ignored: [] });
  });

  it('that would be too long says how long', async () => {
    const many = { ...own, data: { ...own.data, customPoints: [...customPoints, ...customPoints, ...customPoints] } };
    const moves = [0, 1, 2].map((step) => ({
      step,
      kind: 'points' as const,
      customPoints: many.data.customPoints.map((point) => ({ ...point, x: point.x * (1 + step / 7) })),
    }));
    const written = await writeLink(replayed(many, 9, moves));
    expect(written).toMatchObject({ text: null, most: MOST_LINK });
    expect(written.length).toBeGreaterThan(MOST_LINK);
  });

  it.each([
    ['float32', Math.fround, 4],
    ['float64', (x: number) => x, 8],
  ])('carries weights and moments exactly, in %s', async (_, round, bytes) => {
    const models = trained(moons, 40, round);
    const link: Link = { ...replayed(moons), moment: { step: 40, cursor: { epoch: 5, batch: 2 }, models } };
    const text = await textOf(link);
    const numbers = models.reduce((sum, { parameters }) => sum + 2 * parameters.length, 0);
    expect(text.length).toBeGreaterThan(numbers * bytes);
    expect(text.length).toBeLessThan(numbers * bytes * 1.5);
    expect(await readLink(text)).toEqual({ link, ignored: [] });
  });
});

describe('what is no link, or not one of ours', () => {
  it.each(['', '#', '#figures', '#a=b', '#/route?x=1'])('%s is left alone', async (text) => {
    expect(await readLink(text)).toEqual({ link: null, ignored: [] });
  });

  it.each([
    ['v=2&preset=moons', 'The link is of version “2”, made by a newer Splinescope, which is not known here.'],
    ['v=<b>&preset=moons', 'The link is of version “<b>”, which is not known here.'],
    [`v=1&points=${'0'.repeat(1e6)}`, 'The link is 1000011 characters long; 4096 are read.'],
  ])('%.40s opens nothing and says why', async (text, words) => {
    const { link, ignored } = await readLink(text);
    expect(link).toBeNull();
    expect(ignored.join()).toContain(words);
  });

  it.each([
    ['v=1&seed=%E0%A4%A', 'The part “seed=%E0%A4%A” is not spelled as in an address'],
    ['v=1&v=2', 'v is given twice'],
    ['v=1&__proto__=1&toString=2', '“__proto__” is not a setting'],
    ['v=1&fill=<img+src=x+onerror=alert(1)>', 'fill is “<img src=x onerror=alert(1)>”, which is not known'],
    ['v=1&packed-points=!!', 'The packed points of the link cannot be read'],
    ['v=1&packed-points=AAAA', 'The packed points of the link cannot be read'],
    ['v=1&weights=AAAA&steps=9', 'The weights of the link do not fit its networks'],
    ['v=1&compare&steps=9&edits=3+switch+7+none+align+data', 'is not understood'],
    ['v=1&compare&steps=9&edits=3+switch+0+rms+align+data', 'was ignored: to is "rms"'],
    ['v=1&compare&steps=9&edits=12+move+0+0+1+0', 'The edit “12 move 0 0 1 0” is not understood'],
    ['v=1&compare&steps=9&edits=2+train+batch-size+512', 'was ignored: batchSize is 512'],
    ['v=1&steps=1e12', 'steps 1e12 was reduced to 10000000.'],
  ])('%s opens, and says what was ignored', async (text, words) => {
    const { link, ignored } = await readLink(text);
    expect(link).not.toBeNull();
    expect(ignored.join('\n')).toContain(words);
  });

  it('with two thousand faults names some and counts the rest', async () => {
    const faults = await packBytes(new TextEncoder().encode('x;'.repeat(2000)));
    const { link, ignored } = await readLink(`v=1&steps=9&speed=1&packed-edits=${faults}`);
    expect(link).not.toBeNull();
    expect(ignored[0]).toContain('speed');
    expect(ignored).toHaveLength(22);
    expect(ignored.at(-1)).toBe('And 1980 more.');
  });

  it('text that unpacks to far more is given up before it is there', async () => {
    const bomb = await packBytes(new Uint8Array(2e6).fill(48));
    expect(bomb.length).toBeLessThan(4000);
    const { ignored } = await readLink(`v=1&packed-points=${bomb}`);
    expect(ignored).toEqual(['The packed points of the link cannot be read and were ignored.']);
  });
});

describe('mutated links', async () => {
  const alphabet = ['=', '&', '%', '+', ',', ';', '-', '.', '0', '9', 'e', 'v', 'Z', '<', '\u0000', '\u{1F600}', ' '];
  /** What is put where something, or nothing, was cut out. */
  const patches = {
    'cut out': () => '',
    'other characters': (chance: Chance) => chance.one(alphabet),
    'ends of other links': (chance: Chance, other: string) => other.slice(chance.integer(0, other.length)),
    'all of these': (chance: Chance, other: string): string =>
      patches[chance.one(['cut out', 'other characters', 'ends of other links'] as const)](chance, other),
  };
  const tiny = { ...moons, network: { ...moons.network, hiddenWidths: [2] } };
  const texts = await Promise.all(
    [
      replayed(moons, 40, edits),
      replayed(presets['moved-circles'].config, 3),
      replayed({ ...own, data: { ...own.data, customPoints: customPoints.slice(0, 4) } }, 9),
      replayed({ ...own, data: { ...own.data, customPoints: customPoints.slice(0, 30) } }, 9),
      {
        ...replayed(tiny),
        moment: { step: 40, cursor: { epoch: 5, batch: 2 }, models: trained(tiny, 40, Math.fround) },
      },
      ...Array.from({ length: 10 }, (_, seed) => replayed(randomExperiment(seed), seed)),
    ].map(textOf),
  );
  const ROUNDS = 80;

  it.each(Object.entries(patches))('%s: none throws, all open what is valid', async (_, patch) => {
    const chance = new Chance(11);
    const configs = new Set<string>();
    let opened = 0;
    for (const text of Array.from({ length: ROUNDS }, () => texts).flat()) {
      const { link, ignored } = await readLink(mutated(text, () => patch(chance, chance.one(texts)), chance));
      if (ignored.some((sentence) => sentence.length > 400)) expect.fail(ignored.join());
      if (!link) continue;
      opened++;
      const key = JSON.stringify(link.config);
      if (configs.size > 50 || configs.has(key)) continue;
      configs.add(key);
      expect(() => validateExperiment(link.config, makeDataSet(link.config.data))).not.toThrow();
    }
    expect(opened).toBeGreaterThan((ROUNDS * texts.length) / 2);
  });
});

/** One to four places of the text are another. */
function mutated(text: string, patch: () => string, chance: Chance): string {
  let result = text;
  for (let count = chance.integer(1, 4); count > 0; count--) {
    const at = chance.integer(0, result.length);
    const end = Math.min(result.length, at + chance.integer(0, 6));
    result = result.slice(0, at) + patch() + result.slice(end);
  }
  return result;
}
