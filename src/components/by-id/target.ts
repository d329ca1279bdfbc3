/**
 * The element that `for` names, by its id in the same document or shadow root; null, and one warning, where there is none.
 *
 * @param element whose `for` it is
 */
export function targetOf(element: Element, id: string): HTMLElement | null {
  const root = element.getRootNode();
  const found = root instanceof Document || root instanceof ShadowRoot ? root.getElementById(id) : null;
  if (!found) warnOnce(element, `for="${id}" names no element here.`);
  return found;
}

const warned = new WeakMap<Element, Set<string>>();

/** For whoever writes the page. */
export function warnOnce(element: Element, problem: string): void {
  const told = warned.get(element) ?? new Set();
  warned.set(element, told);
  if (told.has(problem)) return;
  told.add(problem);
  console.warn(`<${element.localName}> ${problem}`);
}
