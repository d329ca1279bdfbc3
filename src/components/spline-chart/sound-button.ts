import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { SessionSnapshot } from '../../training/session.js';
import { formatLoss } from '../format.js';
import type { Language } from '../language.js';
import { networkName } from '../network-names.js';
import { icon } from '../style/icons.js';
import type { CurveSound } from './curve-sound.js';
import { curveTable } from './curve-data.js';
import { curveTones } from './curve-tones.js';
import { epochsOf } from './epoch-means.js';
import { soundStrings } from './sound-strings.js';

/** Points of a curve that tones are made of. */
const MOST_POINTS = 800;

/** A button that plays the loss of every network as sound, on press alone, and stops it: by itself, by Escape and out of the page. */
export class SoundButton implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #say: (sentence: string) => void;
  #sound: CurveSound | null = null;
  /** Of the newest press: what is loaded for an older one is not played. */
  #press = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, say: (sentence: string) => void) {
    this.#host = host;
    this.#say = say;
    host.addController(this);
  }

  get isPlaying(): boolean {
    return this.#sound !== null;
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#onKey);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#onKey);
    this.stop();
  }

  template(snapshot: SessionSnapshot | null, language: Language): TemplateResult {
    const words = language.of('sound', soundStrings);
    const name = this.isPlaying ? words.stop : words.play;
    return html`
      <button
        type="button"
        class="button icon sound"
        aria-label=${name}
        title=${name}
        aria-disabled=${snapshot && snapshot.step > 0 ? 'false' : 'true'}
        @click=${() => (this.isPlaying ? this.stop() : snapshot && snapshot.step > 0 && void this.#play(snapshot, language))}
      >
        ${icon(this.isPlaying ? 'pause' : 'sound')}
      </button>
    `;
  }

  stop(): void {
    this.#press++;
    this.#sound?.stop();
    this.#sound = null;
    this.#host.requestUpdate();
  }

  async #play(snapshot: SessionSnapshot, language: Language): Promise<void> {
    const words = language.of('sound', soundStrings);
    const press = ++this.#press;
    const curves = curveTable(
      snapshot.models.map((model) => model.curves),
      MOST_POINTS,
      epochsOf(snapshot),
    );
    const voices = curveTones(
      curves.networks.map(({ losses }) => ({ steps: curves.steps, losses })),
      [...snapshot.marks, ...snapshot.changes].map(({ step }) => step),
    );
    try {
      const { CurveSound } = await import('./curve-sound.js');
      if (press !== this.#press) return;
      this.#sound = new CurveSound(voices, () => this.stop());
      this.#say(
        heardSentence(
          snapshot,
          curves.networks.flatMap(({ losses }) => losses),
          language,
        ),
      );
    } catch {
      this.#say(words.failed);
    }
    this.#host.requestUpdate();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.isPlaying) return;
    event.preventDefault();
    event.stopPropagation();
    this.stop();
  };
}

/** What is heard, and on which side. */
function heardSentence(snapshot: SessionSnapshot, losses: readonly (number | null)[], language: Language): string {
  const words = language.of('sound', soundStrings);
  const known = losses.filter((loss): loss is number => loss !== null && loss > 0 && Number.isFinite(loss));
  const names = snapshot.models.map((_, model) => networkName(snapshot, model, language));
  const [first = '', second = ''] = names;
  const networks =
    names.length === 2
      ? `${words.left(first)}, ${words.right(second)}`
      : names.length > 2
        ? words.several(names.join(', '))
        : first;
  return words.heard(networks, formatLoss(Math.min(...known), language), formatLoss(Math.max(...known), language));
}
