import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Session, SessionSnapshot } from '../../training/session.js';
import { IntersectionController } from '../controllers/intersection-controller.js';
import { PageVisibilityController } from '../controllers/page-visibility-controller.js';
import { formatList, formatLoss } from '../format.js';
import type { Language } from '../language.js';
import { networkName } from '../network-names.js';
import { icon } from '../style/icons.js';
import { isAudible } from './audible-loss.js';
import { soundStrings } from './sound-strings.js';

/** Longest wait for a sound to begin: where the browser forbids it, or there is nothing to play on, it never does. */
const MOST_WAIT_MS = 3_000;

/** From a press until the sound has ended. */
interface Playing {
  readonly context: AudioContext;
  readonly session: Session;
  /** The last one that is heard. */
  readonly lastStep: number;
  /** False until it has begun. */
  isHeard: boolean;
}

/**
 * A button that plays the loss of every network as sound, on press alone, and the place beside it for what there is to say.
 *
 * The sound ends by itself, by another press and by Escape, out of sight and out of the page, with another run, and where
 * another one in the page begins.
 */
export class SoundButton implements ReactiveController {
  /** Pressed last, of all in the page. */
  static #newest: SoundButton | null = null;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #session: () => Session | null;
  #playing: Playing | null = null;
  #ending: ReturnType<typeof setTimeout> | undefined;
  /** What is said, to all or to ears alone; null before the first press. */
  #note: { readonly text: string; readonly isSeen: boolean } | null = null;

  /** @param session whose curves are shown */
  constructor(host: ReactiveControllerHost & HTMLElement, session: () => Session | null) {
    this.#host = host;
    this.#session = session;
    host.addController(this);
    const sight = new IntersectionController(host, () => {
      if (!sight.isVisible) this.stop();
    });
    new PageVisibilityController(host, (isHidden) => {
      if (isHidden) this.stop();
    });
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#onKey);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#onKey);
    this.stop();
  }

  hostUpdate(): void {
    if (!this.#playing) return;
    const session = this.#session();
    const isOther = session !== this.#playing.session || lastStepOf(session.snapshot) < this.#playing.lastStep;
    if (isOther) this.stop();
  }

  template(language: Language): TemplateResult {
    const words = language.of('sound', soundStrings);
    const session = this.#session();
    const isPlaying = this.#playing?.isHeard ?? false;
    const name = isPlaying ? words.stop : words.play;
    return html`
      <button
        type="button"
        class="button icon sound"
        aria-label=${name}
        aria-describedby="sound-explained"
        title=${name}
        aria-disabled=${session && hasSound(session.snapshot) ? 'false' : 'true'}
        @click=${() => (isPlaying ? this.stop() : session && hasSound(session.snapshot) && void this.#play(session, language))}
      >
        ${icon(isPlaying ? 'pause' : 'sound')}
      </button>
      <p id="sound-explained" hidden>${session ? explanation(session.snapshot, language) : nothing}</p>
      ${this.#note ? html`<p class=${this.#note.isSeen ? 'sound-note' : 'visually-hidden'} role="status">${this.#note.text}</p>` : nothing}
    `;
  }

  stop(): void {
    if (!this.#playing) return;
    clearTimeout(this.#ending);
    void this.#playing.context.close();
    this.#playing = null;
    this.#host.requestUpdate();
  }

  async #play(session: Session, language: Language): Promise<void> {
    SoundButton.#newest?.stop();
    SoundButton.#newest = this;
    this.#tell('');
    const { snapshot } = session;
    let context: AudioContext | undefined;
    try {
      // Both in the press itself: a browser that asks for a gesture lets nothing sound later.
      context = new AudioContext();
      const resumed = context.resume();
      this.#playing = { context, session, lastStep: lastStepOf(snapshot), isHeard: false };
      const [{ playCurves }] = await Promise.all([import('./curve-sound.js'), Promise.race([resumed, wait()])]);
      if (this.#playing?.context !== context) return;
      if (context.state !== 'running') throw new Error('The sound does not begin.');
      const { lengthS, lowest, highest } = playCurves(context, snapshot);
      this.#playing.isHeard = true;
      this.#host.requestUpdate();
      this.#ending = setTimeout(() => {
        this.stop();
        // Speech over the tones would leave neither understood.
        const { range } = language.of('sound', soundStrings);
        this.#tell(range(formatLoss(lowest, language), formatLoss(highest, language)));
      }, 1000 * lengthS);
    } catch {
      if (this.#playing?.context !== context) return;
      this.stop();
      // A live region is heard where it was there before its words.
      await this.#host.updateComplete;
      this.#tell(language.of('sound', soundStrings).failed, true);
    }
  }

  #tell(text: string, isSeen = false): void {
    this.#note = { text, isSeen };
    this.#host.requestUpdate();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#playing) return;
    event.preventDefault();
    event.stopPropagation();
    this.stop();
  };
}

const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, MOST_WAIT_MS));

const hasSound = ({ models }: SessionSnapshot): boolean => models.some(({ curves }) => curves.losses.some(isAudible));

/** Of the curves; -1 without any. */
const lastStepOf = ({ models }: SessionSnapshot): number =>
  Math.max(-1, ...models.map(({ curves }) => curves.lossSteps.at(-1) ?? -1));

/** What is heard, and on which side. */
function explanation(snapshot: SessionSnapshot, language: Language): string {
  const words = language.of('sound', soundStrings);
  const names = snapshot.models.map((_, model) => networkName(snapshot, model, language));
  const [first = '', second = ''] = names;
  if (names.length === 2) return words.explained(words.both(first, second));
  return words.explained(names.length > 2 ? words.several(formatList(names, language)) : first);
}
