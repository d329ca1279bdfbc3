import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../src/components/spline-chart/define.js';
import { scheduleVoices } from '../../src/components/spline-chart/curve-sound.js';
import { curveTones, REST_S, VOICE_S } from '../../src/components/spline-chart/curve-tones.js';
import type { SplineChart } from '../../src/components/spline-chart/spline-chart.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { find, mount, textOf } from '../support/settle.js';

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

const play = 'Play the loss as sound';
const stop = 'Stop the sound';

describe('the button', () => {
  beforeAll(async () => {
    // Browsers let sound begin after a gesture; the first one of a machine takes its time.
    await userEvent.click(document.body);
    const context = new AudioContext();
    await eventually(() => expect(context.state).toBe('running'));
    await context.close();
  });

  afterEach(() => {
    document.body.replaceChildren();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  /** Contexts in the order they were made in. */
  function watchContexts() {
    const made: AudioContext[] = [];
    class WatchedContext extends AudioContext {
      constructor() {
        super();
        made.push(this);
      }
    }
    vi.stubGlobal('AudioContext', WatchedContext);
    return { made, closed: vi.spyOn(AudioContext.prototype, 'close') };
  }

  function hasCurves(session: FakeSession, losses: readonly number[] = [1, 0.5, 0.25]): void {
    const lossSteps = losses.map((_, step) => step);
    const models = session.snapshot.models.map((model) => ({
      ...model,
      curves: { ...model.curves, lossSteps, losses },
    }));
    session.show({ step: losses.length, models });
  }

  async function make() {
    const session = new FakeSession();
    hasCurves(session);
    const chart = document.createElement('spline-chart');
    chart.session = session;
    await mount(chart);
    return { session, chart, ...partsOf(chart) };
  }

  function partsOf(chart: SplineChart) {
    const button = (): HTMLButtonElement => find(chart, '.sound');
    return {
      button,
      isCalled: (name: string) => eventually(() => expect(button().ariaLabel).toBe(name)),
      note: () => chart.shadowRoot?.querySelector('[role=status]') ?? null,
    };
  }

  async function makePlaying() {
    const contexts = watchContexts();
    const scene = await make();
    scene.button().click();
    await scene.isCalled(stop);
    return { ...scene, ...contexts };
  }

  test('plays nothing before there is a loss with a pitch, also at a moment that was opened without its curve', async () => {
    const { made } = watchContexts();
    const { session, chart, button } = await make();
    for (const losses of [[], [NaN, 0, Infinity]]) {
      hasCurves(session, losses);
      session.show({ step: 40 });
      await chart.updateComplete;
      expect(button().ariaDisabled).toBe('true');
      button().click();
      expect(made).toEqual([]);
    }
  });

  test('makes its context within the press and not before, and closes it at another and at Escape', async () => {
    const { made, closed } = watchContexts();
    const { button, isCalled } = await make();
    expect(made).toEqual([]);
    button().click();
    expect(made).toHaveLength(1);
    await isCalled(stop);
    expect(made[0]!.state).toBe('running');
    button().click();
    expect(closed.mock.contexts).toEqual(made);
    await isCalled(play);

    button().click();
    await isCalled(stop);
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true });
    button().dispatchEvent(escape);
    expect(escape.defaultPrevented).toBe(true);
    expect(closed.mock.contexts).toEqual(made);
    expect(made).toHaveLength(2);
    await isCalled(play);
  });

  test('says before the press what is to be heard, and from where to where the loss went after it', async () => {
    const { closed } = watchContexts();
    const { session, chart, button, note, isCalled } = await make();
    expect(textOf(find(chart, `#${button().getAttribute('aria-describedby')}`))).toBe(
      'What is heard: without BN at the left, then with BN at the right. Higher is a higher loss; clicks are switches and other changes.',
    );
    // Two networks sound for twice as long.
    session.show({ models: session.snapshot.models.slice(0, 1) });
    await chart.updateComplete;
    button().click();
    await isCalled(stop);
    expect(textOf(note()), 'while it sounds').toBe('');
    await isCalled(play);
    expect(closed).toHaveBeenCalledOnce();
    expect(textOf(note())).toBe('That was the loss from 0.250 to 1.000.');
    expect(note()!.clientWidth, 'for ears alone').toBe(1);
  });

  test('is silent once the chart leaves the page', async () => {
    const { chart, isCalled, closed } = await makePlaying();
    const box = chart.parentElement!;
    chart.remove();
    expect(closed).toHaveBeenCalledOnce();
    box.append(chart);
    await isCalled(play);
  });

  test('is silent in a hidden page', async () => {
    const { closed, isCalled } = await makePlaying();
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(closed).toHaveBeenCalledOnce();
    await isCalled(play);
  });

  test('is silent out of sight', async () => {
    const { closed } = watchContexts();
    const { session, chart, button, isCalled } = await make();
    // Twenty networks sound for longer than is waited here.
    const [model] = session.snapshot.models;
    session.show({ models: Array.from({ length: 20 }, () => model!) });
    await chart.updateComplete;
    button().click();
    await isCalled(stop);
    chart.parentElement!.style.marginTop = '5000px';
    await eventually(() => expect(closed).toHaveBeenCalledOnce());
    await isCalled(play);
  });

  test('ends with the run: at a restart and with another session, and not with more steps', async () => {
    const { session, chart, button, isCalled, closed } = await makePlaying();
    hasCurves(session, [1, 0.5, 0.25, 0.125]);
    await chart.updateComplete;
    expect(closed).not.toHaveBeenCalled();
    hasCurves(session, [1]);
    await chart.updateComplete;
    expect(closed).toHaveBeenCalledOnce();
    await isCalled(play);

    button().click();
    await isCalled(stop);
    const other = new FakeSession();
    hasCurves(other, [1, 0.5, 0.25, 0.125]);
    chart.session = other;
    await chart.updateComplete;
    expect(closed).toHaveBeenCalledTimes(2);
    await isCalled(play);
  });

  test('ends where another chart of the page begins', async () => {
    const first = await makePlaying();
    const chart = document.createElement('spline-chart');
    chart.session = first.session;
    first.chart.after(chart);
    await chart.updateComplete;
    const second = partsOf(chart);
    second.button().click();
    expect(first.closed.mock.contexts).toEqual([first.made[0]]);
    await second.isCalled(stop);
    await first.isCalled(play);
    expect(first.closed).toHaveBeenCalledOnce();
  });

  test('says it beside the button where the sound does not begin', async () => {
    const { button, note, isCalled } = await make();
    const { closed } = watchContexts();
    vi.spyOn(AudioContext.prototype, 'state', 'get').mockReturnValue('suspended');
    const resumed = vi.spyOn(AudioContext.prototype, 'resume').mockReturnValue(new Promise(() => undefined));
    button().click();
    expect(resumed, 'within the press').toHaveBeenCalledOnce();
    await eventually(() => expect(textOf(note())).toBe('This browser plays no sound here.'));
    expect(closed).toHaveBeenCalledOnce();
    await isCalled(play);
    expect(note()!.clientWidth).toBeGreaterThan(100);
    expect(note()!.getBoundingClientRect().right).toBeLessThanOrEqual(button().getBoundingClientRect().right);
  });

  test('says it beside the button where no sound can be made', async () => {
    const { button, note, isCalled } = await make();
    vi.stubGlobal('AudioContext', undefined);
    button().click();
    await eventually(() => expect(textOf(note())).toBe('This browser plays no sound here.'));
    await isCalled(play);
  });
});
