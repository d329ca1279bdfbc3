/** What figures say aloud, and when they keep silent. */
import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FigureVoice } from '../../src/components/spline-figure/figure-voice.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function makeVoice() {
  const sight = { isSeen: true };
  const host: ReactiveControllerHost = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  };
  return { sight, voice: new FigureVoice(host, () => sight.isSeen) };
}

test('in sight, answers come at once and other sentences in their turn', () => {
  const { voice } = makeVoice();
  voice.answer('BN off.');
  expect(voice.spoken).toBe('BN off.');
  voice.announcer.say('Finished.');
  expect(voice.spoken).toBe('BN off.');
  vi.advanceTimersByTime(5_000);
  expect(voice.spoken).toBe('Finished.');
});

test('out of sight, nothing: no answers, and nothing that waited', () => {
  const { sight, voice } = makeVoice();
  voice.answer('BN off.');
  voice.announcer.say('Finished.');
  sight.isSeen = false;
  vi.advanceTimersByTime(20_000);
  expect(voice.spoken).toBe('BN off.');
  voice.answer('BN on.');
  expect(voice.spoken).toBe('BN off.');
});
