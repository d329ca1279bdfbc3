import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Text lighter than this, 0 to 1, stands on a dark page. */
const LIGHT_TEXT = 0.5;

/**
 * How the page around an element looks: the font and the colour that the element inherits. A page that is dark by a choice
 * of its own is known by its light text. Follows the page where the host has a transition of `color`; there is none while the
 * browser leaves the host's rendering out, after which it has to be told to look.
 */
export class PageLookController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #font = '';
  #color = '';
  #isDark = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** A list of font families. */
  get font(): string {
    return this.#font;
  }

  /** Of text. */
  get color(): string {
    return this.#color;
  }

  get isDark(): boolean {
    return this.#isDark;
  }

  hostConnected(): void {
    this.#host.addEventListener('transitionend', this.#onTransition);
    this.look();
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('transitionend', this.#onTransition);
  }

  readonly #onTransition = (event: TransitionEvent): void => {
    if (event.target === this.#host && event.propertyName === 'color') this.look();
  };

  /** Looks at the page again. */
  look(): void {
    const { fontFamily, color } = getComputedStyle(this.#host);
    if (fontFamily === this.#font && color === this.#color) return;
    this.#font = fontFamily;
    this.#color = color;
    this.#isDark = lightness(color) > LIGHT_TEXT;
    this.#host.requestUpdate();
  }
}

/** Of any CSS colour, 0 to 1, by the weights of Rec. 709. */
function lightness(color: string): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) return 0;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}
