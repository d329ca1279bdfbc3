/** Which cells lie side by side, on recorded and on random networks. */
import { describe, expect, it } from 'vitest';
import { cellNeighbours, type CellNeighbours } from '../../src/geometry/cell-neighbours.js';
import { partitionOf, type Partition } from '../../src/geometry/partition.js';
import { lawsCases, lawsNetwork, lawsWindow, specials } from '../support/laws-networks.js';
import { randomFolded, randomNumbers } from '../support/random-folded.js';
import { recordedPartition, recordedPartitionNames } from '../support/recorded-partitions.js';

interface Edge {
  readonly cell: number;
  readonly other: number;
  readonly layer: number;
  readonly unit: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

function edgesOf({ cellCount }: Partition, neighbours: CellNeighbours): Edge[] {
  const { offsets, starts, cells, layers, units, vertices } = neighbours;
  const edges: Edge[] = [];
  for (let cell = 0; cell < cellCount; cell++) {
    for (let i = offsets[cell]!; i < offsets[cell + 1]!; i++) {
      const [from, to] = [starts[i]!, starts[i + 1 < offsets[cell + 1]! ? i + 1 : offsets[cell]!]!];
      const [x0, y0, x1, y1] = [vertices[2 * from]!, vertices[2 * from + 1]!, vertices[2 * to]!, vertices[2 * to + 1]!];
      edges.push({ cell, other: cells[i]!, layer: layers[i]!, unit: units[i]!, x0, y0, x1, y1 });
    }
  }
  return edges;
}

const lengthOf = ({ x0, y0, x1, y1 }: Edge): number => Math.hypot(x1 - x0, y1 - y0);

function isOnWindow({ x0, y0, x1, y1 }: Edge, { window }: Partition): boolean {
  const onX = x0 === x1 && (x0 === window.x0 || x0 === window.x1);
  return onX || (y0 === y1 && (y0 === window.y0 || y0 === window.y1));
}

/** Layer and unit of the first bit in which two codes differ. */
function firstUnitBetween({ codes, wordsPerCell, hiddenWidths }: Partition, cell: number, other: number): string {
  let word = 0;
  for (const [layer, width] of hiddenWidths.entries()) {
    for (let unit = 0; unit < width; unit++) {
      const at = word + (unit >>> 5);
      const changed = codes[cell * wordsPerCell + at]! ^ codes[other * wordsPerCell + at]!;
      if ((changed & (1 << (unit & 31))) !== 0) return `${layer}.${unit}`;
    }
    word += Math.ceil(width / 32);
  }
  return 'none';
}

/** Those that do not have a cell beyond them with the same edge and the unit that differs, and do not lie at the window. */
function wrongEdges(partition: Partition, edges: readonly Edge[]): Edge[] {
  const key = (edge: Edge, cell: number, other: number) => `${cell} ${other} ${edge.layer} ${edge.unit}`;
  const back = new Map(edges.map((edge) => [key(edge, edge.other, edge.cell), edge]));
  return edges.filter((edge) => {
    if (edge.other < 0 || isOnWindow(edge, partition)) return edge.other >= 0 || !isOnWindow(edge, partition);
    const twin = back.get(key(edge, edge.cell, edge.other));
    if (twin?.x0 !== edge.x1 || twin.y0 !== edge.y1 || twin.x1 !== edge.x0 || twin.y1 !== edge.y0) return true;
    return `${edge.layer}.${edge.unit}` !== firstUnitBetween(partition, edge.cell, edge.other);
  });
}

describe.each(recordedPartitionNames)('the edges of %s', (name) => {
  const { partition, record } = recordedPartition(name);
  const edges = edgesOf(partition, cellNeighbours(partition));

  it('are as many as recorded, each between two cells or at the window', () => {
    expect(wrongEdges(partition, edges)).toEqual([]);
    const atWindow = edges.filter(({ other }) => other < 0).length;
    expect((edges.length - atWindow) / 2 + atWindow).toBe(record.edges);
  });

  it('belong to walls of the recorded length in every layer', () => {
    record.per_layer.forEach(({ wall_length }, layer) => {
      const length = edges.filter((edge) => edge.layer === layer).reduce((sum, edge) => sum + lengthOf(edge), 0) / 2;
      // As in the test of the walls themselves; here of more, shorter pieces.
      expect(Math.abs(length - wall_length)).toBeLessThan(1e-9);
    });
  });
});

describe.each(Object.keys(specials))('the edges of random networks, %s', (special) => {
  it.each(lawsCases.filter((one) => one.special === special))('$hiddenWidths, slope $slope, seed $seed', (one) => {
    const partition = partitionOf(lawsNetwork(one), lawsWindow);
    expect(wrongEdges(partition, edgesOf(partition, cellNeighbours(partition)))).toEqual([]);
  });
});

describe('where lines nearly meet', () => {
  /** The first layer's lines miss one point by as much as float32 rounds a bias, and by far less. */
  function nearlyConcurrent(miss: number, seed: number): Partition {
    const folded = randomFolded({ inputDimension: 2, hiddenWidths: [24, 16, 8], classCount: 2 }, seed);
    const uniform = randomNumbers(seed);
    const { weight, bias } = folded.layers[0]!;
    bias.forEach((_, m) => (bias[m] = -(weight[2 * m]! * 0.3 + weight[2 * m + 1]! * 0.2) + miss * (uniform() - 0.5)));
    return partitionOf(folded, lawsWindow);
  }

  it.each([1e-6, 1e-8, 1e-9, 1e-10, 3e-11])('within %d, cells are neighbours of one another', (miss) => {
    for (let seed = 0; seed < 6; seed++) {
      const partition = nearlyConcurrent(miss, seed);
      const edges = edgesOf(partition, cellNeighbours(partition)).filter(({ other }) => other >= 0);
      const ends = ({ x0, y0, x1, y1 }: Edge) => [x0, y0, x1, y1];
      const known = new Set(edges.map((edge) => String([edge.cell, edge.other, ...ends(edge)])));
      const isReturned = ({ cell, other, x0, y0, x1, y1 }: Edge) => known.has(String([other, cell, x1, y1, x0, y0]));
      expect(edges.filter((edge) => edge.cell === edge.other || !isReturned(edge))).toEqual([]);
    }
  });

  it.each([1e-6, 1e-8, 1e-9])('within %d, only tiny edges are left without a cell', (miss) => {
    for (let seed = 0; seed < 6; seed++) {
      const partition = nearlyConcurrent(miss, seed);
      const edges = edgesOf(partition, cellNeighbours(partition));
      const lost = edges.filter((edge) => edge.other < 0 && !isOnWindow(edge, partition));
      // A corner of two lines at an angle of `miss` moves by rounding (1e-16) over `miss`, here at most some 1e-7.
      expect(lost.filter((edge) => lengthOf(edge) > 1e-8)).toEqual([]);
      expect(lost.length).toBeLessThan(0.01 * edges.length);
    }
  });
});
