import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount } from '../format.js';
import { english } from '../language.js';
import { textButtonStyles } from '../prose/text-button.styles.js';
import { stepsStrings } from './steps-strings.js';

/** Where a step stands in its text. */
export interface StepPlace {
  /** From 1. */
  readonly step: number;
  readonly count: number;
  /** Sets the figure. */
  readonly show: () => void;
}

/**
 * One step of a text within `<spline-steps>`: its settings are those of the figure while its words cross the line of
 * the window at which steps act, or once its button is pressed. Every attribute that the figure knows is such a setting, as with `<spline-set>`, but for `state`.
 *
 * @element spline-step
 * @attr action - once the figure rests: play (by the button alone under reduced motion), pause, or switch: BN off or on
 * @attr current - the words cross the line at which steps act; set by itself
 *
 * @slot - the words
 * @csspart button - the button
 */
export class SplineStep extends LitElement {
  static override readonly styles = [
    textButtonStyles,
    css`
      :host {
        display: grid;
        align-content: center;
        box-sizing: border-box;
        min-block-size: var(--spline-step-size, 60vh);
        padding-inline-start: 1rem;
        border-inline-start: 3px solid color-mix(in srgb, currentcolor 18%, transparent);
      }
      :host([current]) {
        border-color: currentcolor;
      }
      button {
        justify-self: start;
        font-size: 0.875em;
      }
      .stills {
        display: none;
      }
      @media print {
        :host {
          display: block;
          min-block-size: 0;
          margin-block: 1.5rem;
          break-inside: avoid;
        }
        button {
          display: none;
        }
        .stills {
          display: flex;
          gap: 1rem;
        }
        .stills canvas {
          inline-size: 8cm;
          max-inline-size: 48%;
        }
      }
    `,
  ];

  @property() accessor action = '';
  @property({ type: Boolean, reflect: true }) accessor current = false;
  /** Null outside of a text of steps. */
  @property({ attribute: false }) accessor place: StepPlace | null = null;
  /** What its button is read in. */
  @property({ attribute: false }) accessor language = english;
  /** The figure as it was here, for paper; empty before it was. */
  @property({ attribute: false }) accessor stills: readonly HTMLCanvasElement[] = [];

  protected override render(): TemplateResult {
    const { place, language } = this;
    const words = language.of('steps', stepsStrings);
    return html`
      <div><slot></slot></div>
      ${
        place
          ? html`<button
              type="button"
              part="button"
              lang=${language.lang || nothing}
              dir=${language.dir}
              aria-label=${words.showName(formatCount(place.step, language), formatCount(place.count, language))}
              aria-current=${this.current ? 'step' : nothing}
              @click=${place.show}
            >
              ${words.show}
            </button>`
          : nothing
      }
      <div class="stills" aria-hidden="true">${this.stills}</div>
    `;
  }
}
