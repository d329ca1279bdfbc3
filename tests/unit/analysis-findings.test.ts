/** What is said to differ between two networks: with direction and size, no difference, and the other way round. */
import { describe, expect, it } from 'vitest';
import { findings, type Finding } from '../../src/analysis/findings.js';
import { measureCatalog, measureIds, readMeasure, type MeasureId } from '../../src/analysis/measure-catalog.js';
import { measureNetwork } from '../../src/analysis/measure-network.js';
import { curveMeasures, sampleOf } from '../../src/analysis/measure-sample.js';
import { isAbsent, type Measures } from '../../src/analysis/measures.js';
import { meanOf } from '../../src/analysis/summary.js';
import { initialModel } from '../../src/training/initialize.js';
import { recordedRequest } from '../support/measure-request.js';
import { smallSpec } from '../support/random-model.js';

const plain = await measureNetwork(recordedRequest('circles42-16x16-none-relu-sgdm.step350'));
const batch = await measureNetwork(recordedRequest('circles42-16x16-bn-relu-sgdm.step350'));

function findingOf(id: MeasureId, before: Measures, after: Measures): Finding {
  const found = findings(before, after, 'plain-to-batch').found.find(({ measure }) => measure === id);
  if (!found) throw new Error(`${id} is missing`);
  return found;
}

/** The same measures but for the median of the margins. */
function withMarginMedian(measures: Measures, median: number): Measures {
  if (isAbsent(measures.margins)) throw new Error('The margins are absent.');
  return { ...measures, margins: { ...measures.margins, median } };
}

/** With so many units near each uniform point. */
function withUniformUnits(measures: Measures, counts: readonly number[]): Measures {
  if (isAbsent(measures.nearbyUnits)) throw new Error('The units are absent.');
  const uniform = { ...measures.nearbyUnits.uniform, mean: meanOf(counts), counts };
  const ratio = measures.nearbyUnits.data.mean / uniform.mean;
  return { ...measures, nearbyUnits: { ...measures.nearbyUnits, uniform, ratio } };
}

/** Of 500 points, wrong at the first `from` to `to`. */
function withWrong(from: number, to: number): Measures {
  const isRight = Array.from({ length: 500 }, (_, point) => point < from || point >= to);
  return { ...plain, notebook: { ...plain.notebook, isRight, accuracy: meanOf(isRight.map(Number)) } };
}

describe('of two trained networks', () => {
  const { found, missing } = findings(plain, batch, 'plain-to-batch');

  it('all measures are there, each with the numbers of the two', () => {
    expect(missing).toEqual([]);
    expect(found.map(({ measure }) => measure)).toEqual(measureIds);
    for (const { measure, before, after, relativeChange } of found) {
      expect([before, after]).toEqual([readMeasure(measure, plain), readMeasure(measure, batch)]);
      if (before !== 0) expect(relativeChange).toBe((after - before) / Math.abs(before));
    }
  });

  it('directions are those of the numbers, beyond the threshold only', () => {
    for (const { before, after, direction, threshold } of found) {
      const difference = after - before;
      const expected = Math.abs(difference) <= threshold.value ? 'same' : difference > 0 ? 'rose' : 'fell';
      expect(direction).toBe(expected);
    }
    expect(new Set(found.map(({ direction }) => direction)).size).toBe(3);
  });

  it('a claim is kept, contradicted or empty', () => {
    // Recorded: walls are nearer to the data with batch normalization, by 0.0245 against 0.0289.
    expect(findingOf('wallDistance', plain, batch)).toMatchObject({ direction: 'fell', outcome: 'as-claimed' });
    // Recorded: the gradient is larger with it, 0.44 against 0.29, but 20 points do not tell, not even in pairs.
    expect(findingOf('notebookGradientNorm', plain, batch).outcome).toBe('no-difference');
    // The notebook's margin is 2^-30 in both.
    expect(findingOf('notebookMargin', plain, batch)).toMatchObject({ relativeChange: 0, outcome: 'no-difference' });
    expect(findingOf('effectiveSmoothness', plain, batch)).toMatchObject({
      direction: 'rose',
      outcome: 'other-way-round',
    });
    expect(findingOf('activationCells', plain, batch)).toMatchObject({ direction: 'rose', outcome: 'unclaimed' });
  });

  it('the smoothness that was reported is that of absolute curves; relative numbers are held against no claim', () => {
    for (const id of ['lossRange', 'gradientChange', 'effectiveSmoothness'] as const) {
      expect(findingOf(id, plain, batch).claim, id).toEqual({ source: 'smoothness', direction: 'fell' });
    }
    for (const id of ['relativeLossRange', 'relativeGradientChange'] as const) {
      expect(findingOf(id, plain, batch).claim, id).toBeNull();
    }
    const { landscape } = batch;
    expect(readMeasure('lossRange', batch)).toBe(landscape.lossRange.most! - landscape.lossRange.least!);
    expect(readMeasure('gradientChange', batch)).toBe(Math.max(...landscape.gradientChanges.map((change) => change!)));
  });

  it('swapped, every direction turns', () => {
    const turned = { rose: 'fell', fell: 'rose', same: 'same' } as const;
    const swapped = findings(batch, plain, 'plain-to-batch').found;
    expect(swapped.map(({ direction }) => direction)).toEqual(found.map(({ direction }) => turned[direction]));
    expect(findingOf('wallDistance', batch, plain).outcome).toBe('other-way-round');
  });

  it('over training there are no claims', () => {
    const { found: later } = findings(plain, batch, 'earlier-to-later');
    expect(later.every(({ claim }) => claim === null)).toBe(true);
    expect(new Set(later.map(({ outcome }) => outcome))).toEqual(new Set(['unclaimed', 'no-difference']));
  });
});

it('of a network and itself nothing differs', () => {
  for (const finding of findings(plain, plain, 'plain-to-batch').found) {
    expect(finding).toMatchObject({ direction: 'same', outcome: 'no-difference' });
  }
});

describe('an exact number differs', () => {
  it.each([
    [0.2, 0.2039, 'same'],
    [0.2, 0.2042, 'rose'],
    [0.2042, 0.2, 'fell'],
    [-0.2, -0.21, 'fell'],
    [-0.1, 0.1, 'rose'],
    [0, 1e-10, 'same'],
    [0, 1e-8, 'rose'],
  ] as const)('from two hundredths of the larger on: %d to %d is %s', (from, to, direction) => {
    expect(findingOf('marginMedian', withMarginMedian(plain, from), withMarginMedian(batch, to)).direction).toBe(
      direction,
    );
  });

  it('from 0 has no relative size', () => {
    expect(findingOf('marginMedian', withMarginMedian(plain, 0), withMarginMedian(batch, 1)).relativeChange).toBeNull();
  });
});

describe('a number of points is compared in pairs', () => {
  const near = (before: readonly number[], after: readonly number[], id: MeasureId = 'nearbyUnitsUniform'): Finding =>
    findingOf(id, withUniformUnits(plain, before), withUniformUnits(batch, after));

  it('by the spread of the differences, whatever that of the points', () => {
    const finding = near([1, 10, 20, 41], [2, 12, 21, 43]);
    expect(finding.direction).toBe('rose');
    // Differences 1, 2, 1, 2: their sample deviation is 1 / sqrt(3), over the root of 4 points.
    expect(finding.threshold).toEqual({
      kind: 'standard-errors',
      value: expect.closeTo(2 / Math.sqrt(12), 14) as number,
    });
    // In another order the differences are 42, 11, -18, -38: nothing to tell.
    expect(
      near(
        [1, 10, 20, 41],
        [43, 21, 2, 12].toSorted((a, b) => b - a),
      ).direction,
    ).toBe('same');
  });

  it('and differs where every point differs by as much, without spread', () => {
    const more = near([1, 10, 20, 41], [2, 11, 21, 42]);
    expect(more).toMatchObject({ direction: 'rose', threshold: { kind: 'rounding' } });
    const none = near([1, 10, 20, 41], [1, 10, 20, 41]);
    expect(none).toMatchObject({ direction: 'same', relativeChange: 0, threshold: { kind: 'rounding' } });
    const rounded = near([1, 10, 20, 41], [1, 10, 20, 41 + 1e-13]);
    expect(rounded).toMatchObject({ direction: 'same', threshold: { kind: 'rounding' } });
  });

  it('of a ratio, by what the uniform points have in it', () => {
    const [first, second] = [
      [97, 99, 101, 107],
      [98, 103, 100, 104],
    ] as const;
    const between = (before: readonly number[], after: readonly number[]): number =>
      readMeasure('nearbyUnitsRatio', withUniformUnits(batch, after))! -
      readMeasure('nearbyUnitsRatio', withUniformUnits(plain, before))!;
    // The jackknife, which needs no derivative: the same with each point left out in turn.
    const without = [0, 1, 2, 3].map((left) =>
      between(
        first.filter((_, point) => point !== left),
        second.filter((_, point) => point !== left),
      ),
    );
    const squares = without.reduce((sum, value) => sum + (value - meanOf(without)) ** 2, 0);
    // Both are of first order: apart by the spread of the counts over their mean, 4 %.
    const { threshold } = near(first, second, 'nearbyUnitsRatio');
    expect(Math.abs(threshold.value / (2 * Math.sqrt((3 / 4) * squares)) - 1)).toBeLessThan(0.04);
  });

  it.each([
    ['four points more', withWrong(0, 4), withWrong(0, 0), 'same'],
    ['five points more', withWrong(0, 5), withWrong(0, 0), 'rose'],
    ['ten of twenty points more', withWrong(0, 20), withWrong(0, 10), 'rose'],
    ['ten others of twenty points', withWrong(0, 20), withWrong(10, 20), 'rose'],
    ['as many others', withWrong(0, 20), withWrong(20, 40), 'same'],
    ['ten more, but thirty others', withWrong(0, 30), withWrong(30, 50), 'same'],
    ['none, then one wrong', withWrong(0, 0), withWrong(0, 1), 'same'],
    ['the same points', withWrong(0, 20), withWrong(0, 20), 'same'],
    ['every point', withWrong(0, 500), withWrong(0, 0), 'rose'],
  ] as const)('accuracy by the points that turned: %s', (_, before, after, direction) => {
    const finding = findingOf('accuracy', before, after);
    expect(finding.direction).toBe(direction);
    expect(finding.threshold.kind).toBe('standard-errors');
    // Two more points with 1/2 in each kind of pair: Agresti & Min 2005, by their formula over the counts.
    const count = (from: boolean, to: boolean): number =>
      before.notebook.isRight.filter((was, i) => was === from && after.notebook.isRight[i] === to).length + 0.5;
    const [lost, won, all] = [count(true, false), count(false, true), 502];
    const error = Math.sqrt(lost + won - (won - lost) ** 2 / all) / all;
    expect(finding.threshold.value).toBeCloseTo(2 * error, 14);
  });

  it('shifts of one point are not counted as independent', () => {
    const withShifts = (changedShifts: readonly number[]): Measures => ({
      ...plain,
      notebook: { ...plain.notebook, changedShifts, boundaryDensity: meanOf(changedShifts) / 5 },
    });
    const { threshold } = findingOf('notebookDensity', withShifts([0, 0, 0, 0]), withShifts([5, 0, 0, 0]));
    // One point of four: as the accuracy of four points of which one turns.
    expect(threshold.value).toBeCloseTo((2 * Math.sqrt(2 - 1 / 6)) / 6, 14);
  });

  it('and never with other points', () => {
    expect(() => near([1, 2, 3], [1, 2])).toThrow('3 points cannot be compared with 2 others.');
  });
});

it('what one of the two does not have is missing, with the reason', async () => {
  const model = initialModel({ ...smallSpec, classCount: 2, normalization: 'layer' });
  const curved = await measureNetwork({ ...recordedRequest('circles42-16x16-none-relu-sgdm.step350'), model });
  const { found, missing } = findings(plain, curved, 'plain-to-batch');
  expect(missing).toContainEqual({ measure: 'wallDistance', reason: 'curved-boundaries' });
  expect(found.map(({ measure }) => measure)).toContain('notebookAlignment');
  expect(found.length + missing.length).toBe(measureIds.length);
});

it('a sample for curves has the step and a number for every curve', () => {
  const sample = sampleOf(batch);
  expect(Object.keys(sample).sort()).toEqual(['step', ...curveMeasures].sort());
  expect(sample.step).toBe(batch.step);
  expect(sample.activationCells).toBe(readMeasure('activationCells', batch));
  expect(curveMeasures).not.toContain('certifiedMargins');
  expect(Object.values(measureCatalog).every(({ provenance }) => provenance.length > 0)).toBe(true);
});
