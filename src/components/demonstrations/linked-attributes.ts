/** Links to a demonstration in its page: the fragment names the element, and after a question mark what its attributes are to be. */
import type { ReactiveController, ReactiveElement } from 'lit';
import type { Entry } from '../../io/parse-experiment.js';

/** What a link calls an element; null: there is another of that name before it. */
function nameOf(element: Element): string | null {
  if (element.id) return element.id;
  return element.ownerDocument.querySelector(`${element.localName}:not([id])`) === element ? element.localName : null;
}

/** Address of the element with these attributes; of its page alone where no link can name it. @param page without a fragment */
export function addressOf(element: Element, entries: readonly Entry[], page: string): string {
  const name = nameOf(element);
  if (name === null) return page;
  const own = new URLSearchParams(entries.map(([attribute, value]) => [attribute, value])).toString();
  return `${page}#${encodeURIComponent(name)}${own || !element.id ? `?${own}` : ''}`;
}

/** Gives its host the attributes that the address of the page has for it, and shows it then. */
export class LinkedAttributes implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #attributes: readonly string[];

  /** @param attributes that a link may set */
  constructor(host: ReactiveElement, attributes: readonly string[]) {
    this.#host = host;
    this.#attributes = attributes;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('hashchange', this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    removeEventListener('hashchange', this.#follow);
  }

  readonly #follow = (): void => {
    const [, name, own] = /^#([^?]*)\?(.*)$/s.exec(location.hash) ?? [];
    if (name === undefined || name !== encodeURIComponent(nameOf(this.#host) ?? '')) return;
    for (const [attribute, value] of new URLSearchParams(own)) {
      if (this.#attributes.includes(attribute)) this.#host.setAttribute(attribute, value);
    }
    void this.#host.updateComplete.then(() => this.#show());
  };

  /** What it stands in where it is folded itself. */
  #show(): void {
    let shown: Element | null = this.#host;
    while (shown && !shown.checkVisibility()) shown = shown.parentElement;
    shown?.scrollIntoView();
  }
}
