import { expect, it } from 'vitest';
import { Passage } from '../../src/training/passage.js';

it.each([
  ['no moment', [], false],
  ['one moment', [0], false],
  ['moments that are looked at one by one', [0, 250, 500], false],
  ['two shortly one after the other', [0, 199], true],
  ['the first after a while', [0, 20, 40, 250], false],
])('moments pass with %s: %s', (_, wants, isUnderWay) => {
  const passage = new Passage();
  for (const ms of wants) passage.want(1000 + ms);
  const nowMs = 1000 + (wants.at(-1) ?? 0);
  expect([nowMs, nowMs + 199, nowMs + 200].map((at) => passage.isUnderWay(at))).toEqual([
    isUnderWay,
    isUnderWay,
    false,
  ]);
});
