/** Finding the cell of a point, reading it, and walking on to others. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CellLocator } from '../../src/geometry/cell-locator.js';
import { cellNeighbours } from '../../src/geometry/cell-neighbours.js';
import { nearestWall } from '../../src/geometry/distances.js';
import { partitionOf, type Partition } from '../../src/geometry/partition.js';
import { cellCentre, readCell } from '../../src/geometry/read-cell.js';
import { differenceSlope, slopeNorm } from '../../src/geometry/slope-norm.js';
import { unitBoundary } from '../../src/geometry/unit-boundary.js';
import { stepTowards, type CellPosition } from '../../src/geometry/walk-cells.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { codeAt, logitsAt } from '../../src/training/reference/point.js';
import { lawsCases, lawsNetwork, lawsWindow } from '../support/laws-networks.js';
import { randomFolded, randomNumbers } from '../support/random-folded.js';
import { partitionFolder, recordedPartition, recordedPartitionNames } from '../support/recorded-partitions.js';
import { readSafetensors } from '../support/safetensors.js';
import { unitBoundaryLengths } from '../support/unit-boundary-lengths.js';

/** What is nearer to a wall than this may be found on its other side: the locator tells points apart down to 4e-11. */
const NEAR_WALL = 1e-10;

/** Random points of the window and all cells' centres that are found in a cell of another code than a forward pass gives. */
function wronglyFound(folded: FoldedNetwork, partition: Partition, seed: number): (readonly [number, number])[] {
  const locator = new CellLocator(partition);
  const neighbours = cellNeighbours(partition);
  const { x0, x1, y0, y1 } = partition.window;
  const uniform = randomNumbers(seed);
  const draws = Array.from({ length: 80 }, () => [x0 + uniform() * (x1 - x0), y0 + uniform() * (y1 - y0)] as const);
  const step = Math.ceil(partition.cellCount / 60);
  const centres = Array.from({ length: Math.floor(partition.cellCount / step) }, (_, i) =>
    cellCentre(partition, i * step),
  );
  return [...draws, ...centres].filter(([x, y]) => {
    const cell = locator.at(x, y);
    if (cell < 0) return true;
    if (nearestWall(folded, [x, y]).distance < NEAR_WALL) return false;
    return String(readCell(partition, neighbours, cell).code) !== String(codeAt(folded, [x, y]));
  });
}

describe('the cell of a point', () => {
  it.each(recordedPartitionNames)('has the code of a forward pass in %s', (name) => {
    const { folded, partition } = recordedPartition(name);
    expect(wronglyFound(folded, partition, 1)).toEqual([]);
  });

  it.each(lawsCases)('has it in $hiddenWidths, slope $slope, seed $seed ($special)', (one) => {
    const folded = lawsNetwork(one);
    expect(wronglyFound(folded, partitionOf(folded, lawsWindow), one.seed)).toEqual([]);
  });

  it('exists on the edge of the window and where lines meet, and not outside', () => {
    const { partition } = recordedPartition('circles42-64x64-none-relu-sgdm.step0');
    const { x0, x1, y0, y1 } = partition.window;
    const locator = new CellLocator(partition);
    for (const x of [x0, 0, x1]) for (const y of [y0, 0, y1]) expect(locator.at(x, y)).toBeGreaterThanOrEqual(0);
    for (const [x, y] of [
      [x0 - 1e-9, 0],
      [0, y1 + 1e-9],
      [NaN, 0],
    ] as const)
      expect(locator.at(x, y)).toBe(-1);
  });

  it('is unknown where a partition ended early', () => {
    const folded = randomFolded({ inputDimension: 2, hiddenWidths: [33, 17], classCount: 2 }, 7);
    const part = partitionOf(folded, lawsWindow, { mostCells: 50 });
    const locator = new CellLocator(part);
    const whole = partitionOf(folded, lawsWindow);
    let found = 0;
    for (let cell = 0; cell < whole.cellCount; cell++) if (locator.at(...cellCentre(whole, cell)) >= 0) found++;
    expect(found).toBe(50);
  });
});

describe('a reading', () => {
  it.each(recordedPartitionNames.filter((name) => existsSync(`${partitionFolder}/${name}.safetensors`)))(
    'has the recorded centres, in %s',
    (name) => {
      const { partition } = recordedPartition(name);
      const { tensors } = readSafetensors(`${partitionFolder}/${name}.safetensors`);
      const centroids = (tensors.get('sample_centroid') ?? tensors.get('centroid')!).data;
      const areas = (tensors.get('sample_area') ?? tensors.get('area')!).data;
      const locator = new CellLocator(partition);
      let compared = 0;
      areas.forEach((area, row) => {
        // Thinner cells than the locator tells apart have none of their own.
        if (area < 1e-8) return;
        const [x, y] = [centroids[2 * row]!, centroids[2 * row + 1]!];
        const [cx, cy] = cellCentre(partition, locator.at(x, y));
        expect(Math.hypot(cx - x, cy - y)).toBeLessThan(1e-9);
        compared++;
      });
      expect(compared).toBeGreaterThan(0.9 * areas.length);
    },
  );

  it('says what the cell is: code, map, area, edges', () => {
    const folded = randomFolded({ inputDimension: 2, hiddenWidths: [7, 40], classCount: 3 }, 3);
    const partition = partitionOf(folded, lawsWindow);
    const neighbours = cellNeighbours(partition);
    const cell = new CellLocator(partition).at(0.21, 0.43);
    const reading = readCell(partition, neighbours, cell);
    expect(reading.code.map(({ length }) => length)).toEqual([7, 40]);
    const [x, y] = reading.centre;
    const expected = logitsAt(folded, [x, y]);
    reading.logits.forEach(({ a, b, c }, k) => expect(a * x + b * y + c).toBeCloseTo(expected[k]!, 10));
    expect(reading.area).toBe(partition.areas[cell]);
    expect(reading.polygon).toHaveLength(2 * reading.edges.length);
    expect(reading.differenceSlope).toBeNull();
    for (const edge of reading.edges) {
      expect(edge.neighbour === null).toBe(edge.wall === null);
      if (edge.neighbour === null) continue;
      const back = readCell(partition, neighbours, edge.neighbour).edges.find(({ neighbour }) => neighbour === cell);
      expect(back).toEqual({ x0: edge.x1, y0: edge.y1, x1: edge.x0, y1: edge.y0, neighbour: cell, wall: edge.wall });
    }
  });

  it('gives the most that the logits change over a step of length 1', () => {
    const partition = partitionOf(randomFolded({ inputDimension: 2, hiddenWidths: [9], classCount: 4 }, 8), lawsWindow);
    for (let cell = 0; cell < partition.cellCount; cell++) {
      let most = 0;
      // The fastest direction is at most pi / 2000 from one of these, where the change is smaller by (angle squared) / 2.
      for (let i = 0; i < 1000; i++) {
        const [dx, dy] = [Math.cos((Math.PI * i) / 1000), Math.sin((Math.PI * i) / 1000)];
        const changes = Array.from({ length: 4 }, (_, k) => {
          const at = 3 * (4 * cell + k);
          return partition.logits[at]! * dx + partition.logits[at + 1]! * dy;
        });
        most = Math.max(most, Math.hypot(...changes));
      }
      const norm = slopeNorm(partition, cell);
      expect(norm).toBeGreaterThanOrEqual(most * (1 - 1e-12));
      expect(norm * (1 - (Math.PI / 2000) ** 2 / 2)).toBeLessThanOrEqual(most);
    }
  });

  it('gives the slope of the logit difference of two classes', () => {
    const partition = partitionOf(randomFolded({ inputDimension: 2, hiddenWidths: [9], classCount: 2 }, 8), lawsWindow);
    const [a0, b0, , a1, b1] = partition.logits;
    expect(differenceSlope(partition, 0, 0, 1)).toBeCloseTo(Math.hypot(a1! - a0!, b1! - b0!), 12);
    expect(readCell(partition, cellNeighbours(partition), 0).differenceSlope).toBe(differenceSlope(partition, 0, 0, 1));
  });
});

const lengthOf = (segments: Float64Array): number => {
  let length = 0;
  for (let i = 0; i < segments.length; i += 4) {
    length += Math.hypot(segments[i + 2]! - segments[i]!, segments[i + 3]! - segments[i + 1]!);
  }
  return length;
};

describe('the boundary of a unit', () => {
  it.each(recordedPartitionNames)('has the length of its walls in %s', (name) => {
    const { partition } = recordedPartition(name);
    const neighbours = cellNeighbours(partition);
    partition.hiddenWidths.forEach((width, layer) => {
      const lengths = unitBoundaryLengths(partition, layer);
      for (let unit = 0; unit < width; unit += Math.ceil(width / 8)) {
        const length = lengthOf(unitBoundary(partition, neighbours, layer, unit));
        // At the start some units of different layers share walls, which count for the first.
        if (name.endsWith('step0')) expect(length).toBeGreaterThan(lengths[unit]! - 1e-9);
        else expect(Math.abs(length - lengths[unit]!)).toBeLessThan(1e-9);
      }
    });
  });

  it('is whole for each of two units with the same walls', () => {
    const twice = lawsCases.find(
      ({ special, hiddenWidths }) => special === 'units twice' && hiddenWidths.length === 2,
    )!;
    const partition = partitionOf(lawsNetwork(twice), lawsWindow);
    const neighbours = cellNeighbours(partition);
    const lengths = unitBoundaryLengths(partition, 0);
    for (let unit = 0; unit + 1 < partition.hiddenWidths[0]!; unit += 2) {
      expect(lengths[unit + 1]).toBe(0);
      expect(unitBoundary(partition, neighbours, 0, unit + 1)).toEqual(unitBoundary(partition, neighbours, 0, unit));
      expect(Math.abs(lengthOf(unitBoundary(partition, neighbours, 0, unit)) - lengths[unit]!)).toBeLessThan(1e-9);
    }
  });
});

describe('a walk', () => {
  const directions = [
    { dx: 1, dy: 0 },
    { dx: 0, dy: -1 },
    { dx: -3, dy: 2 },
  ];

  function walk(partition: Partition, from: CellPosition, direction: { dx: number; dy: number }): CellPosition[] {
    const path = [from];
    for (let at: CellPosition | null = from; (at = stepTowards(partition, at, direction));) {
      path.push(at);
      if (path.length > partition.cellCount) throw new Error('The walk goes round.');
    }
    return path;
  }

  it.each(lawsCases.filter(({ hiddenWidths, seed }) => hiddenWidths.length > 1 && seed % 20 < 10))(
    'goes straight on to the edge of the window and back in $hiddenWidths, slope $slope, seed $seed ($special)',
    (one) => {
      const partition = partitionOf(lawsNetwork(one), lawsWindow);
      const locator = new CellLocator(partition);
      // From a point in general position; the centre of a cell may lie on a line of symmetry.
      const [x, y] = [0.123, 0.456];
      for (const { dx, dy } of directions) {
        const path = walk(partition, { cell: locator.at(x, y), x, y }, { dx, dy });
        expect(new Set(path.map(({ cell }) => cell)).size).toBe(path.length);
        const back = walk(partition, path.at(-1)!, { dx: -dx, dy: -dy }).map(({ cell }) => cell);
        expect(back.slice(0, path.length)).toEqual(path.map(({ cell }) => cell).reverse());
        path.forEach((position, i) => {
          if (i === 0) return;
          const before = path[i - 1]!;
          expect((position.x - before.x) * dx + (position.y - before.y) * dy).toBeGreaterThan(0);
          expect(Math.abs((position.x - x) * dy - (position.y - y) * dx)).toBeLessThan(1e-12);
        });
      }
    },
  );

  it('meets every cell that samples along the line meet', () => {
    const { partition } = recordedPartition('circles42-16x16-bn-relu-sgdm.step350');
    const locator = new CellLocator(partition);
    const { x0, x1 } = partition.window;
    const y = 0.3217;
    const path = walk(partition, { cell: locator.at(x0, y), x: x0, y }, { dx: 1, dy: 0 }).map(({ cell }) => cell);
    const sampled: number[] = [];
    for (let i = 0; i < 5000; i++) {
      const cell = locator.at(x0 + ((i + 0.5) / 5000) * (x1 - x0), y);
      if (cell !== sampled.at(-1)) sampled.push(cell);
    }
    expect(path.filter((cell) => sampled.includes(cell))).toEqual(sampled);
    expect(sampled.length).toBeGreaterThan(30);
  });

  it('passes over what is too short to be seen', () => {
    const { partition } = recordedPartition('circles42-64x64-bn-relu-sgdm.step350');
    const start = { cell: new CellLocator(partition).at(0.1, 0.1), x: 0.1, y: 0.1 };
    const step = stepTowards(partition, start, { dx: 1, dy: 0 }, 0.05)!;
    const every = walk(partition, start, { dx: 1, dy: 0 });
    expect(every.findIndex(({ cell }) => cell === step.cell)).toBeGreaterThan(1);
    expect(stepTowards(partition, start, { dx: 1, dy: 0 }, 10)).toBeNull();
  });

  it('along a wall goes through the cells of one side', () => {
    // A wall y = 0 and three across it.
    const folded: FoldedNetwork = {
      slopeBelowZero: 0.1,
      layers: [
        {
          inputWidth: 2,
          width: 4,
          weight: Float64Array.of(0, 1, 1, 0, 1, 0, 1, 0),
          bias: Float64Array.of(0, 1, 0, -1),
        },
        { inputWidth: 4, width: 2, weight: Float64Array.of(1, 2, 3, 4, -1, 1, -2, 3), bias: new Float64Array(2) },
      ],
    };
    const partition = partitionOf(folded, { x0: -2, x1: 2, y0: -2, y1: 2 });
    const start = { cell: new CellLocator(partition).at(-1.5, 1), x: -1.5, y: 0 };
    const path = walk(partition, start, { dx: 1, dy: 0 });
    expect(path.map(({ x }) => x)).toEqual([-1.5, -0.5, 0.5, 1.5]);
    for (const { cell } of path) expect(cellCentre(partition, cell)[1]).toBeGreaterThan(0);
  });
});
