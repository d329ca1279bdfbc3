/** Exact fills, against pictures of which every pixel is a forward pass. */
import { describe, expect, it } from 'vitest';
import type { ExactFill } from '../../src/geometry/cell-fills.js';
import { fillCells } from '../../src/geometry/fill-cells.js';
import { partitionOf, type Partition } from '../../src/geometry/partition.js';
import { wallSegments } from '../../src/geometry/wall-segments.js';
import { cellsByPixel, type PixelView } from '../../src/geometry/raster-cells.js';
import { slopeNorm } from '../../src/geometry/slope-norm.js';
import { discArea, latticeRow, wallDensity } from '../../src/geometry/wall-density.js';
import { scaleOf } from '../../src/geometry/value-scale.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { palettes } from '../../src/training/palette.js';
import type { ViewWindow } from '../../src/training/picture.js';
import { gridCodes, pictureGrid, pixelCentre } from '../../src/training/reference/activation-code.js';
import { paintPicture } from '../../src/training/reference/paint.js';
import { preactivationsAt } from '../../src/training/reference/point.js';
import { lawsCases, lawsNetwork, lawsWindow } from '../support/laws-networks.js';
import { randomFolded } from '../support/random-folded.js';
import { recordedPartition, recordedPartitionNames } from '../support/recorded-partitions.js';

/** Pixels within the window whose cell has not the code of a forward pass, those aside where a code hangs on rounding. */
function wrongPixels(folded: FoldedNetwork, partition: Partition, { view, width, height }: PixelView): number[] {
  const cells = cellsByPixel(partition, { view, width, height });
  const { words, wordsPerPixel } = gridCodes(folded, view, width, height);
  const { x0, x1, y0, y1 } = partition.window;
  const wrong: number[] = [];
  cells.forEach((cell, pixel) => {
    const point = pixelCentre(folded, view, width, height, pixel % width, Math.floor(pixel / width));
    const isInside = point[0]! >= x0 && point[0]! <= x1 && point[1]! >= y0 && point[1]! <= y1;
    if (cell < 0 || !isInside) {
      if (cell >= 0 || isInside) wrong.push(pixel);
      return;
    }
    const isEqual = Array.from({ length: wordsPerPixel }, (_, i) => i).every(
      (i) => partition.codes[cell * wordsPerPixel + i] === words[pixel * wordsPerPixel + i],
    );
    // Pre-activations of order 10 carry rounding of some 1e-14: nearer to 0 than this a sign says nothing.
    if (
      !isEqual &&
      preactivationsAt(folded, point)
        .slice(0, -1)
        .flatMap((z) => [...z])
        .every((z) => z === 0 || Math.abs(z) > 1e-11)
    )
      wrong.push(pixel);
  });
  return wrong;
}

describe('the cell of a pixel', () => {
  it.each(recordedPartitionNames)('is that of its centre in %s', (name) => {
    const { folded, partition } = recordedPartition(name);
    expect(wrongPixels(folded, partition, { view: partition.window, width: 41, height: 37 })).toEqual([]);
  });

  it.each(lawsCases)('is that of its centre in $hiddenWidths, slope $slope, seed $seed ($special)', (one) => {
    const folded = lawsNetwork(one);
    const partition = partitionOf(folded, lawsWindow);
    expect(wrongPixels(folded, partition, { view: lawsWindow, width: 12, height: 12 })).toEqual([]);
  });

  it('is that of its centre in a view that leaves the window, and none beyond it', () => {
    const folded = randomFolded({ inputDimension: 2, hiddenWidths: [33, 17], classCount: 2 }, 7);
    const partition = partitionOf(folded, lawsWindow);
    const views: readonly ViewWindow[] = [
      { x0: -3, x1: 0.5, y0: 1, y1: 4 },
      { x0: 0.1, x1: 0.11, y0: 0.2, y1: 0.21 },
      { x0: 5, x1: 6, y0: 5, y1: 6 },
    ];
    for (const view of views) expect(wrongPixels(folded, partition, { view, width: 50, height: 30 })).toEqual([]);
  });

  it('is one, where centres lie on walls', () => {
    // Walls through the centres of a row and of a column of pixels.
    const folded: FoldedNetwork = {
      slopeBelowZero: 0,
      layers: [
        { inputWidth: 2, width: 2, weight: Float64Array.of(1, 0, 0, 1), bias: Float64Array.of(0, 0) },
        { inputWidth: 2, width: 2, weight: Float64Array.of(1, 2, 3, 4), bias: Float64Array.of(0, 0) },
      ],
    };
    const view = { x0: -1.5, x1: 1.5, y0: -1.5, y1: 1.5 };
    const partition = partitionOf(folded, view);
    const cells = cellsByPixel(partition, { view, width: 3, height: 3 });
    const counts = Array.from({ length: 4 }, (_, cell) => cells.filter((one) => one === cell).length);
    expect(counts.sort()).toEqual([1, 2, 2, 4]);
  });

  it('is none where a partition ended early', () => {
    const folded = randomFolded({ inputDimension: 2, hiddenWidths: [33, 17], classCount: 2 }, 7);
    const part = partitionOf(folded, lawsWindow, { mostCells: 50 });
    const whole = partitionOf(folded, lawsWindow);
    const view = { view: lawsWindow, width: 60, height: 60 };
    const code = ({ codes, wordsPerCell }: Partition, cell: number) =>
      String(codes.subarray(cell * wordsPerCell, (cell + 1) * wordsPerCell));
    const known = new Set(Array.from({ length: part.cellCount }, (_, cell) => code(part, cell)));
    const cells = cellsByPixel(part, view);
    cellsByPixel(whole, view).forEach((cell, pixel) => {
      const expected = known.has(code(whole, cell)) ? code(whole, cell) : 'none';
      expect(cells[pixel]! < 0 ? 'none' : code(part, cells[pixel]!)).toBe(expected);
    });
  });
});

describe('the fills of every picture', () => {
  const nets = [
    { name: 'two classes', folded: randomFolded({ inputDimension: 2, hiddenWidths: [40, 9], classCount: 2 }, 4) },
    { name: 'five classes', folded: randomFolded({ inputDimension: 2, hiddenWidths: [12, 9], classCount: 5 }, 5, 0.1) },
  ];

  it.each(nets)('have the colours of the painter, for $name', ({ folded }) => {
    const partition = partitionOf(folded, lawsWindow);
    const grid = pictureGrid(folded, lawsWindow, 50, 50);
    for (const theme of ['light', 'dark'] as const) {
      for (const fill of ['confidence', 'region', 'plain'] as const) {
        const layers = { fill, walls: [false, false], decisionBoundary: false };
        const painted = paintPicture(grid, partition.classCount, { theme, gridPixelsPerCssPixel: 1, layers });
        const { pixels, scale } = fillCells(partition, { view: lawsWindow, width: 50, height: 50, fill, theme });
        expect(scale).toBeNull();
        const apart = pixels.map((value, i) => Math.abs(value - painted[i]!));
        // Where a channel is half a step between two values, rounding decides.
        expect(Math.max(...apart)).toBeLessThanOrEqual(fill === 'confidence' ? 1 : 0);
        expect(apart.filter((difference) => difference > 0).length).toBeLessThan(5);
      }
    }
  });

  it('are transparent outside the window', () => {
    const partition = partitionOf(nets[0]!.folded, lawsWindow);
    const view = { x0: lawsWindow.x0 - 1, x1: lawsWindow.x0 + 1, y0: 0, y1: 1 };
    for (const fill of ['confidence', 'region', 'plain', 'slope', 'area', 'density'] as const) {
      const { pixels } = fillCells(partition, { view, width: 8, height: 2, fill, theme: 'dark' });
      expect(Array.from({ length: 16 }, (_, pixel) => pixels[4 * pixel + 3])).toEqual(
        Array.from({ length: 16 }, (_, pixel) => (pixel % 8 < 4 ? 0 : 255)),
      );
    }
  });
});

describe('fills by a number', () => {
  const { partition } = recordedPartition('circles42-16x16-bn-relu-sgdm.step350');
  const request = { view: partition.window, width: 90, height: 90, theme: 'light' as const };
  const cells = cellsByPixel(partition, request);
  const colourAt = (pixels: Uint8ClampedArray, pixel: number) => [...pixels.subarray(4 * pixel, 4 * pixel + 3)];
  const ends = [palettes.light.sequentialFills[0]!, palettes.light.sequentialFills.at(-1)!];

  const byCell: readonly { fill: ExactFill; valueOf: (cell: number) => number }[] = [
    { fill: 'slope', valueOf: (cell) => slopeNorm(partition, cell) },
    { fill: 'area', valueOf: (cell) => partition.areas[cell]! },
  ];

  it.each(byCell)(
    '$fill runs from one end of the colours to the other, in the order of the values',
    ({ fill, valueOf }) => {
      const { pixels, scale } = fillCells(partition, { ...request, fill });
      const { low, high } = scale!;
      const order = [...cells.keys()].sort((p, q) => valueOf(cells[p]!) - valueOf(cells[q]!));
      // Red falls along the light colours, or stays.
      const reds = order.map((pixel) => pixels[4 * pixel]!);
      expect(reds).toEqual([...reds].sort((p, q) => q - p));
      const below = order.filter((pixel) => valueOf(cells[pixel]!) <= low);
      const above = order.filter((pixel) => valueOf(cells[pixel]!) >= high);
      for (const pixel of below) expect(colourAt(pixels, pixel)).toEqual(ends[0]);
      for (const pixel of above) expect(colourAt(pixels, pixel)).toEqual(ends[1]);
      // 2 % of the pixels beyond each end, and the cells that hold these percentiles.
      const largest = Math.max(...byCellCounts());
      for (const end of [below, above]) {
        expect(end.length).toBeGreaterThan(0);
        expect(end.length).toBeLessThanOrEqual(0.02 * cells.length + largest);
      }
    },
  );

  function byCellCounts(): number[] {
    const counts = new Map<number, number>();
    cells.forEach((cell) => counts.set(cell, (counts.get(cell) ?? 0) + 1));
    return [...counts.values()];
  }

  it('use the scale that is asked for', () => {
    const scale = { low: 1, high: 1e4, isLogarithmic: true };
    const filled = fillCells(partition, { ...request, fill: 'slope', scale });
    expect(filled.scale).toEqual(scale);
    const middle = palettes.light.sequentialFills[2]!;
    cells.forEach((cell, pixel) => {
      const share = Math.log(slopeNorm(partition, cell)) / Math.log(1e4);
      if (Math.abs(share - 0.5) > 0.005) return;
      // A hundredth of the ramp, whose neighbouring colours are at most 30 apart, is 4 entries of its 5 x 0.01.
      colourAt(filled.pixels, pixel).forEach((value, i) => expect(Math.abs(value - middle[i]!)).toBeLessThanOrEqual(2));
    });
  });

  it('find the ends of a scale by weight', () => {
    const values = Float64Array.of(5, 1, 1000, 3, 2);
    expect(scaleOf(values, [30, 30, 1, 30, 30])).toEqual({ low: 1, high: 5, isLogarithmic: false });
    expect(scaleOf(values, [30, 30, 30, 30, 30])).toEqual({ low: 1, high: 1000, isLogarithmic: true });
    expect(scaleOf(values, [0, 0, 0, 1, 0])).toEqual({ low: 3, high: 3, isLogarithmic: false });
    expect(scaleOf(Float64Array.of(0, 9), [1, 1])).toEqual({ low: 0, high: 9, isLogarithmic: false });
  });

  it('draw one colour where all values are equal', () => {
    const flat = partitionOf(randomFolded({ inputDimension: 2, hiddenWidths: [1], classCount: 2 }, 1), lawsWindow);
    const dead = { ...flat, logits: flat.logits.map(() => 0) };
    const { pixels, scale } = fillCells(dead, { view: lawsWindow, width: 5, height: 5, fill: 'slope', theme: 'dark' });
    expect(scale).toEqual({ low: 0, high: 0, isLogarithmic: false });
    expect(new Set(Array.from({ length: 25 }, (_, pixel) => String(colourAt(pixels, pixel)))).size).toBe(1);
  });
});

describe('the density of walls', () => {
  const { partition } = recordedPartition('circles42-16x16-none-relu-sgdm.step350');
  const { window } = partition;

  it('is the length within discs over their area within the window', () => {
    const radius = 0.3;
    const { columns, rows, values, area } = wallDensity(partition, window, radius);
    for (const [row, column] of [
      [0, 0],
      [rows - 1, 3],
      [7, columns - 1],
      [10, 11],
      [12, 9],
    ] as const) {
      const [x, y] = [
        area.x0 + (column / (columns - 1)) * (area.x1 - area.x0),
        area.y0 + (row / (rows - 1)) * (area.y1 - area.y0),
      ];
      // Each wall in pieces, by whether their middles are in the disc; at either end of what is inside, half a piece is in doubt.
      let [length, doubt] = [0, 0];
      const segments = wallSegments(partition);
      const pieces = 500;
      for (let i = 0; i < segments.length; i += 4) {
        const [ax, ay, bx, by] = segments.subarray(i, i + 4) as unknown as [number, number, number, number];
        const piece = Math.hypot(bx - ax, by - ay) / pieces;
        let isNear = false;
        for (let k = 0; k < pieces; k++) {
          const t = (k + 0.5) / pieces;
          const distance = Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y);
          if (distance < radius) length += piece;
          isNear ||= distance < radius + piece;
        }
        if (isNear) doubt += piece;
      }
      const own = values[row * columns + column]! * discArea(window, x, y, radius);
      expect(Math.abs(own - length)).toBeLessThanOrEqual(doubt);
      expect(doubt).toBeLessThan(0.01 * own);
    }
  });

  it('has the area of discs that the window cuts', () => {
    const radius = 0.7;
    for (const [x, y] of [
      [0, 0],
      [window.x0, window.y1],
      [window.x1 - 0.2, 0.3],
      [window.x0 + 0.5, window.y0 + 0.1],
    ] as const) {
      let inside = 0;
      const side = 400;
      for (let i = 0; i < side ** 2; i++) {
        const px = x + ((2 * ((i % side) + 0.5)) / side - 1) * radius;
        const py = y + ((2 * (Math.floor(i / side) + 0.5)) / side - 1) * radius;
        const isInside = px >= window.x0 && px <= window.x1 && py >= window.y0 && py <= window.y1;
        if (isInside && Math.hypot(px - x, py - y) < radius) inside++;
      }
      const sampled = (inside * (2 * radius) ** 2) / side ** 2;
      // A lattice of 400 points a side is wrong by less than the squares that the outline meets: some 4 x 400.
      expect(Math.abs(discArea(window, x, y, radius) - sampled)).toBeLessThan((1600 * (2 * radius) ** 2) / side ** 2);
    }
    const huge = discArea(window, 0, 0, 100);
    expect(huge).toBeCloseTo((window.x1 - window.x0) * (window.y1 - window.y0), 9);
    expect(discArea(window, 0, 0, 0.5)).toBeCloseTo(Math.PI / 4, 12);
  });

  it('is linear between nodes, and drawn so', () => {
    const radius = 0.5;
    const lattice = wallDensity(partition, window, radius);
    expect([...latticeRow(lattice, window.y0)]).toEqual([...lattice.values.subarray(0, lattice.columns)]);
    const half = latticeRow(lattice, window.y0 + (window.y1 - window.y0) / (lattice.rows - 1) / 2);
    half.forEach((value, i) =>
      expect(value).toBeCloseTo((lattice.values[i]! + lattice.values[lattice.columns + i]!) / 2, 9),
    );
    const { scale } = fillCells(partition, {
      view: window,
      width: 30,
      height: 30,
      fill: 'density',
      theme: 'dark',
      densityRadius: radius,
    });
    expect(scale).toEqual(
      scaleOf(
        lattice.values,
        lattice.values.map(() => 1),
      ),
    );
  });
});
