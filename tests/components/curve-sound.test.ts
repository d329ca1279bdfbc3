import { describe, expect, test } from 'vitest';
import '../../src/components/spline-chart/define.js';
import { scheduleVoices } from '../../src/components/spline-chart/curve-sound.js';
import { curveTones, REST_S, VOICE_S } from '../../src/components/spline-chart/curve-tones.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { find, mount } from '../support/settle.js';

const RATE = 44_100;

/** What is heard of two networks, the first with a level high loss, the second with a level low one. */
async function render(marks: readonly number[]): Promise<AudioBuffer> {
  const voices = curveTones(
    [
      { steps: [0, 100], losses: [1, 1] },
      { steps: [0, 100], losses: [0.1, 0.1] },
    ],
    marks,
  );
  const context = new OfflineAudioContext(2, RATE * 2 * (VOICE_S + REST_S), RATE);
  scheduleVoices(context, voices, 0);
  return context.startRendering();
}

const part = (buffer: AudioBuffer, channel: 0 | 1, fromS: number, lengthS: number): Float32Array =>
  buffer.getChannelData(channel).subarray(Math.round(fromS * RATE), Math.round((fromS + lengthS) * RATE));

/** Of a sine: it rises through 0 once in every period. */
function frequencyOf(samples: Float32Array): number {
  let rises = 0;
  for (let i = 1; i < samples.length; i++) if (samples[i - 1]! < 0 && samples[i]! >= 0) rises++;
  return (rises * RATE) / samples.length;
}

const loudnessOf = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);

describe('samples of two curves', () => {
  test('have the pitches of their losses, the first network first and at the left', async () => {
    const heard = await render([]);
    // A second of sound counts whole periods: to 1 Hz.
    expect(Math.abs(frequencyOf(part(heard, 0, 1, 1)) - 880)).toBeLessThanOrEqual(1);
    expect(Math.abs(frequencyOf(part(heard, 1, VOICE_S + REST_S + 1, 1)) - 220)).toBeLessThanOrEqual(1);
    expect(loudnessOf(part(heard, 0, 1, 1))).toBeGreaterThan(3 * loudnessOf(part(heard, 1, 1, 1)));
    const later = VOICE_S + REST_S + 1;
    expect(loudnessOf(part(heard, 1, later, 1))).toBeGreaterThan(3 * loudnessOf(part(heard, 0, later, 1)));
    expect(loudnessOf(part(heard, 0, VOICE_S + 0.05, 0.3)), 'the rest between them').toBe(0);
  });

  test('glide with the curve', async () => {
    const voices = curveTones([{ steps: [0, 50, 100], losses: [1, 0.1, 0.01] }], []);
    const context = new OfflineAudioContext(2, RATE * VOICE_S, RATE);
    scheduleVoices(context, voices, 0);
    const heard = await context.startRendering();
    const aroundMiddle = frequencyOf(part(heard, 0, VOICE_S / 2 - 0.1, 0.2));
    // Two octaves in three seconds: a tenth of a second from the middle is 4.7 % from its pitch, and 0.2 s count to 5 Hz.
    expect(Math.abs(aroundMiddle - 440)).toBeLessThanOrEqual(5);
  });

  test('click at the marks', async () => {
    const [silent, clicking] = [await render([]), await render([50])];
    const at = (buffer: AudioBuffer): number => loudnessOf(part(buffer, 0, VOICE_S / 2, 0.03));
    expect(at(clicking)).toBeGreaterThan(1.2 * at(silent));
    const beside = (buffer: AudioBuffer): number => loudnessOf(part(buffer, 0, VOICE_S / 2 + 0.1, 0.1));
    expect(beside(clicking)).toBeCloseTo(beside(silent), 6);
  });
});

describe('the button', () => {
  async function make() {
    const session = new FakeSession();
    const chart = document.createElement('spline-chart');
    chart.session = session;
    const said: string[] = [];
    chart.addEventListener('spline-announce', ({ detail }) => said.push(detail));
    await mount(chart);
    const button = (): HTMLButtonElement => find(chart, '.sound');
    return { session, chart, said, button };
  }

  function curves({ session }: Awaited<ReturnType<typeof make>>): void {
    const models = session.snapshot.models.map((model) => {
      const given = { lossSteps: [0, 1, 2], losses: [1, 0.5, 0.25] };
      return { ...model, curves: { ...model.curves, ...given } };
    });
    session.show({ step: 3, models });
  }

  test('plays nothing before there is a curve', async () => {
    const { button, said } = await make();
    expect(button().ariaDisabled).toBe('true');
    button().click();
    expect(said).toEqual([]);
    expect(button().ariaLabel).toBe('Play the loss as sound');
  });

  test('plays on a press, says what is heard, and stops on another or by Escape', async () => {
    const scene = await make();
    const { chart, button, said } = scene;
    curves(scene);
    await chart.updateComplete;
    button().click();
    await eventually(() => expect(button().ariaLabel).toBe('Stop the sound'));
    expect(said).toEqual([
      'The loss as sound: without BN at the left, then with BN at the right. Higher is a higher loss, from 0.250 to 1.000; clicks are switches and other changes.',
    ]);
    button().click();
    await eventually(() => expect(button().ariaLabel).toBe('Play the loss as sound'));
    button().click();
    await eventually(() => expect(button().ariaLabel).toBe('Stop the sound'));
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true });
    button().dispatchEvent(escape);
    await eventually(() => expect(button().ariaLabel).toBe('Play the loss as sound'));
    expect(escape.defaultPrevented).toBe(true);
  });

  test('is silent once the chart leaves the page', async () => {
    const scene = await make();
    curves(scene);
    await scene.chart.updateComplete;
    scene.button().click();
    await eventually(() => expect(scene.button().ariaLabel).toBe('Stop the sound'));
    const box = scene.chart.parentElement!;
    scene.chart.remove();
    box.append(scene.chart);
    await scene.chart.updateComplete;
    expect(scene.button().ariaLabel).toBe('Play the loss as sound');
  });
});
