import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { FigureFinder } from '../by-id/figure-finder.js';
import { warnOnce } from '../by-id/target.js';
import { english, type Language, type Words } from '../language.js';
import { MediaQueryController } from '../controllers/media-query-controller.js';
import { ChildrenController } from '../prose/children-controller.js';
import { bringIntoSight, figureActions, isGlobal, rememberFigure, settingsFor } from '../prose/figure-state.js';
import { LedFigure } from '../prose/led-figure.js';
import { textButtonStyles } from '../prose/text-button.styles.js';
import { OwnScroll } from './own-scroll.js';
import { SplineStep } from './spline-step.js';
import { StepWalk, type WalkStep } from './step-walk.js';
import { stepsStrings } from './steps-strings.js';
import { uncoverFocus } from './uncover-focus.js';

/** Steps that are scrolled past in less time are not shown. */
const LINGER_MS = 150;
/** Of a still, in CSS pixels. */
const STILL_SIZE = 320;

const ownAttributes: ReadonlySet<string> = new Set(['action', 'current']);

/** Share of the window's height that a figure, with what is said under it, may take and stay in sight while the text passes. */
const MOST = { beside: 1, above: 0.75 } as const;
/** For what is said under the figure: two lines, which come and go. */
const SAID_PX = 76;
/** Where a step acts, as a share of the window's height: the middle, or that of what such a figure leaves. */
const MIDDLE = { beside: 50, above: 85 } as const;

/** Text and figure stand side by side; as in the styles. */
const wide = '(min-width: 60rem)';

/**
 * What the middle is that of: the window's, as that of all frames around it where they are of one origin. In frames of another
 * origin and in sandboxes, only that of the frame can be told.
 */
const middleRoot = (): Document | null => (window.frameElement === null && parent !== window ? document : null);

/**
 * A text whose steps set a figure as they are scrolled past the middle of the window, or, where the figure stands above the text,
 * the line at 85 % of its height, forwards and backwards. Scrolling stays the reader's, and each step has a button that does the same.
 *
 * A figure that the reader, or the page, has changed meanwhile stays as it is; a button then lets it follow the text again, and
 * another brings back what was changed. Under reduced motion all steps apply, but none plays by itself. Printed, every step
 * that was shown has its picture. Without script it is a figure and a text.
 *
 * @element spline-steps
 * @attr for - id of the figure, in the same document or shadow root
 *
 * @slot figure - the figure: beside the text in wide windows, above it in others; it stays in sight where that leaves room for words
 * @slot - `<spline-step>` elements
 * @cssprop [--spline-steps-paper] - behind the figure where text passes under it; the page's canvas
 * @cssprop [--spline-step-size] - least height of a step, 60vh
 */
export class SplineSteps extends LitElement {
  static override readonly styles = [
    textButtonStyles,
    css`
      :host {
        display: block;
      }
      .figure {
        z-index: 1;
        background: var(--spline-steps-paper, Canvas);
      }
      .hand {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25em 0.75em;
        min-block-size: 2.25rem;
        font-size: 0.875rem;
      }
      .hand p {
        margin: 0;
      }
      @media screen {
        .figure.pinned {
          position: sticky;
          inset-block-start: 0;
        }
      }
      @media screen and (max-width: 59.99rem) {
        /* Leaves room for words below, beside what a figure has around its picture. */
        .frame {
          max-inline-size: max(15rem, 75svh - 22.5rem);
          margin-inline: auto;
        }
      }
      @media screen and (min-width: 60rem) {
        .with-figure {
          display: grid;
          grid-template-columns: minmax(0, 1fr) minmax(0, 24rem);
          align-items: start;
          gap: 2.5rem;
        }
        .figure.pinned {
          inset-block-start: 1rem;
        }
        .frame {
          max-inline-size: max(15rem, 100svh - 22rem);
        }
      }
      @media print {
        .hand {
          display: none;
        }
      }
    `,
  ];

  /** Id of the figure. */
  @property({ attribute: 'for', reflect: true, useDefault: true }) accessor htmlFor = '';

  @state() private accessor isInHand = false;
  /** Puts the figure back as the reader had it; null: there is nothing to put back. */
  @state() private accessor takeBack: (() => Promise<void>) | null = null;
  @state() private accessor hasFailed = false;
  @state() private accessor hasFigure = false;
  /** Whether the figure stays in sight while the text passes: one that would leave no room for it does not. */
  @state() private accessor isPinned = false;

  @query('.figure') private accessor box!: HTMLElement;
  @query('.frame') private accessor frame!: HTMLElement;

  readonly #finder = new FigureFinder(this, () => this.#onFigure());
  readonly #prefersCalm = new MediaQueryController(this, '(prefers-reduced-motion: reduce)');
  readonly #isWide = new MediaQueryController(this, wide);
  #steps: readonly SplineStep[] = [];
  #current: SplineStep | null = null;
  /** The one whose settings the figure has. */
  #shown: SplineStep | null = null;
  #walk: StepWalk | null = null;
  #observer: IntersectionObserver | null = null;
  #isObservedWide = false;
  #isMeasured = false;
  readonly #sizes = new ResizeObserver(() => this.#measure());
  #lingering: ReturnType<typeof setTimeout> | undefined;
  /** What brings the figure into sight moves steps past the line that nobody wants to see. */
  readonly #ownScroll = new OwnScroll();

  constructor() {
    super();
    new ChildrenController(this, () => this.#readSteps());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#lingering);
    this.#ownScroll.end();
    this.#observer?.disconnect();
    this.#observer = null;
    this.#sizes.disconnect();
    this.#isMeasured = false;
  }

  protected override willUpdate(): void {
    this.#finder.follow(this.htmlFor);
    for (const step of this.#steps) step.language = this.#language;
  }

  protected override updated(): void {
    if (!this.#isMeasured) for (const box of [this, this.frame]) this.#sizes.observe(box);
    this.#isMeasured = true;
    if (!this.#observer || this.#isObservedWide !== this.#isWide.matches) this.#observe();
  }

  protected override render(): TemplateResult {
    const { lang, dir } = this.#language;
    const words = this.#words;
    return html`
      <div class=${this.hasFigure ? 'with-figure' : ''}>
        <div class="figure ${this.isPinned ? 'pinned' : ''}">
          <div class="frame"><slot name="figure"></slot></div>
          <div class="hand" lang=${lang || nothing} dir=${dir}>
            <p role="status">${this.#said}</p>
            ${
              this.isInHand
                ? html`<button type="button" @click=${() => void this.#ask(this.#current ?? this.#steps[0])}>
                    ${words.follow}
                  </button>`
                : nothing
            }
            ${
              this.takeBack
                ? html`<button type="button" class="back" @click=${() => void this.#goBack()}>↩ ${words.back}</button>`
                : nothing
            }
          </div>
        </div>
        <div class="text" @focusin=${this.#onFocus}><slot></slot></div>
      </div>
    `;
  }

  get #language(): Language {
    return this.#finder.figure?.language ?? english;
  }

  get #words(): Words<typeof stepsStrings> {
    return this.#language.of('steps', stepsStrings);
  }

  get #said(): string | typeof nothing {
    if (this.#finder.problem !== null) return this.#finder.problem;
    if (this.hasFailed) return this.#words.notBack;
    return this.isInHand ? this.#words.inHand : nothing;
  }

  readonly #onFocus = (event: FocusEvent): void => {
    if (this.isPinned && !this.#isWide.matches) uncoverFocus(event, this.box);
  };

  #measure(): void {
    const most = this.#isWide.matches ? MOST.beside : MOST.above;
    this.isPinned = this.frame.offsetHeight + SAID_PX <= most * innerHeight;
  }

  #readSteps(): void {
    const steps = [...this.querySelectorAll('spline-step')].filter((one) => one.closest('spline-steps') === this);
    this.hasFigure = this.querySelector(':scope > [slot=figure]') !== null;
    if (steps.length === this.#steps.length && steps.every((one, index) => one === this.#steps[index])) return;
    this.#steps = steps;
    steps.forEach((step, index) => {
      step.language = this.#language;
      step.place = { step: index + 1, count: steps.length, show: () => void this.#ask(step) };
    });
    this.#observe();
  }

  /** Which step crosses the middle of the window, or of what the figure leaves of it. */
  #observe(): void {
    this.#observer?.disconnect();
    this.#isObservedWide = this.#isWide.matches;
    const middle = this.#isObservedWide ? MIDDLE.beside : MIDDLE.above;
    const rootMargin = `-${middle}% 0% ${middle - 100}% 0%`;
    this.#observer = new IntersectionObserver(
      (entries) => {
        const crossing = entries.findLast(({ isIntersecting }) => isIntersecting);
        if (crossing && !this.#ownScroll.isLast) this.#onMiddle(crossing.target as SplineStep);
      },
      { root: middleRoot(), rootMargin },
    );
    for (const step of this.#steps) this.#observer.observe(step);
  }

  #onMiddle(step: SplineStep): void {
    this.#mark(step);
    clearTimeout(this.#lingering);
    this.#lingering = setTimeout(() => void this.#followText(), LINGER_MS);
  }

  #mark(current: SplineStep): void {
    this.#current = current;
    for (const step of this.#steps) step.current = step === current;
  }

  async #followText(): Promise<void> {
    const step = this.#current;
    if (!step || step === this.#shown || !this.#walk || this.#walk.isInHand) return;
    await this.#show(step, false);
  }

  /** A reader asks for it, whatever the figure shows. */
  async #ask(step: SplineStep | undefined): Promise<void> {
    const figure = this.#finder.figure;
    if (!step || !figure || !this.#walk) return;
    // What is merely scrolled past asks for nothing.
    figure.load();
    clearTimeout(this.#lingering);
    if (this.#walk.isInHand) {
      // Later steps may set what this one does not, and what other texts have set goes with the first.
      const read = await Promise.all(this.#steps.map((one) => this.#read(one)));
      const others = LedFigure.of(figure).names.map((name) => [name, ''] as const);
      const settings = [...read.flatMap((one) => one.settings), ...others];
      // What cannot be remembered is left all the same.
      this.takeBack = await rememberFigure(figure, settings).catch(() => null);
    }
    this.#mark(step);
    this.#ownScroll.begin(bringIntoSight(figure, this.#prefersCalm.matches));
    await this.#show(step, true);
  }

  async #show(step: SplineStep, isAsked: boolean): Promise<void> {
    const walk = this.#walk;
    if (!walk) return;
    this.#shown = step;
    this.isInHand = false;
    this.hasFailed = false;
    const { settings, action } = await this.#read(step);
    const playsAlone = action === 'play' && !isAsked;
    const isThere = await walk.show({ settings, action: playsAlone && this.#prefersCalm.matches ? null : action });
    if (isThere && step.stills.length === 0) await this.#keepStills(step, walk);
  }

  async #read(step: SplineStep): Promise<WalkStep> {
    const figure = this.#finder.figure;
    const written = [...step.attributes].filter(({ name }) => !ownAttributes.has(name) && name !== 'state');
    // A link stands above all other settings, and so it would end the walk.
    if (step.hasAttribute('state')) warnOnce(step, '"state" is for figures: a step sets single attributes.');
    const { settings, unknown } = figure ? await settingsFor(figure, written) : { settings: [], unknown: [] };
    for (const name of unknown) if (!isGlobal(name)) warnOnce(step, `"${name}" is no attribute of the figure.`);
    const action = figureActions.find((one) => one === step.action) ?? null;
    if (!action && step.action) warnOnce(step, `action="${step.action}" is none of ${figureActions.join(', ')}.`);
    return { settings, action };
  }

  /** For paper, once the exact cells are there, and unless the figure has gone on. */
  async #keepStills(step: SplineStep, walk: StepWalk): Promise<void> {
    const figure = this.#finder.figure;
    if (!figure) return;
    const canvases = await figure.paintStills(STILL_SIZE).catch(() => []);
    if (walk === this.#walk && step === this.#shown && !walk.isInHand) step.stills = canvases;
  }

  async #goBack(): Promise<void> {
    const { takeBack } = this;
    this.#walk?.handOver();
    try {
      await takeBack?.();
    } catch {
      this.hasFailed = true;
      // It may work later.
      this.takeBack = takeBack;
    }
  }

  #onFigure(): void {
    const { figure } = this.#finder;
    this.#walk?.dispose();
    this.#walk = figure && new StepWalk(figure, () => this.#onLeft());
    this.#onLeft();
    void this.#followText();
  }

  /** No step is set: the figure is another, in hand, or set by another text. */
  #onLeft(): void {
    this.#shown = null;
    this.isInHand = this.#walk?.isInHand ?? false;
    this.takeBack = null;
  }
}
