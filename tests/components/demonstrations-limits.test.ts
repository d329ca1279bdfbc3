/** Accuracy, margin and smoothness of twins: it runs by itself, can be paused, and says how often BN was better. */
import { render } from 'lit';
import { expect, test } from 'vitest';
import { demonstrationStrings } from '../../src/components/demonstrations/demonstration-strings.js';
import { dotChart } from '../../src/components/demonstrations/limits/dot-chart.js';
import { limitsStrings as words } from '../../src/components/demonstrations/limits/limits-strings.js';
import { formatPercent } from '../../src/components/format.js';
import { DemonstrationHarness } from '../support/demonstration-harness.js';
import { eventually } from '../support/eventually.js';
import { nextFrames, textOf } from '../support/settle.js';

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
  // One of each draw in both charts.
  expect(harness.all('.pictures circle.normalized')).toHaveLength(10);
  expect(textOf(harness.find('.pictures'))).toContain(words.marginNote(true));
  expect(numbers.winsRoughness).toBeGreaterThanOrEqual(0);
  expect(numbers.winsRoughness).toBeLessThanOrEqual(5);
  expect(harness.control<HTMLButtonElement>(demonstrationStrings.done).getAttribute('aria-disabled')).toBe('true');
  await harness.press(words.sets.circles);
  expect(harness.sentence).toBe(words.running('1', '5'));
});

test('a draw without a number leaves its row free, and the others stay in theirs', () => {
  const place = document.createElement('div');
  const pairs = [
    { plain: 1, normalized: 2 },
    { plain: NaN, normalized: 2 },
    { plain: 3, normalized: 1 },
  ];
  render(dotChart(pairs, 3, { label: 'Numbers', text: String }), place);
  const rows = [...place.querySelectorAll('circle.plain')].map((dot) => dot.getAttribute('cy'));
  expect(rows).toEqual(['25', '125']);
  expect(place.innerHTML).not.toContain('NaN');
});
