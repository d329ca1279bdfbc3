/** How a picture is cut into the tiles that the grid kernels compute one after another. Sizes are in grid pixels. */
import type { ViewWindow } from '../training/picture.js';
import type { FoldedLayout } from './folded-layout.js';
import type { PartitionTile } from './kernels/partition-grid.js';

/** Edge of a block: tiles begin at multiples of it. */
export const BLOCK_SIZE = 8;

export interface TileArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const blocksAcross = (pixels: number): number => Math.ceil(pixels / BLOCK_SIZE);

/**
 * Tiles of nearly equal size that cover a grid, row by row, each of at most `maximumPixels` with its padding to whole
 * blocks. As square as that allows.
 *
 * @param maximumPixels one block (64) or more
 */
export function tilesOf(width: number, height: number, maximumPixels: number): TileArea[] {
  const maximumBlocks = Math.max(1, Math.floor(maximumPixels / BLOCK_SIZE ** 2));
  const [across, down] = [blocksAcross(width), blocksAcross(height)];
  const columns = Math.ceil(across / Math.max(1, Math.min(across, Math.floor(Math.sqrt(maximumBlocks)))));
  const tileAcross = Math.ceil(across / columns);
  const rows = Math.ceil(down / Math.floor(maximumBlocks / tileAcross));
  const tileDown = Math.ceil(down / rows);
  const tiles: TileArea[] = [];
  for (let y = 0; y < height; y += tileDown * BLOCK_SIZE) {
    for (let x = 0; x < width; x += tileAcross * BLOCK_SIZE) {
      tiles.push({
        x,
        y,
        width: Math.min(tileAcross * BLOCK_SIZE, width - x),
        height: Math.min(tileDown * BLOCK_SIZE, height - y),
      });
    }
  }
  return tiles;
}

/** The uniform of one tile of a grid of `width` x `height` pixels over `view`. */
export function tileValues(
  area: TileArea,
  view: ViewWindow,
  width: number,
  height: number,
): Parameters<typeof PartitionTile.encode>[0] {
  return {
    centre: [(view.x0 + view.x1) / 2, (view.y0 + view.y1) / 2],
    pixel_size: [(view.x1 - view.x0) / width, (view.y1 - view.y0) / height],
    first_pixel: [area.x - width / 2, area.y - height / 2],
    picture_size: [width, height],
    origin: [area.x, area.y],
    size: [area.width, area.height],
    blocks: [blocksAcross(area.width), blocksAcross(area.height)],
  };
}

/** Bytes of the buffers that the grid kernels write for one tile. */
export interface TileBytes {
  /** One of two: layers read from one and write to the other. */
  readonly activations: number;
  readonly coefficients: number;
  readonly crossings: number;
  readonly codes: number;
  readonly distances: number;
  /** Margins; classes take as much. */
  readonly margins: number;
}

export function wordsPerPixel({ layers }: FoldedLayout): number {
  return layers.slice(0, -1).reduce((words, { width }) => words + Math.ceil(width / 32), 0);
}

/** Heads of up to so many classes are computed along with the last hidden layer, whose activations are then not stored. */
export const FUSED_CLASSES = 4;

/** With one hidden layer the head is the second layer, and needs no storing before it. */
export function isHeadFused({ layers }: FoldedLayout): boolean {
  return layers.length > 2 && (layers.at(-1)?.width ?? 0) <= FUSED_CLASSES;
}

/**
 * @param pixels of the tile with its padding to whole blocks
 * @param mayBeCurved whether networks may normalise single samples: then every layer is stored
 */
export function tileBytes(layout: FoldedLayout, pixels: number, mayBeCurved = false): TileBytes {
  const { layers } = layout;
  const lastHidden = layers.length - 2;
  const isStored = (index: number): boolean => index > 0 && !(index === lastHidden && isHeadFused(layout));
  const stored = layers.filter((_, index) => mayBeCurved || isStored(index));
  const blocks = pixels / BLOCK_SIZE ** 2;
  return {
    activations: 16 * Math.max(...stored.map(({ groups }) => groups)) * pixels,
    coefficients: 48 * (layers[1]?.groups ?? 0) * blocks,
    crossings: 4 * Math.ceil((layers[0]?.width ?? 0) / 32) * blocks,
    codes: 4 * wordsPerPixel(layout) * pixels,
    distances: (layers.length - 1) * pixels,
    margins: 4 * pixels,
  };
}

/** Most pixels of one tile for which no buffer of the grid takes more than `maximumBytes`. */
export function tileCapacity(layout: FoldedLayout, maximumBytes: number, mayBeCurved = false): number {
  const blockBytes = tileBytes(layout, BLOCK_SIZE ** 2, mayBeCurved);
  const blocks = Math.floor(maximumBytes / Math.max(...Object.values<number>({ ...blockBytes })));
  return Math.max(1, blocks) * BLOCK_SIZE ** 2;
}
