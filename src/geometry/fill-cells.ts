/** Pictures of a partition, filled exactly: no pixel is evaluated by the network, each takes what its cell says. */
import { palettes, type Palette } from '../training/palette.js';
import type { PictureTheme, ViewWindow } from '../training/picture.js';
import { regionColour, setToConfidence } from '../training/reference/paint.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { ExactFill, NumberFill } from './cell-fills.js';
import { cellNumbers, cellNumbersInPieces } from './cell-numbers.js';
import type { Partition } from './partition.js';
import { cellsByPixelInPieces, type PixelView } from './raster-cells.js';
import {
  ColourRamp,
  scaleOf,
  scaleOfEqual,
  scaleOfEqualInPieces,
  scaleOfInPieces,
  type ValueScale,
} from './value-scale.js';
import { latticeRow, wallDensity, wallDensityInPieces } from './wall-density.js';

export interface CellFillRequest extends PixelView {
  readonly fill: ExactFill;
  readonly theme: PictureTheme;
  /** Of the fills by a number; that of the pixels if left out. Give it where pictures are to be compared. */
  readonly scale?: ValueScale;
  /** Of the discs of fill `density`, in input units; if left out 4 % of the view's longer side. */
  readonly densityRadius?: number;
}

export interface CellFill {
  /** RGBA, sRGB, row by row from the top; transparent where there is no cell. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** What the colours of `Palette.sequentialFills` stand for; null for the other fills. */
  readonly scale: ValueScale | null;
  /** The scale of the pixels, whichever was given; null for the other fills. */
  readonly ownScale: ValueScale | null;
}

/** Share of the view's longer side. */
const DENSITY_RADIUS = 0.04;
const PIXELS_PER_PIECE = 1 << 14;
const ROWS_PER_PIECE = 16;
const CELLS_PER_PIECE = 4096;
const densityRadiusOf = ({ x0, x1, y0, y1 }: ViewWindow): number => DENSITY_RADIUS * Math.max(x1 - x0, y1 - y0);

export const fillCells = (partition: Partition, request: CellFillRequest): CellFill =>
  finish(fillCellsInPieces(partition, request));

export function* fillCellsInPieces(partition: Partition, request: CellFillRequest): Pieces<CellFill> {
  const cells = yield* cellsByPixelInPieces(partition, request);
  const palette = palettes[request.theme];
  const pixels = new Uint8ClampedArray(4 * cells.length);
  switch (request.fill) {
    case 'plain':
      yield* fillAll(pixels, cells, palette);
      return { pixels, scale: null, ownScale: null };
    case 'region':
      yield* fillByCode(pixels, cells, partition, palette);
      return { pixels, scale: null, ownScale: null };
    case 'confidence':
      yield* fillByConfidence(pixels, cells, partition, palette, request);
      return { pixels, scale: null, ownScale: null };
    case 'slope':
    case 'area':
      return yield* fillByCell(
        pixels,
        cells,
        yield* cellNumbersInPieces(partition, request.fill),
        palette,
        request.scale,
      );
    case 'density':
      return yield* fillByDensity(pixels, cells, partition, palette, request);
    default:
      return request.fill satisfies never;
  }
}

function* fillAll(pixels: Uint8ClampedArray, cells: Int32Array, { paper }: Palette): Pieces<void> {
  yield* inRanges(cells.length, PIXELS_PER_PIECE, (first, end) => {
    for (let pixel = first; pixel < end; pixel++) if (cells[pixel]! >= 0) copyColour(pixels, pixel, paper, 0);
  });
}

function* fillByCode(
  pixels: Uint8ClampedArray,
  cells: Int32Array,
  partition: Partition,
  palette: Palette,
): Pieces<void> {
  const { codes, wordsPerCell, cellCount } = partition;
  const colours = new Uint8ClampedArray(3 * cellCount);
  yield* inRanges(cellCount, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) {
      colours.set(regionColour(palette, codes, cell * wordsPerCell, wordsPerCell), 3 * cell);
    }
  });
  yield* inRanges(cells.length, PIXELS_PER_PIECE, (first, end) => {
    for (let pixel = first; pixel < end; pixel++) {
      if (cells[pixel]! >= 0) copyColour(pixels, pixel, colours, 3 * cells[pixel]!);
    }
  });
}

/** Softmax of the affine logits that hold in the pixel's cell. */
function* fillByConfidence(
  pixels: Uint8ClampedArray,
  cells: Int32Array,
  { logits, classCount }: Partition,
  palette: Palette,
  { view, width, height }: PixelView,
): Pieces<void> {
  const colour: [number, number, number] = [0, 0, 0];
  const values = new Float64Array(classCount);
  const fillRow = (row: number): void => {
    const y = view.y1 - ((row + 0.5) / height) * (view.y1 - view.y0);
    for (let column = 0; column < width; column++) {
      const pixel = row * width + column;
      if (cells[pixel]! < 0) continue;
      const x = view.x0 + ((column + 0.5) / width) * (view.x1 - view.x0);
      let at = 3 * classCount * cells[pixel]!;
      let best = 0;
      for (let k = 0; k < classCount; k++, at += 3) {
        values[k] = logits[at]! * x + logits[at + 1]! * y + logits[at + 2]!;
        if (values[k]! > values[best]!) best = k;
      }
      let sum = 1;
      for (let k = 0; k < classCount; k++) if (k !== best) sum += Math.exp(values[k]! - values[best]!);
      setToConfidence(colour, palette, best, 1 / sum, classCount);
      copyColour(pixels, pixel, colour, 0);
    }
  };
  yield* inRanges(height, ROWS_PER_PIECE, (first, end) => {
    for (let row = first; row < end; row++) fillRow(row);
  });
}

/** @param values of every cell */
function* fillByCell(
  pixels: Uint8ClampedArray<ArrayBuffer>,
  cells: Int32Array,
  values: Float64Array,
  palette: Palette,
  givenScale: ValueScale | undefined,
): Pieces<CellFill> {
  const counts = new Int32Array(values.length);
  yield* inRanges(cells.length, PIXELS_PER_PIECE, (first, end) => {
    for (let pixel = first; pixel < end; pixel++) if (cells[pixel]! >= 0) counts[cells[pixel]!]!++;
  });
  const ownScale = yield* scaleOfInPieces(values, counts);
  const scale = givenScale ?? ownScale;
  const ramp = new ColourRamp(palette.sequentialFills, scale);
  const places = Int32Array.from(values, (value) => ramp.at(value));
  yield* inRanges(cells.length, PIXELS_PER_PIECE, (first, end) => {
    for (let pixel = first; pixel < end; pixel++) {
      if (cells[pixel]! >= 0) copyColour(pixels, pixel, ramp.bytes, places[cells[pixel]!]!);
    }
  });
  return { pixels, scale, ownScale };
}

/** Exact at the nodes of a lattice, bilinear between them; the own scale is that of the nodes in the view. */
function* fillByDensity(
  pixels: Uint8ClampedArray<ArrayBuffer>,
  cells: Int32Array,
  partition: Partition,
  palette: Palette,
  { view, width, height, scale: givenScale, densityRadius }: CellFillRequest,
): Pieces<CellFill> {
  const radius = densityRadius ?? densityRadiusOf(view);
  const lattice = yield* wallDensityInPieces(partition, overlap(view, partition.window), radius);
  const ownScale = yield* scaleOfEqualInPieces(lattice.values);
  const scale = givenScale ?? ownScale;
  const ramp = new ColourRamp(palette.sequentialFills, scale);
  const nodesPerX = (lattice.columns - 1) / (lattice.area.x1 - lattice.area.x0);
  const fillRow = (row: number): void => {
    const values = latticeRow(lattice, view.y1 - ((row + 0.5) / height) * (view.y1 - view.y0));
    for (let column = 0; column < width; column++) {
      const pixel = row * width + column;
      if (cells[pixel]! < 0) continue;
      const x = view.x0 + ((column + 0.5) / width) * (view.x1 - view.x0);
      const u = (x - lattice.area.x0) * nodesPerX;
      const node = Math.min(lattice.columns - 2, Math.floor(u));
      const value = values[node]! + (u - node) * (values[node + 1]! - values[node]!);
      copyColour(pixels, pixel, ramp.bytes, ramp.at(value));
    }
  };
  yield* inRanges(height, ROWS_PER_PIECE, (first, end) => {
    for (let row = first; row < end; row++) fillRow(row);
  });
  return { pixels, scale, ownScale };
}

/**
 * The scale of a partition's whole window, for pictures without pixels: by areas, as that of pixels would be if they were
 * infinitely small.
 */
export function windowScale(partition: Partition, fill: NumberFill): ValueScale {
  if (fill !== 'density') return scaleOf(cellNumbers(partition, fill), partition.areas);
  return scaleOfEqual(wallDensity(partition, partition.window, densityRadiusOf(partition.window)).values);
}

function overlap(one: ViewWindow, other: ViewWindow): ViewWindow {
  return {
    x0: Math.max(one.x0, other.x0),
    x1: Math.min(one.x1, other.x1),
    y0: Math.max(one.y0, other.y0),
    y1: Math.min(one.y1, other.y1),
  };
}

function copyColour(pixels: Uint8ClampedArray, pixel: number, colours: ArrayLike<number>, place: number): void {
  pixels[4 * pixel] = colours[place]!;
  pixels[4 * pixel + 1] = colours[place + 1]!;
  pixels[4 * pixel + 2] = colours[place + 2]!;
  pixels[4 * pixel + 3] = 255;
}
