/** Gamma and beta alone beside the whole network: pictures, accuracies, and walls that do not turn. */
import { expect, test } from 'vitest';
import { scaleShiftStrings as words } from '../../src/components/demonstrations/scale-shift/scale-shift-strings.js';
import { formatPercent } from '../../src/components/format.js';
import { DemonstrationHarness } from '../support/demonstration-harness.js';
import { eventually } from '../support/eventually.js';

test('both are trained from the same weights; gamma and beta alone turn no wall of the first layer', async () => {
  const harness = await DemonstrationHarness.make('spline-scale-shift');
  await eventually(() => expect(harness.element.numbers.step).toBeGreaterThanOrEqual(40));
  await harness.element.updateComplete;
  const { accuracy, scaleShiftAccuracy, turning, scaleShiftTurning } = harness.element.numbers;
  expect(scaleShiftTurning).toBe(0);
  expect(turning).toBeGreaterThan(0);
  expect(Math.min(accuracy!, scaleShiftAccuracy!)).toBeGreaterThan(0.5);
  await eventually(() => {
    const shown = harness.element.numbers;
    expect(harness.sentence).toContain(formatPercent(shown.scaleShiftAccuracy!));
    expect(harness.sentence).toContain(words.degrees('0.00'));
  });
  for (const picture of harness.all('svg.picture')) {
    expect(picture.querySelector('.boundary')?.getAttribute('d')).toBeTruthy();
  }
});
