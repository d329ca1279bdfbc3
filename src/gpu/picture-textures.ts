import type { GpuResources } from './buffers.js';
import type { GridSize } from './grid-resolution.js';
import type { CanvasPresenter, PresentableTexture } from './presenter.js';

/** Textures are enlarged in steps of this, so that dragging a window's edge does not allocate at every frame. */
const TEXTURE_STEP = 128;

export interface PaintTarget extends PresentableTexture {
  readonly paint: GPUBindGroup;
}

/** The two textures of a picture: one is shown while the other is painted. */
export class PictureTextures {
  readonly #resources: GpuResources;
  readonly #label: string;
  readonly #presenter: CanvasPresenter;
  readonly #bindPaint: (label: string, painted: GPUTextureView) => GPUBindGroup;
  #targets: readonly [PaintTarget, PaintTarget] | null = null;

  /** @param bindPaint bind group of the paint kernel for a texture */
  constructor(
    resources: GpuResources,
    label: string,
    presenter: CanvasPresenter,
    bindPaint: (label: string, painted: GPUTextureView) => GPUBindGroup,
  ) {
    this.#resources = resources;
    this.#label = label;
    this.#presenter = presenter;
    this.#bindPaint = bindPaint;
  }

  /** The texture to be painted next. Null before `ensure`. */
  get next(): PaintTarget | null {
    return this.#targets?.[0] ?? null;
  }

  /** The painted texture is shown: the other one comes next. */
  swap(): void {
    if (this.#targets) this.#targets = [this.#targets[1], this.#targets[0]];
  }

  /** Makes new textures where those at hand are too small or far too large. */
  ensure({ width, height }: GridSize): void {
    const texture = this.#targets?.[0].texture;
    const isLarge = texture && texture.width >= width && texture.height >= height;
    if (isLarge && texture.width * texture.height <= 4 * (width + TEXTURE_STEP) * (height + TEXTURE_STEP)) return;
    for (const target of this.#targets ?? []) this.#resources.release(target.texture);
    this.#targets = [this.#target(width, height, 0), this.#target(width, height, 1)];
  }

  #target(width: number, height: number, index: number): PaintTarget {
    const side = (pixels: number) => Math.ceil(pixels / TEXTURE_STEP) * TEXTURE_STEP;
    const texture = this.#resources.paintedTexture(`${this.#label}.painted${index}`, side(width), side(height));
    return {
      ...this.#presenter.presentable(texture),
      paint: this.#bindPaint(`${this.#label}.paint${index}`, texture.createView({ label: `${texture.label}.view` })),
    };
  }
}
