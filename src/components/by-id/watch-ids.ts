/** Where elements are found by their ids. */
export type IdRoot = Document | ShadowRoot;

interface Watch {
  readonly observer: MutationObserver;
  readonly listeners: Set<() => void>;
}

/** One observer for each document or shadow root, however many elements look there. */
const watches = new WeakMap<IdRoot, Watch>();

/**
 * Calls back after elements of a document or shadow root have come, gone, or taken another id.
 *
 * @returns the way to stop
 */
export function watchIds(root: IdRoot, listener: () => void): () => void {
  const { observer, listeners } = watches.get(root) ?? begin(root);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer.disconnect();
    watches.delete(root);
  };
}

function begin(root: IdRoot): Watch {
  const listeners = new Set<() => void>();
  const observer = new MutationObserver(() => listeners.forEach((one) => one()));
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ['id'] });
  const watch = { observer, listeners };
  watches.set(root, watch);
  return watch;
}
