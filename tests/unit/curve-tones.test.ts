import { describe, expect, test } from 'vitest';
import { curveTones, REST_S, VOICE_S } from '../../src/components/spline-chart/curve-tones.js';

describe('tones of a curve', () => {
  test('equal factors of loss are equal intervals: a tenth of the range is an octave here', () => {
    const [voice] = curveTones([{ steps: [0, 50, 100], losses: [1, 0.1, 0.01] }], []);
    expect(voice?.tones.map(({ hz }) => hz)).toEqual([880, expect.closeTo(440, 9), 220]);
    expect(voice?.tones.map(({ atS }) => atS)).toEqual([0, VOICE_S / 2, VOICE_S]);
    expect(voice?.pan).toBe(0);
  });

  test('two networks have one scale and one time, the first left and then the second right', () => {
    const [first, second] = curveTones(
      [
        { steps: [10, 20], losses: [4, 4] },
        { steps: [10, 20], losses: [2, 1] },
      ],
      [15],
    );
    expect(first?.tones.map(({ hz }) => hz)).toEqual([880, 880]);
    expect(second?.tones.map(({ hz }) => hz)).toEqual([expect.closeTo(440, 9), 220]);
    expect(second?.tones[0]?.atS).toBe(VOICE_S + REST_S);
    expect([first?.pan, second?.pan]).toEqual([-0.8, 0.8]);
    expect(first?.clicksS).toEqual([VOICE_S / 2]);
    expect(second?.clicksS).toEqual([VOICE_S + REST_S + VOICE_S / 2]);
  });

  test('what has no logarithm is left out, and a level curve is in the middle', () => {
    const [voice] = curveTones([{ steps: [1, 2, 3, 4, 5], losses: [0.5, null, 0, NaN, 0.5] }], [0, 9]);
    expect(voice?.tones).toEqual([
      { atS: 0, hz: 440 },
      { atS: VOICE_S, hz: 440 },
    ]);
    expect(voice?.clicksS, 'outside of the curve').toEqual([]);
  });

  test('no curve is silent, a long one has no more tones than can be told apart', () => {
    expect(curveTones([{ steps: [], losses: [] }], [])).toEqual([{ tones: [], pan: 0, clicksS: [] }]);
    const steps = Array.from({ length: 5000 }, (_, i) => i);
    const [voice] = curveTones([{ steps, losses: steps.map((step) => 1 / (1 + step)) }], []);
    expect(voice?.tones).toHaveLength(120);
    expect(voice?.tones.at(0)?.hz).toBe(880);
    expect(voice?.tones.at(-1)).toEqual({ atS: VOICE_S, hz: 220 });
  });
});
