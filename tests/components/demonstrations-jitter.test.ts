/** Jitter: as many boundaries as batches, measured numbers beside the closed form. */
import { expect, test } from 'vitest';
import { jitterReference, jitterSetting } from '../../src/analysis/demonstrations/jitter.js';
import { offsetDeviation } from '../../src/analysis/demonstrations/wall-jitter.js';
import { jitterStrings as words } from '../../src/components/demonstrations/jitter/jitter-strings.js';
import { formatMeasure } from '../../src/components/format.js';
import { DemonstrationHarness } from '../support/demonstration-harness.js';
import { eventually } from '../support/eventually.js';

type Harness = DemonstrationHarness<HTMLElementTagNameMap['spline-jitter']>;

const whenDrawn = (harness: Harness): Promise<void> =>
  eventually(() => expect(harness.sentence).toContain('closed form'));

test('an untrained network: the band is the closed form, which is exact there', async () => {
  const harness = await DemonstrationHarness.make('spline-jitter', { untrained: '', unit: '3', 'batch-size': '32' });
  await whenDrawn(harness);
  const { data, window, initial } = jitterSetting();
  const law = offsetDeviation(jitterReference(initial, data, window).laws[2]!, 32);
  const { measured, law: shown } = harness.element.numbers;
  expect(shown).toBe(law);
  expect(harness.sentence).toContain(
    words.wallNumbers('32', formatMeasure(measured!), formatMeasure(law), words.exact),
  );
  // 40 boundaries and 40 walls.
  expect(harness.all('svg.picture .ghost')).toHaveLength(80);
});

test('larger batches move walls less', async () => {
  const harness = await DemonstrationHarness.make('spline-jitter', { untrained: '', 'batch-size': '8' });
  await whenDrawn(harness);
  const small = harness.element.numbers;
  await harness.slide(words.batchSize, 5);
  expect(harness.element.batchSize).toBe(128);
  await whenDrawn(harness);
  const large = harness.element.numbers;
  expect(large.layerMeasured).toBeLessThan(small.layerMeasured!);
  expect(large.layerLaw).toBeLessThan(small.layerLaw!);
});

test('the network is trained first; the closed form is of first order then', async () => {
  const harness = await DemonstrationHarness.make('spline-jitter');
  await whenDrawn(harness);
  expect(harness.sentence).toContain(words.firstOrder);
  expect(harness.element.numbers.flipShare).toBeGreaterThan(0);
  expect(harness.element.numbers.flipShare).toBeLessThan(0.5);
});
