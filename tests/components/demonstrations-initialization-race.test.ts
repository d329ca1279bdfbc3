/** The race of five starts: it runs by itself, and its sentence is made from its numbers. */
import { expect, test } from 'vitest';
import { raceStarts } from '../../src/analysis/demonstrations/initialization-race.js';
import { raceStrings as words } from '../../src/components/demonstrations/initialization-race/race-strings.js';
import { formatLoss } from '../../src/components/format.js';
import { DemonstrationHarness } from '../support/demonstration-harness.js';
import { eventually } from '../support/eventually.js';

test('five starts are trained, and ordered by their losses', async () => {
  const harness = await DemonstrationHarness.make('spline-initialization-race');
  await eventually(() => expect(harness.sentence).toContain('After'));
  const { numbers } = harness.element;
  const order = [...raceStarts]
    .sort((a, b) => numbers[a]! - numbers[b]!)
    .map((start) => words.entry(words.starts[start], formatLoss(numbers[start]!)));
  expect(harness.sentence).toContain(words.standing('20', '3', order.join(', ')));
  expect(harness.all('.panel')).toHaveLength(5);
  for (const picture of harness.all('svg.picture')) expect(picture.querySelectorAll('polyline')).toHaveLength(5);
  await harness.slide(words.shift, 0);
  expect(harness.sentence).toContain(words.running('1', '3', '0', '20'));
});
