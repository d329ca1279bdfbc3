import type { PictureLayers, PictureTheme } from '../training/picture.js';
import type { SurfaceMesh } from '../training/surface-mesh.js';

/** One picture of a surface. */
export interface SurfaceScene {
  /** Replaced, never changed: what is drawn again with the same one is not sent to the GPU again. */
  readonly mesh: SurfaceMesh;
  /** RGBA per cell, [cellCount, 4]; replaced, never changed. With the fill `confidence` a drawing may do better. */
  readonly cellColors: Uint8ClampedArray<ArrayBuffer>;
  /** From the box to clip space with depth 0 to 1, column by column, [16]. */
  readonly viewProjection: ArrayLike<number>;
  /** Unit vector of the box. */
  readonly light: readonly [number, number, number];
  readonly layers: PictureLayers;
  readonly theme: PictureTheme;
  /** The cell that is outlined, -1 for none. */
  readonly markedCell: number;
  /** Whether cells are lit. */
  readonly isShaded: boolean;
}

/** Device pixels, and how many of them a CSS pixel takes. */
export interface SurfaceSize {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixelRatio: number;
}
