/** The fold-angle protractor: the drawn angle, the formula's, and what the sliders make of it. */
import { expect, test } from 'vitest';
import { foldStrings as words } from '../../src/components/demonstrations/fold-angle/fold-strings.js';
import { DemonstrationHarness } from '../support/demonstration-harness.js';

test('a wall at right angles to the first one bends by atan(w / sigma), and less with twice the spread', async () => {
  const harness = await DemonstrationHarness.make('spline-fold-angle', { sigma: '1', weight: '1', direction: '0' });
  expect(harness.element.numbers.angle).toBeCloseTo(45, 9);
  expect(harness.sentence).toContain('45.0°');
  await harness.slide(words.spreadLabel, 2);
  expect(harness.element.numbers.angle).toBeCloseTo((Math.atan(0.5) * 180) / Math.PI, 9);
  await harness.slide(words.weightLabel, 0);
  expect(harness.element.numbers.angle).toBe(0);
});

test('the arc goes from straight on to the bent wall', async () => {
  const harness = await DemonstrationHarness.make('spline-fold-angle', { sigma: '1', weight: '1', direction: '0' });
  const points = harness.find('polyline.normalized').getAttribute('points')!.split(' ');
  const anglesOf = points.map((point) => {
    const [x = NaN, y = NaN] = point.split(',').map(Number);
    return (Math.atan2(150 - y, x - 150) * 180) / Math.PI;
  });
  // Written with two decimals, 65 pixels from the crossing.
  expect(anglesOf[0]).toBeCloseTo(0, 1);
  expect(anglesOf.at(-1)).toBeCloseTo(-45, 1);
});
