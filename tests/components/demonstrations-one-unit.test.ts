/** One unit's line and its cost, by slider, key, pointer and attribute. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { oneUnitStrings as words } from '../../src/components/demonstrations/one-unit/one-unit-strings.js';
import { formatMeasure } from '../../src/components/format.js';
import { DemonstrationHarness } from '../support/demonstration-harness.js';

test('the point shows without a click: the plain line costs more than BN’s', async () => {
  const harness = await DemonstrationHarness.make('spline-one-unit');
  const { cost, least } = harness.element.numbers;
  expect(cost).toBeGreaterThan(2 * least!);
  expect(harness.sentence).toContain(formatMeasure(cost!));
  expect(harness.sentence).toContain(formatMeasure(least!));
});

test('when the cloud moves, BN’s line follows and the plain one stays behind', async () => {
  const harness = await DemonstrationHarness.make('spline-one-unit', { angle: '0', offset: '0', 'cloud-x': '1' });
  const name = harness.name;
  expect(harness.element.numbers.bestOffset).toBeCloseTo(1, 12);
  await harness.slide(words.cloudX, 2);
  expect(harness.element.numbers.bestOffset).toBeCloseTo(2, 12);
  expect(harness.element.numbers.distance).toBeCloseTo(2, 12);
  expect(harness.element.offset).toBe(0);
  expect(harness.name).toBe(name);
});

test('BN’s choice is the lowest point', async () => {
  const harness = await DemonstrationHarness.make('spline-one-unit');
  await harness.press(words.choose);
  const { cost, least, spread } = harness.element.numbers;
  expect(cost).toBeCloseTo(least!, 9);
  expect(harness.sentence).toContain(words.atBest(formatMeasure(least!), formatMeasure(spread!)));
});

test('arrow keys move and turn the line; turning keeps the point of it that is nearest to the mean', async () => {
  const harness = await DemonstrationHarness.make('spline-one-unit', { angle: '0', offset: '0', 'cloud-x': '1' });
  await harness.key(words.moveLine, 'ArrowRight');
  expect(harness.element.offset).toBeCloseTo(0.1, 12);
  await harness.key(words.turnLine, 'ArrowUp');
  expect(harness.element.angle).toBeCloseTo(5, 9);
  const { cloudY } = harness.element;
  const radians = (5 * Math.PI) / 180;
  // The pivot was (0.1, cloudY).
  expect(harness.element.offset).toBeCloseTo(Math.cos(radians) * 0.1 + Math.sin(radians) * cloudY, 9);
});

test('a pointer drags the line along its normal; swipes up and down are left to the page', async () => {
  const harness = await DemonstrationHarness.make('spline-one-unit', { angle: '0', offset: '0' });
  const handle = harness.control(words.moveLine);
  const picture = handle.parentElement!.getBoundingClientRect();
  handle.setPointerCapture = () => undefined;
  handle.hasPointerCapture = () => true;
  const clientX = picture.left + 0.75 * picture.width;
  handle.dispatchEvent(new PointerEvent('pointerdown', { clientX: picture.left, clientY: picture.top }));
  handle.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY: picture.top }));
  await harness.element.updateComplete;
  // Three quarters of -4 to 4.
  expect(harness.element.offset).toBeCloseTo(2, 9);
  for (const part of harness.all('.handle, .plane, svg.picture')) {
    expect(getComputedStyle(part).touchAction).toBe('pan-y');
  }
});

test('what is out of range or no number is replaced, and the figure says by what', async () => {
  const harness = await DemonstrationHarness.make('spline-one-unit', { offset: '99', angle: 'steep' });
  expect(harness.find('.note').textContent).toBe(
    '“angle” is no number; 60 is used. “offset” is out of its range; 5 is used.',
  );
  expect(Object.values(harness.element.numbers).every(Number.isFinite)).toBe(true);
});

test('nothing is written on the tag', async () => {
  const { element } = await DemonstrationHarness.make('spline-one-unit');
  element.theme = 'dark';
  await element.updateComplete;
  expect(element.getAttributeNames()).toEqual([]);
});

test('others are told of new numbers, once', async () => {
  const harness = await DemonstrationHarness.make('spline-one-unit');
  const told: number[] = [];
  harness.element.addEventListener('spline-numbers', ({ detail }) => told.push(detail.cost!));
  const onPage = vi.fn();
  document.addEventListener('spline-numbers', onPage);
  onTestFinished(() => document.removeEventListener('spline-numbers', onPage));
  await harness.slide(words.offsetLabel, 1);
  await harness.slide(words.offsetLabel, 1);
  expect(told).toEqual([harness.element.numbers.cost]);
  expect(onPage, 'bubbles').not.toHaveBeenCalled();
});
