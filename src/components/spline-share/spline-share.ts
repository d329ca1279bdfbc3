import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { embedCode } from '../../io/embed-code.js';
import { isReplayable, linkOfRun, type MomentKind } from '../../io/link-of-run.js';
import { writeLink } from '../../io/link.js';
import { shownAddress } from '../../io/shown-address.js';
import type { Session } from '../../training/session.js';
import { StoreController } from '../controllers/store-controller.js';
import { embedSource } from '../embed-source.js';
import { emit } from '../events.js';
import { formatCount } from '../format.js';
import { english, type Words } from '../language.js';
import { PictureStore } from '../picture-store.js';
import { pageAddress } from '../spline-figure/page-address.js';
import { settingsLine } from '../print/settings-line.js';
import { controlStyles } from '../style/controls.js';
import { CopiedText } from './copied-text.js';
import { showFragment } from './copy-text.js';
import { viewOf } from './page-view.js';
import { shareStrings } from './share-strings.js';
import { splineShareStyles } from './spline-share.styles.js';

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
  /** What it is labelled in. */
  @property({ attribute: false }) accessor language = english;
  /** The page that links open, without a fragment; this one unless set. Where it is set, a link opens it at once, too. */
  @property() accessor base = '';
  /** What embed code says where its figure is not drawn; empty: its settings. */
  @property({ attribute: false }) accessor sentence = '';
  /** `embed`: embed code alone, where no page opens links. */
  @property() accessor offers: 'all' | 'embed' = 'all';

  readonly #copied = new CopiedText(this);
  readonly #sessions = new StoreController(this);

  get #words(): Words<typeof shareStrings> {
    return this.language.of('share', shareStrings);
  }

  protected override willUpdate(): void {
    this.#sessions.follow(this.session);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!session) return nothing;
    const canReplay = isReplayable(session);
    const kind = canReplay ? 'replay' : 'weights';
    return html`
      <div class="row">
        ${this.offers === 'embed' ? nothing : this.#linkButtons(kind)}
        <button type="button" class="button" @click=${() => void this.#copyEmbed()}>${this.#words.embed}</button>
      </div>
      ${canReplay || this.offers === 'embed' ? nothing : html`<p class="help">${this.#words.onlyWeights}</p>`}
      ${this.#copied.template(this.#words.byHand)}
    `;
  }

  #linkButtons(kind: MomentKind): TemplateResult {
    return html`
      <button type="button" class="button" @click=${() => void this.#copyLink(kind)}>${this.#words.link}</button>
      ${
        kind === 'replay'
          ? html`<button type="button" class="button" @click=${() => void this.#copyLink('weights')}>
              ${this.#words.weightsLink}
            </button>`
          : nothing
      }
      ${
        this.base === ''
          ? nothing
          : html`<a
              class="button"
              href=${this.base}
              target="_blank"
              rel="noopener"
              @click=${(event: Event) => void this.#open(event, kind)}
              >${this.#words.open}</a
            >`
      }
    `;
  }

  /** What links open. */
  get #page(): string {
    return this.base || location.href.replace(/#.*$/s, '');
  }

  async #copyLink(kind: MomentKind): Promise<void> {
    const fragment = await this.#fragment(kind);
    if (fragment === null) return;
    if (this.base === '') showFragment(fragment);
    await this.#copy(`${this.#page}#${fragment}`, this.#words.copied.link);
  }

  /** The page at this moment; at its start where the moment fits into no link. */
  async #open(event: Event, kind: MomentKind): Promise<void> {
    event.preventDefault();
    const fragment = await this.#fragment(kind);
    open(fragment === null ? this.base : `${this.base}#${fragment}`, '_blank', 'noopener');
  }

  /** This moment as a link; null, and the reason told, where there is none. */
  async #fragment(kind: MomentKind): Promise<string | null> {
    const { session } = this;
    if (!session) return null;
    const refuse = (why: string): null => {
      emit(this, 'spline-refused', why);
      return null;
    };
    const link = linkOfRun(session, viewOf(this.picture.state), kind);
    if (!link) return refuse(this.#words.notReady);
    const written = await writeLink(link);
    if (written.text !== null) return written.text;
    const say = kind === 'replay' ? this.#words.tooLongToReplay : this.#words.tooLong;
    return refuse(say(formatCount(written.length, this.language), formatCount(written.most, this.language)));
  }

  async #copyEmbed(): Promise<void> {
    const { session } = this;
    if (!session) return;
    const { snapshot } = session;
    const { config, step, history } = snapshot;
    const view = viewOf(this.picture.state);
    const source = embedSource();
    const fallback = {
      sentence: this.sentence || this.language.common.sentence(settingsLine(snapshot, this.language)),
      address: await shownAddress(this.offers === 'embed' ? '' : pageAddress(this.#page), snapshot, view),
      linkText: this.#words.open,
    };
    const hasEdits = history.edits?.some((edit) => edit.step <= step) ?? false;
    const note = [
      ...(source.isKnown ? [] : [this.#words.embedPlace]),
      ...(isReplayable(session) ? [] : [this.#words.embedDiffers.weights]),
      ...(hasEdits ? [this.#words.embedDiffers.edits] : []),
    ].join(' ');
    await this.#copy(embedCode(config, view, step, source, fallback), this.#words.copied.embed, note);
  }

  async #copy(text: string, told: string, note = ''): Promise<void> {
    const said = await this.#copied.copy(text, told, note);
    if (said !== null) emit(this, 'spline-announce', said);
  }
}
