/** Accuracy, margin and smoothness of twins: it runs by itself, can be paused, and says how often BN was better. */
import { expect, test } from 'vitest';
import { demonstrationStrings } from '../../src/components/demonstrations/demonstration-strings.js';
import { limitsStrings as words } from '../../src/components/demonstrations/limits/limits-strings.js';
import { formatPercent } from '../../src/components/format.js';
import { DemonstrationHarness } from '../support/demonstration-harness.js';
import { eventually } from '../support/eventually.js';
import { nextFrames } from '../support/settle.js';

test('five draws are measured; paused in between, nothing moves', async () => {
  const harness = await DemonstrationHarness.make('spline-limits', { data: 'moons' });
  await eventually(() => expect(harness.all('polyline.normalized').length).toBeGreaterThan(1));
  await harness.press(demonstrationStrings.pause);
  const before = harness.find('.pictures').innerHTML;
  for (let i = 0; i < 10; i++) await nextFrames();
  expect(harness.find('.pictures').innerHTML).toBe(before);
  await harness.press(demonstrationStrings.goOn);
  await eventually(() => expect(harness.sentence).toContain(words.accuracy));
  const { numbers } = harness.element;
  for (const text of [formatPercent(numbers.plainAccuracy!), formatPercent(numbers.bnAccuracy!)])
    expect(harness.sentence).toContain(text);
  expect(harness.all('.pictures svg:first-of-type circle.normalized').length).toBeGreaterThanOrEqual(5);
  expect(numbers.winsRoughness).toBeGreaterThanOrEqual(0);
  expect(numbers.winsRoughness).toBeLessThanOrEqual(5);
  expect(harness.control<HTMLButtonElement>(demonstrationStrings.done).getAttribute('aria-disabled')).toBe('true');
  await harness.press(words.sets.circles);
  expect(harness.sentence).toBe(words.running('1', '5'));
});
