import { css, html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Session } from '../../training/session.js';
import { english, type Language, type Words } from '../language.js';
import { PageLookController } from '../spline-figure/page-look-controller.js';
import { styled } from '../style/styled.js';
import { GestureHold } from '../undo/gesture-hold.js';
import { authorTokens, tokens } from '../style/tokens.js';
import { byIdStrings } from './by-id-strings.js';
import { FigureFinder } from './figure-finder.js';
import type { FollowedFigure } from './followed-figure.js';

/** What a part shows. */
export interface PartScene {
  /** Null until there is one. */
  readonly figure: FollowedFigure | null;
  /** Null until the figure has begun. */
  readonly session: Session | null;
  readonly theme: 'light' | 'dark';
  readonly language: Language;
}

/** A part of a figure that stands elsewhere in the page: finds its figure, looks as the page does, and says what is missing. */
export class FigurePart {
  readonly #finder: FigureFinder;
  readonly #look: PageLookController;
  #id = '';

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#finder = new FigureFinder(host);
    this.#look = new PageLookController(host);
    new GestureHold(host, () => this.figure?.session ?? null);
  }

  get figure(): FollowedFigure | null {
    return this.#finder.figure;
  }

  /** @param id of the figure */
  follow(id: string): void {
    this.#id = id;
    this.#finder.follow(id || null);
  }

  /** Styles: `figurePartStyles`. */
  template(content: (scene: PartScene) => TemplateResult): TemplateResult {
    const { figure } = this;
    const { color, font } = this.#look;
    const theme = this.#theme;
    const language = figure?.language ?? english;
    const isPageInk = (figure?.theme ?? 'auto') === 'auto' && color !== '';
    return html`
      <div
        class="theme ${theme}"
        lang=${language.lang || nothing}
        dir=${language.dir}
        ${styled({ '--spline-sans': font, '--spline-serif': font, ...(isPageInk ? { '--spline-ink': color } : {}) })}
      >
        <div class="part">
          ${content({ figure, session: figure?.session ?? null, theme, language })}
          <p class="part-line">${this.#line(language.of('elsewhere', byIdStrings))}</p>
        </div>
      </div>
    `;
  }

  get #theme(): 'light' | 'dark' {
    const wanted = this.figure?.theme;
    if (wanted === 'light' || wanted === 'dark') return wanted;
    return this.#look.isDark ? 'dark' : 'light';
  }

  #line(words: Words<typeof byIdStrings>): TemplateResult | string | typeof nothing {
    const { figure, problem } = this.#finder;
    if (problem !== null) return problem;
    if (figure?.session) return nothing;
    return figure ? html`${words.begins} <a href="#${this.#id}">${words.toFigure}</a>` : words.begins;
  }
}

/** The line below is always there, so that nothing moves when it has nothing more to say. */
export const figurePartStyles = css`
  ${tokens}
  :host([for]) {
    display: block;
    /* Tells when the page's text has another colour. */
    transition: color 1ms;
  }
  .part {
    ${authorTokens}
    color: var(--spline-ink);
    font-family: var(--spline-sans);
    line-height: 1.4;
  }
  .part-line {
    min-block-size: 1.4em;
    margin: 0;
    color: var(--spline-ink-soft);
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }
  .part-line a {
    color: inherit;
  }
  @media print {
    .part-line {
      display: none;
    }
  }
`;
