/** Makes curves heard with Web Audio; loaded when a reader asks for it. */
import type { SessionSnapshot } from '../../training/session.js';
import { isAudible } from './audible-loss.js';
import { curveTable } from './curve-data.js';
import { curveTones, REST_S, VOICE_S, type Voice } from './curve-tones.js';
import { epochsOf } from './epoch-means.js';

/** Points of a curve that tones are made of. */
const MOST_POINTS = 800;
/** Until the first tone: what is scheduled for a time that has passed begins with a crackle. */
const LEAD_S = 0.1;

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

/** What is heard. */
export interface HeardCurves {
  readonly lengthS: number;
  /** Losses. */
  readonly lowest: number;
  readonly highest: number;
}

/** Plays the loss of every network from now on. @param snapshot with a loss that can be heard */
export function playCurves(context: BaseAudioContext, snapshot: SessionSnapshot): HeardCurves {
  const curves = snapshot.models.map((model) => model.curves);
  const { steps, networks } = curveTable(curves, MOST_POINTS, epochsOf(snapshot));
  const voices = curveTones(
    networks.map(({ losses }) => ({ steps, losses })),
    [...snapshot.marks, ...snapshot.changes].map(({ step }) => step),
  );
  const heard = networks.flatMap(({ losses }) => losses.filter(isAudible));
  const endS = scheduleVoices(context, voices, context.currentTime + LEAD_S);
  return { lengthS: endS - context.currentTime, lowest: Math.min(...heard), highest: Math.max(...heard) };
}
