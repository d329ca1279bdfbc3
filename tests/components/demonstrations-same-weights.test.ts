/** The same weights three times: exact counts, recomputed for other weights, and their averages. */
import { expect, test } from 'vitest';
import { sameWeights, weightVariants } from '../../src/analysis/demonstrations/same-weights.js';
import { sameWeightsStrings as words } from '../../src/components/demonstrations/same-weights/same-weights-strings.js';
import { formatCount } from '../../src/components/format.js';
import { DemonstrationHarness } from '../support/demonstration-harness.js';
import { eventually } from '../support/eventually.js';

const countsOf = (seed: number): string[] =>
  weightVariants.map((variant) => formatCount(sameWeights(seed)[variant].partition.cellCount));
const shown = (harness: DemonstrationHarness<HTMLElementTagNameMap['spline-same-weights']>): string[] =>
  harness.all('.panel .under').map((line) => /^\s*([\d,]+) cells/.exec(line.textContent)?.[1] ?? '');

test('the counts are those of the exact partitions, and other weights have their own', async () => {
  const harness = await DemonstrationHarness.make('spline-same-weights', { seed: '5' });
  expect(shown(harness)).toEqual(countsOf(5));
  await harness.press(words.next);
  expect(harness.element.seed).toBe(6);
  expect(shown(harness)).toEqual(countsOf(6));
  const [zero = '', random = '', batch = ''] = countsOf(6);
  expect(harness.sentence).toContain(words.numbers(zero, random, batch));
});

test('walls of all layers are drawn', async () => {
  const harness = await DemonstrationHarness.make('spline-same-weights');
  for (const picture of harness.all('svg.picture')) {
    const walls = [...picture.querySelectorAll('.wall')].map((wall) => wall.getAttribute('d')?.length ?? 0);
    expect(walls).toHaveLength(4);
    expect(Math.min(...walls)).toBeGreaterThan(0);
  }
});

test('the averages come when all draws are there', async () => {
  const harness = await DemonstrationHarness.make('spline-same-weights');
  await eventually(() => expect(harness.sentence).not.toContain(words.averaging));
  const { meanZero, meanRandom, meanBatch } = harness.element.numbers;
  const mean = [meanZero, meanRandom, meanBatch].map((value) => formatCount(value!)) as [string, string, string];
  expect(harness.sentence).toContain(words.means('60', ...mean));
  expect(mean).toEqual(['48', '91', '553']);
});
