import { version } from './version.js';

/** Where a page keeps the version of the copy that defines its tags, for all copies of Splinescope on it. */
const owner = Symbol.for('splinescope');

type Page = typeof globalThis & { [owner]?: { readonly version: string } };

/**
 * Makes the function that defines tags for one copy of Splinescope. A page may load several copies, also of different
 * versions: the first that defines a tag defines all of them, since elements of two versions would not fit together. Each
 * later copy defines none and says so once.
 */
export function registrar(copyVersion: string): (tag: string, element: CustomElementConstructor) => void {
  const copy = { version: copyVersion };
  const page: Page = globalThis;
  let isToldOf = false;
  return (tag, element) => {
    page[owner] ??= copy;
    const first = page[owner];
    if (first !== copy) {
      if (!isToldOf)
        console.warn(
          `Splinescope ${first.version} is already on this page; this copy (${copyVersion}) is left unused.`,
        );
      isToldOf = true;
    } else if (!customElements.get(tag)) {
      customElements.define(tag, element);
    } else if (customElements.get(tag) !== element) {
      console.warn(`<${tag}> is already defined by another script; Splinescope may not work on this page.`);
    }
  };
}

/** Defines a tag once, unless another copy of Splinescope came first. */
export const register = registrar(version);
