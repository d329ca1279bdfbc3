import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Session } from '../../training/session.js';
import { StoreController } from '../controllers/store-controller.js';
import { emit } from '../events.js';
import { english } from '../language.js';
import { controlStyles } from '../style/controls.js';
import { scrubberTemplate, type TimeActions } from '../time-travel/scrubber.js';
import { scrubberStyles } from '../time-travel/scrubber.styles.js';
import { TimeNarrator } from '../time-travel/time-narrator.js';
import { timeNote } from '../time-travel/time-note.js';
import { splineScrubberStyles } from './spline-scrubber.styles.js';

/**
 * The steps of a run as a slider, and under it, while an earlier moment or a branch is shown, what that means and the ways back.
 *
 * @element spline-scrubber
 */
export class SplineScrubber extends LitElement {
  static override readonly styles = [controlStyles, scrubberStyles, splineScrubberStyles];

  @property({ attribute: false }) accessor session: Session | null = null;
  /** Goes through time in place of the session itself. */
  @property({ attribute: false }) accessor time: TimeActions | null = null;

  /** What it is described in. */
  @property({ attribute: false }) accessor language = english;

  readonly #sessions = new StoreController(this, () => this.#onSnapshot());
  readonly #narrator = new TimeNarrator(
    { say: (sentence) => emit(this, 'spline-announce', sentence) },
    () => this.language,
  );

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session')) this.#sessions.follow(this.session);
  }

  protected override render(): TemplateResult {
    const { session, language } = this;
    const time = this.time ?? session;
    return html`${scrubberTemplate(session, time, language)}${timeNote(session, time, language)}`;
  }

  #onSnapshot(): void {
    this.requestUpdate();
    if (this.session) this.#narrator.follow(this.session);
  }
}
