import type { LitElement } from 'lit';
import type { PictureTheme } from '../../training/picture.js';
import { MediaQueryController } from '../controllers/media-query-controller.js';
import type { FigureTheme } from './figure-options.js';
import { PageLookController } from './page-look-controller.js';

/** How a figure looks: as its author says, else as the page around it does, and as calm as the reader wants it. */
export class FigureLook {
  readonly #page: PageLookController;
  readonly #calm: MediaQueryController;
  readonly #theme: () => FigureTheme;
  readonly #isPrinting: () => boolean;

  constructor(host: LitElement, theme: () => FigureTheme, isPrinting: () => boolean) {
    this.#page = new PageLookController(host);
    this.#calm = new MediaQueryController(host, '(prefers-reduced-motion: reduce)');
    this.#theme = theme;
    this.#isPrinting = isPrinting;
  }

  get prefersCalm(): boolean {
    return this.#calm.matches;
  }

  /** On the screen. */
  get theme(): PictureTheme {
    const theme = this.#theme();
    if (theme !== 'auto') return theme;
    return this.#page.isDark ? 'dark' : 'light';
  }

  /** Paper is light: a page that is dark on the screen has its text in a dark colour there, or nobody could read it. */
  get printedTheme(): PictureTheme {
    return this.#isPrinting() && this.#theme() === 'auto' ? 'light' : this.theme;
  }

  /** Looks at the page again. */
  look(): void {
    this.#page.look();
  }

  /** The page's font and colour of text, which charts need in full. */
  dress({ style }: HTMLElement): void {
    style.setProperty('--spline-sans', this.#page.font);
    style.setProperty('--spline-serif', this.#page.font);
    const isPageInk = this.#theme() === 'auto' && this.printedTheme === this.theme;
    if (isPageInk) style.setProperty('--spline-ink', this.#page.color);
    else style.removeProperty('--spline-ink');
  }
}
