/** A partition that ends at its budget of cells: what is there belongs together. */
import { describe, expect, it } from 'vitest';
import { boundaryLengths } from '../../src/geometry/boundary-lengths.js';
import { CellLocator } from '../../src/geometry/cell-locator.js';
import { cellNeighbours } from '../../src/geometry/cell-neighbours.js';
import { nearestSegment } from '../../src/geometry/distances.js';
import { partitionOf, type Partition } from '../../src/geometry/partition.js';
import { wallSegments } from '../../src/geometry/wall-segments.js';
import { labelledWalls } from '../support/labelled-walls.js';
import { lawsCases, lawsNetwork, lawsWindow } from '../support/laws-networks.js';
import { nearestWallOf } from '../support/nearest-wall-of.js';
import { randomFolded } from '../support/random-folded.js';

/** Rounding of corners and of distances to lines through them. */
const NEAR = 1e-9;

const codesOf = ({ codes, wordsPerCell, cellCount }: Partition): string[] =>
  Array.from({ length: cellCount }, (_, cell) =>
    String(codes.subarray(cell * wordsPerCell, (cell + 1) * wordsPerCell)),
  );

/** x0, y0, x1, y1 of every edge of every cell. */
function polygonEdges({ corners, cornerOffsets, cellCount }: Partition): number[][] {
  const edges: number[][] = [];
  for (let cell = 0; cell < cellCount; cell++) {
    for (let i = cornerOffsets[cell]!; i < cornerOffsets[cell + 1]!; i++) {
      const j = i + 1 < cornerOffsets[cell + 1]! ? i + 1 : cornerOffsets[cell]!;
      edges.push([corners[2 * i]!, corners[2 * i + 1]!, corners[2 * j]!, corners[2 * j + 1]!]);
    }
  }
  return edges;
}

const middle = ([x0, y0, x1, y1]: readonly number[]): [number, number] => [(x0! + x1!) / 2, (y0! + y1!) / 2];
const isOnWindow = ([x, y]: readonly [number, number]): boolean =>
  x === lawsWindow.x0 || x === lawsWindow.x1 || y === lawsWindow.y0 || y === lawsWindow.y1;

/** The middles of edges that lie on no wall, and of walls that lie on no edge. */
function unmatched(part: Partition): [number, number][] {
  const edges = polygonEdges(part);
  const segments = wallSegments(part);
  const walls = Array.from({ length: segments.length / 4 }, (_, i) => [...segments.subarray(4 * i, 4 * i + 4)]);
  const isFar = (from: Float64Array, [x, y]: readonly [number, number]): boolean =>
    nearestSegment(from, x, y).distance > NEAR;
  return [
    ...edges.map(middle).filter((point) => !isOnWindow(point) && isFar(segments, point)),
    ...walls.map(middle).filter((point) => isFar(Float64Array.from(edges.flat()), point)),
  ];
}

const networks = lawsCases.filter(({ hiddenWidths, seed }) => hiddenWidths.length > 1 && seed % 20 < 10);

describe.each([1, 9, 40])('of %i cells', (mostCells) => {
  it.each(networks)('$hiddenWidths, slope $slope, seed $seed ($special)', (one) => {
    const folded = lawsNetwork(one);
    const whole = partitionOf(folded, lawsWindow);
    const part = partitionOf(folded, lawsWindow, { mostCells });
    if (whole.cellCount <= mostCells) {
      expect(part).toEqual(whole);
      return;
    }
    expect(part.isComplete).toBe(false);
    expect(part.cellCount).toBe(mostCells);
    const known = new Map(codesOf(whole).map((code, cell) => [code, whole.areas[cell]]));
    expect([...part.areas]).toEqual(codesOf(part).map((code) => known.get(code)));
    expect(part.cellsAfterLayer.at(-1)).toBe(mostCells);
    part.cellsAfterLayer.forEach((count, layer) => {
      expect(count).toBeGreaterThanOrEqual(part.cellsAfterLayer[layer - 1] ?? 1);
      expect(count).toBeLessThanOrEqual(whole.cellsAfterLayer[layer]!);
    });
    expect(part.decisionBoundary.cells.every((cell) => cell < mostCells)).toBe(true);
    expect(unmatched(part)).toEqual([]);
  });
});

describe('of a larger network', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [33, 17], classCount: 2 }, 7);
  const whole = partitionOf(folded, lawsWindow);
  const part = partitionOf(folded, lawsWindow, { mostCells: 400 });

  it('walls are parts of the walls of the same unit', () => {
    const { segments, layers, units } = labelledWalls(part);
    const wrong = [...layers.keys()].filter((wall) => {
      const [x, y] = middle([...segments.subarray(4 * wall, 4 * wall + 4)]);
      return nearestWallOf(labelledWalls(whole), x, y, layers[wall]!, units[wall]).distance > NEAR;
    });
    expect(wrong).toEqual([]);
    const [some, all] = [boundaryLengths(part), boundaryLengths(whole)];
    some.layers.forEach((length, layer) => expect(length).toBeLessThan(all.layers[layer]!));
  });

  it('walls are as long as the edges of the cells, those between two cells once', () => {
    const { offsets, starts, cells, vertices } = cellNeighbours(part);
    let length = 0;
    for (let cell = 0; cell < part.cellCount; cell++) {
      for (let edge = offsets[cell]!; edge < offsets[cell + 1]!; edge++) {
        const [from, to] = [starts[edge]!, starts[edge + 1 < offsets[cell + 1]! ? edge + 1 : offsets[cell]!]!];
        const ends = [from, to].flatMap((vertex) => [vertices[2 * vertex]!, vertices[2 * vertex + 1]!]);
        const own = Math.hypot(ends[2]! - ends[0]!, ends[3]! - ends[1]!);
        if (!isOnWindow(middle(ends))) length += cells[edge]! < 0 ? own : own / 2;
      }
    }
    const { layers } = boundaryLengths(part);
    expect(Math.abs(layers.reduce((sum, one) => sum + one, 0) - length)).toBeLessThan(NEAR);
  });

  it('areas are those of the pixels that have a cell', () => {
    const locator = new CellLocator(part);
    const side = 200;
    let found = 0;
    for (let i = 0; i < side ** 2; i++) {
      const x = lawsWindow.x0 + (((i % side) + 0.5) / side) * (lawsWindow.x1 - lawsWindow.x0);
      const y = lawsWindow.y0 + ((Math.floor(i / side) + 0.5) / side) * (lawsWindow.y1 - lawsWindow.y0);
      if (locator.at(x, y) >= 0) found++;
    }
    const box = (lawsWindow.x1 - lawsWindow.x0) * (lawsWindow.y1 - lawsWindow.y0);
    const area = part.areas.reduce((sum, one) => sum + one, 0) / box;
    // A lattice of 200 points a side is wrong by less than the squares that the outline meets: some 4 x 200.
    expect(Math.abs(found / side ** 2 - area)).toBeLessThan((4 * side) / side ** 2);
    expect(area).toBeLessThan(0.95);
  });
});
