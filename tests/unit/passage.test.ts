import { expect, it } from 'vitest';
import { Passage } from '../../src/training/passage.js';

/** Moments after so many milliseconds each. */
function passageOf(...gaps: number[]): { passage: Passage; nowMs: number } {
  const passage = new Passage();
  let nowMs = 1000;
  passage.move(nowMs);
  for (const gap of gaps) passage.move((nowMs += gap));
  return { passage, nowMs };
}

it.each([
  ['no moment', new Passage(), 0, false],
  ['one moment', passageOf().passage, 1000, false],
  ['moments that are looked at one by one', passageOf(400).passage, 1400, false],
  ['the first after a while', passageOf(20, 20, 400).passage, 1440, false],
])('is none with %s', (_, passage, nowMs, isUnderWay) => {
  expect(passage.isUnderWay(nowMs)).toBe(isUnderWay);
});

it.each([
  [16, 150],
  [60, 150],
  [120, 300],
  [250, 625],
])('with %i ms between moments ends once none has come for %i ms', (gap, rest) => {
  const { passage, nowMs } = passageOf(gap, gap);
  expect([nowMs, nowMs + rest - 1, nowMs + rest].map((at) => passage.isUnderWay(at))).toEqual([true, true, false]);
});
