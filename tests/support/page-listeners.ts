import { onTestFinished } from 'vitest';

interface PageListener {
  readonly target: EventTarget;
  readonly type: string;
  readonly listener: unknown;
  readonly isCapture: boolean;
  readonly signal: AbortSignal | null;
}

/**
 * Listeners of the page itself (window, document, media queries) that are added from now on and not taken away, until the test
 * ends. One that ends by itself after its first event counts as long as nobody takes it away.
 *
 * @returns what is there now, as `Window pageshow`
 */
export function watchPageListeners(): () => string[] {
  const live: PageListener[] = [];
  const isSame = (one: PageListener, other: PageListener): boolean =>
    (['target', 'type', 'listener', 'isCapture'] as const).every((key) => one[key] === other[key]);
  watchCalls('addEventListener', (added) => {
    if (!added.signal?.aborted && !live.some((one) => isSame(one, added))) live.push(added);
  });
  watchCalls('removeEventListener', (removed) => {
    const index = live.findIndex((one) => isSame(one, removed));
    if (index >= 0) live.splice(index, 1);
  });
  return () =>
    live
      .filter(({ signal }) => !signal?.aborted)
      .map(({ target, type }) => `${target.constructor.name} ${type}`)
      .sort();
}

function watchCalls(method: 'addEventListener' | 'removeEventListener', tell: (one: PageListener) => void): void {
  const { [method]: original } = EventTarget.prototype;
  EventTarget.prototype[method] = function (this: EventTarget, type, listener, options) {
    const { capture = false, signal = null } =
      typeof options === 'object' ? (options as AddEventListenerOptions) : { capture: options ?? false };
    const isOfPage = this === window || this === document || this instanceof MediaQueryList;
    if (isOfPage && listener) tell({ target: this, type, listener, isCapture: capture, signal });
    original.call(this, type, listener, options);
  };
  onTestFinished(() => void (EventTarget.prototype[method] = original));
}
