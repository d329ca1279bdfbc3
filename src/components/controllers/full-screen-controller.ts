import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether nothing but what an element is part of is on the screen, so that there is no page to scroll past it. */
export class FullScreenController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #isFull = false;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  hostConnected(): void {
    document.addEventListener('fullscreenchange', this.#look);
    this.#look();
  }

  hostDisconnected(): void {
    document.removeEventListener('fullscreenchange', this.#look);
  }

  readonly #look = (): void => {
    const { fullscreenElement: full } = document;
    this.#isFull = full !== null && !isScrolledPage(full) && isWithin(this.#host, full);
    this.#host.requestUpdate();
  };
}

/** All of a page in full screen is still scrolled. */
const isScrolledPage = (full: Element): boolean =>
  full === document.documentElement && full.scrollHeight > full.clientHeight;

/** Out of shadow trees, too. */
function isWithin(element: Element, ancestor: Element): boolean {
  for (let at: Node | null = element; at; at = at instanceof ShadowRoot ? at.host : at.parentNode)
    if (at === ancestor) return true;
  return false;
}
