import { css, html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { FigurePart, figurePartStyles, type PartScene } from '../by-id/figure-part.js';
import { StoreController } from '../controllers/store-controller.js';
import { barTemplate } from '../spline-figure/figure-bar.js';
import { barStyles } from '../spline-figure/figure-bar.styles.js';
import { defaultSpeed } from '../spline-lab/speeds.js';
import { figureStrings } from '../spline-figure/figure-strings.js';
import { savesData } from '../spline-figure/saves-data.js';
import { controlStyles, offPaperStyles } from '../style/controls.js';
import { scrubberTemplate } from '../time-travel/scrubber.js';
import { scrubberStyles } from '../time-travel/scrubber.styles.js';
import { timeNote } from '../time-travel/time-note.js';

/**
 * Play, one step, restart, pace and the steps of a figure's run, elsewhere in the page. The figure trains only while it is
 * itself in sight; until then the transport says that it is paused.
 *
 * @element spline-transport
 * @attr for - id of the figure, in the same document or shadow root
 *
 * @csspart bar - the row of buttons
 * @csspart play - the first of them
 */
export class SplineTransport extends LitElement {
  static override readonly styles = [
    controlStyles,
    offPaperStyles,
    figurePartStyles,
    barStyles,
    scrubberStyles,
    css`
      :host {
        display: block;
        container: transport / inline-size;
      }
      .bar {
        border: 0;
      }
      /* A row of its own, which has room for all that it will say. */
      .where {
        flex-basis: 100%;
        min-block-size: 1.4em;
      }
      @container transport (min-width: 44rem) {
        .where {
          flex-basis: 0;
        }
      }
      .scrubber {
        margin-block-start: 8px;
      }
    `,
  ];

  /** Id of the figure. */
  @property({ attribute: 'for', reflect: true, useDefault: true }) accessor htmlFor = '';

  readonly #part = new FigurePart(this);
  readonly #sessions = new StoreController(this);

  protected override willUpdate(): void {
    this.#part.follow(this.htmlFor);
    this.#sessions.follow(this.#part.figure?.session ?? null);
  }

  protected override render(): TemplateResult {
    return this.#part.template((scene) => this.#template(scene));
  }

  #template({ figure, session, language }: PartScene): TemplateResult {
    const scene = {
      session,
      isGoing: figure?.isPlaying ?? false,
      hold: figure?.hold ?? null,
      pace: figure?.stepsPerSecond ?? defaultSpeed,
      // The figure says so itself, and the line below what has not begun.
      hasFailed: false,
      canAsk: figure !== null && savesData(),
      controls: 'full',
      words: { ...language.of('figure', figureStrings), starting: '' },
      language,
    } as const;
    return html`
      ${scrubberTemplate(session, figure, language)}
      ${barTemplate(scene, {
        toggle: () => figure?.toggle(),
        step: () => figure?.step(),
        restart: () => figure?.restart(),
        setPace: (stepsPerSecond) => {
          if (figure) figure.stepsPerSecond = stepsPerSecond;
        },
      })}
      ${timeNote(session, figure, language)}
    `;
  }
}
