import type { ReactiveControllerHost } from 'lit';
import { cappedSize, DeviceSizeController, type DeviceSize, type PixelSize } from './device-size-controller.js';
import { IntersectionController } from './intersection-controller.js';

/** The box that an element draws in: how large it is, and whether it is seen. */
export class PictureBoxController {
  readonly #size: DeviceSizeController;
  readonly #sight: IntersectionController;

  /** @param onChange called when the box has another size, or has come into or gone out of sight */
  constructor(host: ReactiveControllerHost & Element, onChange: () => void) {
    this.#size = new DeviceSizeController(host, onChange);
    this.#sight = new IntersectionController(host, onChange);
  }

  observe(box: Element): void {
    this.#size.observe(box);
  }

  get size(): DeviceSize {
    return this.#size.size;
  }

  get isVisible(): boolean {
    return this.#sight.isVisible;
  }

  /** What to draw on; null while nothing is seen of it. */
  get pixels(): PixelSize | null {
    const pixels = cappedSize(this.#size.size);
    return this.#sight.isVisible && pixels.widthPx > 0 ? pixels : null;
  }
}
