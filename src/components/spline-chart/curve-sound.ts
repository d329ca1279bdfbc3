/** Makes curves heard with Web Audio; loaded when a reader asks for it. */
import { REST_S, VOICE_S, type Voice } from './curve-tones.js';

const LOUDNESS = 0.2;
/** Of a beginning and an end, in seconds: shorter ones crackle. */
const FADE_S = 0.02;
const CLICK_HZ = 2400;
const CLICK_S = 0.03;

/** Puts the voices on a context's time. @param startS where they begin on it. Returns where they end. */
export function scheduleVoices(context: BaseAudioContext, voices: readonly Voice[], startS: number): number {
  voices.forEach(({ tones, pan, clicksS }, index) => {
    const side = new StereoPannerNode(context, { pan });
    side.connect(context.destination);
    const fromS = startS + index * (VOICE_S + REST_S);
    for (const atS of clicksS) beep(context, side, startS + atS, CLICK_S).frequency.value = CLICK_HZ;
    const [first] = tones;
    if (!first) return;
    const { frequency } = beep(context, side, fromS, VOICE_S);
    frequency.setValueAtTime(first.hz, fromS);
    for (const { atS, hz } of tones) frequency.exponentialRampToValueAtTime(hz, startS + atS);
  });
  return startS + voices.length * (VOICE_S + REST_S);
}

/** An oscillator that is heard from then on for so long. */
function beep(context: BaseAudioContext, to: AudioNode, fromS: number, lengthS: number): OscillatorNode {
  const tone = new OscillatorNode(context);
  const loudness = new GainNode(context, { gain: 0 });
  const fadeS = Math.min(FADE_S, lengthS / 3);
  loudness.gain.setValueAtTime(0, fromS);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, fromS + fadeS);
  loudness.gain.setValueAtTime(LOUDNESS, fromS + lengthS - fadeS);
  loudness.gain.linearRampToValueAtTime(0, fromS + lengthS);
  tone.connect(loudness).connect(to);
  tone.start(fromS);
  tone.stop(fromS + lengthS);
  return tone;
}

/** Voices that sound from now on until they end, or are stopped. */
export class CurveSound {
  readonly #context = new AudioContext();
  readonly #ending: ReturnType<typeof setTimeout>;

  /** @param onEnd they have ended by themselves */
  constructor(voices: readonly Voice[], onEnd: () => void) {
    const endS = scheduleVoices(this.#context, voices, this.#context.currentTime + 0.1);
    this.#ending = setTimeout(
      () => {
        this.stop();
        onEnd();
      },
      1000 * (endS - this.#context.currentTime),
    );
  }

  stop(): void {
    clearTimeout(this.#ending);
    if (this.#context.state !== 'closed') void this.#context.close();
  }
}
