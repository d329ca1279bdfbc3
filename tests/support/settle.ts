import type { LitElement } from 'lit';

/**
 * Three frames, each with the tasks that it has left behind: observers have reported, and what was scheduled for the next
 * frame has run. On a busy machine a frame may begin before what observers of sight saw in the one before is told.
 */
export async function nextFrames(): Promise<void> {
  for (let frame = 0; frame < 3; frame++) {
    await new Promise(requestAnimationFrame);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Puts an element into the page and waits until it has rendered and been measured. */
export async function mount<T extends LitElement>(element: T, width = '400px'): Promise<T> {
  const box = document.createElement('div');
  box.style.width = width;
  box.append(element);
  document.body.replaceChildren(box);
  await element.updateComplete;
  await nextFrames();
  await element.updateComplete;
  return element;
}

/** The one element that a selector finds in a shadow tree. */
export function find<T extends Element = HTMLElement>(host: Element, selector: string): T {
  const found = host.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`<${host.localName}> has no ${selector}.`);
  return found;
}

export const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
