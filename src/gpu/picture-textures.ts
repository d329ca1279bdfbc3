import type { GridSize } from './grid-resolution.js';
import type { CanvasPresenter, PresentableTexture } from './presenter.js';
import type { PoolMember, ScratchPool } from './shared-parts.js';

/** Textures are enlarged in steps of this, so that dragging a window's edge does not allocate at every frame. */
const TEXTURE_STEP = 64;

export interface PaintTarget extends PresentableTexture {
  readonly paint: GPUBindGroup;
}

/**
 * The texture that a picture is painted into until it goes onto its canvas, which then keeps it: so all pictures of a
 * device have their textures from a pool, each for as long as it is being made.
 */
export class PictureTextures {
  readonly #pool: ScratchPool<GPUTexture>;
  readonly #label: string;
  readonly #presenter: CanvasPresenter;
  readonly #bindPaint: (label: string, painted: GPUTextureView) => GPUBindGroup;
  readonly #targets = new WeakMap<GPUTexture, PaintTarget>();
  #size: GridSize | null = null;
  #texture: PoolMember<GPUTexture> | null = null;

  /** @param bindPaint bind group of the paint kernel for a texture */
  constructor(
    pool: ScratchPool<GPUTexture>,
    label: string,
    presenter: CanvasPresenter,
    bindPaint: (label: string, painted: GPUTextureView) => GPUBindGroup,
  ) {
    this.#pool = pool;
    this.#label = label;
    this.#presenter = presenter;
    this.#bindPaint = bindPaint;
  }

  /** The texture that is being painted; null between `giveBack` and `take`. */
  get target(): PaintTarget | null {
    const texture = this.#texture?.held;
    return texture ? (this.#targets.get(texture) ?? null) : null;
  }

  /** The texture that is held already, else another; a new one where those at hand are too small or far too large. */
  take({ width, height }: GridSize): void {
    if (!this.#size || !this.#texture || !isFitting(this.#size, { width, height })) {
      this.#texture?.leave();
      const side = (pixels: number) => Math.ceil(pixels / TEXTURE_STEP) * TEXTURE_STEP;
      const size = { width: side(width), height: side(height) };
      const key = `${size.width} x ${size.height}`;
      this.#texture = this.#pool.join(key, (own) => own.paintedTexture('painted', size.width, size.height));
      this.#size = size;
    }
    const texture = this.#texture.take();
    if (!this.#targets.has(texture)) this.#targets.set(texture, this.#target(texture));
  }

  /** What was painted has been presented, or is given up. */
  giveBack(): void {
    this.#texture?.giveBack();
  }

  destroy(): void {
    this.#texture?.leave();
  }

  #target(texture: GPUTexture): PaintTarget {
    const view = texture.createView({ label: `${texture.label}.view` });
    return { ...this.#presenter.presentable(texture), paint: this.#bindPaint(`${this.#label}.paint`, view) };
  }
}

function isFitting(held: GridSize, { width, height }: GridSize): boolean {
  const isLarge = held.width >= width && held.height >= height;
  return isLarge && held.width * held.height <= 4 * (width + TEXTURE_STEP) * (height + TEXTURE_STEP);
}
