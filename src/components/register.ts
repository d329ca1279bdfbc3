/** Defines a tag once. A page may load two copies of the script: the first one wins, and a warning says so. */
export function register(tag: string, element: CustomElementConstructor): void {
  const present = customElements.get(tag);
  if (!present) customElements.define(tag, element);
  else if (present !== element) console.warn(`<${tag}> is already defined by another copy of Splinescope; it is kept.`);
}
