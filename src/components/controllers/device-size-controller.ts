import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface DeviceSize {
  readonly cssWidth: number;
  readonly cssHeight: number;
  /** Exact device pixels of the box, not capped. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Pixels to draw on. */
export interface PixelSize {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/**
 * Size of one element in device pixels, exact where the browser reports it (Safari does not: there the pixel ratio is
 * watched, which also changes with the browser's zoom). Only notes the size: a canvas resized inside the observer's
 * callback would show one blank frame.
 */
export class DeviceSizeController implements ReactiveController {
  readonly #onResize: () => void;
  readonly #observer: ResizeObserver;
  #target: Element | null = null;
  #ratioQuery: MediaQueryList | null = null;
  #size: DeviceSize = { cssWidth: 0, cssHeight: 0, widthPx: 0, heightPx: 0 };

  constructor(host: ReactiveControllerHost, onResize: () => void) {
    this.#onResize = onResize;
    this.#observer = new ResizeObserver((entries) => {
      const entry = entries.at(-1);
      if (entry) this.#measure(entry);
    });
    host.addController(this);
  }

  get size(): DeviceSize {
    return this.#size;
  }

  observe(target: Element): void {
    this.#target = target;
    this.#observer.disconnect();
    try {
      this.#observer.observe(target, { box: 'device-pixel-content-box' });
    } catch {
      // A browser without that box throws a TypeError; the plain box and the pixel ratio stand in.
      this.#observer.observe(target);
      this.#watchRatio();
    }
  }

  hostConnected(): void {
    if (this.#target) this.observe(this.#target);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#ratioQuery?.removeEventListener('change', this.#onRatioChange);
    this.#ratioQuery = null;
  }

  #watchRatio(): void {
    this.#ratioQuery?.removeEventListener('change', this.#onRatioChange);
    this.#ratioQuery = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    this.#ratioQuery.addEventListener('change', this.#onRatioChange);
  }

  readonly #onRatioChange = (): void => {
    if (this.#target) this.observe(this.#target);
  };

  #measure(entry: ResizeObserverEntry): void {
    const { width, height } = entry.contentRect;
    const exact = (entry.devicePixelContentBoxSize as readonly ResizeObserverSize[] | undefined)?.[0];
    this.#size = {
      cssWidth: width,
      cssHeight: height,
      widthPx: devicePixels(width, exact?.inlineSize),
      heightPx: devicePixels(height, exact?.blockSize),
    };
    this.#onResize();
  }
}

/** The exact count where it is of this screen; Chromium's emulated screens report the box at a ratio of 1. */
function devicePixels(cssLength: number, exact: number | undefined): number {
  const expected = cssLength * window.devicePixelRatio;
  return exact !== undefined && Math.abs(exact - expected) < 2 ? exact : Math.round(expected);
}

/** Device pixels to draw on: at most 2 per CSS pixel and 2 megapixels in all; the page scales what is left. */
export function cappedSize(size: DeviceSize): PixelSize {
  if (size.cssWidth === 0 || size.cssHeight === 0) return { widthPx: 0, heightPx: 0, pixelRatio: 1 };
  const ratio = size.widthPx / size.cssWidth;
  const byRatio = Math.min(1, 2 / ratio);
  const byArea = Math.min(1, Math.sqrt(2_000_000 / (size.widthPx * size.heightPx * byRatio * byRatio)));
  const scale = byRatio * byArea;
  if (scale === 1) return { widthPx: size.widthPx, heightPx: size.heightPx, pixelRatio: ratio };
  return {
    widthPx: Math.max(1, Math.floor(size.widthPx * scale)),
    heightPx: Math.max(1, Math.floor(size.heightPx * scale)),
    pixelRatio: ratio * scale,
  };
}
