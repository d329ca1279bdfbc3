import { expect, it } from 'vitest';
import { TimeNarrator } from '../../src/components/time-travel/time-narrator.js';
import { FakeSession } from '../support/fake-session.js';

const past = { firstStep: 0, lastStep: 9, isPast: true, isPassing: false };

it('tells of the past and of the present, and nothing of a former session’s with the next', () => {
  const said: string[] = [];
  const narrator = new TimeNarrator({ say: (sentence) => said.push(sentence) });
  const told = (session: FakeSession): string[] => {
    narrator.follow(session);
    return said.splice(0);
  };
  const former = new FakeSession();
  expect(told(former)).toEqual([]);
  former.show({ step: 4, time: past });
  expect(told(former)).toEqual(['Step 4 of 9, in the past.']);
  const next = new FakeSession();
  expect(told(next)).toEqual([]);
  next.show({ step: 3, time: past });
  expect(told(next)).toEqual(['Step 3 of 9, in the past.']);
  next.show({ step: 9, time: { ...past, isPast: false } });
  expect(told(next)).toEqual(['The present.']);
});

it('tells of each session’s branch, at the same step too', () => {
  const said: string[] = [];
  const narrator = new TimeNarrator({ say: (sentence) => said.push(sentence) });
  for (const session of [new FakeSession(), new FakeSession()]) {
    narrator.follow(session);
    session.show({ original: { branchStep: 4, step: 9, models: [], marks: [], changes: [] } });
    narrator.follow(session);
    narrator.follow(session);
  }
  expect(said).toEqual(Array(2).fill('A branch from step 4. The original is kept.'));
});
