import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { embedCode } from '../../io/embed-code.js';
import { isReplayable, linkOfRun, type MomentKind } from '../../io/link-of-run.js';
import { writeLink } from '../../io/link.js';
import type { Session } from '../../training/session.js';
import { StoreController } from '../controllers/store-controller.js';
import { emit } from '../events.js';
import { formatCount } from '../format.js';
import { PictureStore } from '../picture-store.js';
import { controlStyles } from '../style/controls.js';
import { copyText, showFragment } from './copy-text.js';
import { viewOf } from './page-view.js';
import { shareStrings as words } from './share-strings.js';
import { splineShareStyles } from './spline-share.styles.js';

/** Where embed code takes the script from: beside the page that it is put into. */
const SCRIPT = 'splinescope/splinescope.js';

/**
 * Copies the moment of a session as a link, and its experiment as embed code. Where the clipboard is refused, the text is
 * shown, selected.
 *
 * @element spline-share
 * @event spline-refused - `detail`: why there is no link
 * @event spline-announce - `detail`: what was copied
 */
export class SplineShare extends LitElement {
  static override readonly styles = [controlStyles, splineShareStyles];

  @property({ attribute: false }) accessor session: Session | null = null;
  @property({ attribute: false }) accessor picture = new PictureStore();
  /** The page that links open, without a fragment; this one unless set. */
  @property() accessor base = '';

  /** A text that the clipboard did not take. */
  @state() private accessor byHand: string | null = null;
  /** The last thing that was copied, and what is to be known of it, for eyes. */
  @state() private accessor copied: string | null = null;

  @query('textarea') private accessor area!: HTMLTextAreaElement | null;

  readonly #sessions = new StoreController(this);

  protected override willUpdate(): void {
    this.#sessions.follow(this.session);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!session) return nothing;
    const canReplay = isReplayable(session);
    return html`
      <div class="row">
        <button type="button" class="button" @click=${() => void this.#copyLink(canReplay ? 'replay' : 'weights')}>
          ${words.link}
        </button>
        ${
          canReplay
            ? html`<button type="button" class="button" @click=${() => void this.#copyLink('weights')}>
                ${words.weightsLink}
              </button>`
            : nothing
        }
        <button type="button" class="button" @click=${() => void this.#copyEmbed()}>${words.embed}</button>
      </div>
      ${canReplay ? nothing : html`<p class="help">${words.onlyWeights}</p>`}
      ${this.copied === null ? nothing : html`<p class="help">${this.copied}</p>`}
      ${
        this.byHand === null
          ? nothing
          : html`<label class="help"
              >${words.byHand}<textarea readonly rows="3" spellcheck="false" .value=${this.byHand}></textarea>
            </label>`
      }
    `;
  }

  async #copyLink(kind: MomentKind): Promise<void> {
    const { session } = this;
    if (!session) return;
    const link = linkOfRun(session, viewOf(this.picture.state), kind);
    if (!link) return emit(this, 'spline-refused', words.notReady);
    const written = await writeLink(link);
    if (written.text === null) {
      const say = kind === 'replay' ? words.tooLongToReplay : words.tooLong;
      return emit(this, 'spline-refused', say(formatCount(written.length), formatCount(written.most)));
    }
    if (this.base === '') showFragment(written.text);
    await this.#copy(`${this.base || location.href.replace(/#.*$/s, '')}#${written.text}`, words.copied.link);
  }

  async #copyEmbed(): Promise<void> {
    const { session } = this;
    if (!session) return;
    const { config, step, history } = session.snapshot;
    const hasEdits = history.edits?.some((edit) => edit.step <= step) ?? false;
    const note = [
      ...(isReplayable(session) ? [] : [words.embedDiffers.weights]),
      ...(hasEdits ? [words.embedDiffers.edits] : []),
    ].join(' ');
    await this.#copy(embedCode(config, viewOf(this.picture.state), step, SCRIPT), words.copied.embed, note);
  }

  /** @param note what the reader is to know of the text, copied or not */
  async #copy(text: string, told: string, note = ''): Promise<void> {
    const isCopied = await copyText(text);
    this.copied = [isCopied ? told : '', note].join(' ').trim() || null;
    this.byHand = isCopied ? null : text;
    if (isCopied) return emit(this, 'spline-announce', this.copied ?? told);
    await this.updateComplete;
    this.area?.focus();
    this.area?.select();
  }
}
