/** The exact partitions of recorded networks, against partitions in exact integer arithmetic. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boundaryLengths } from '../../src/geometry/boundary-lengths.js';
import { countComplex } from '../../src/geometry/count-complex.js';
import type { Partition } from '../../src/geometry/partition.js';
import { partitionFolder, recordedPartition, recordedPartitionNames } from '../support/recorded-partitions.js';
import { readSafetensors } from '../support/safetensors.js';
import { unitBoundaryLengths } from '../support/unit-boundary-lengths.js';

/** Both programs round their results to float64; these are lengths, areas and positions of the order of 1 to 1,000. */
const ABSOLUTE = 1e-9;

/** Packed as the recorded codes are: unit i of all layers in a row is bit i % 8 of byte i / 8. */
function packedCode({ codes, wordsPerCell, hiddenWidths }: Partition, cell: number): string {
  const bytes = new Uint8Array(Math.ceil(hiddenWidths.reduce((sum, width) => sum + width, 0) / 8));
  let bit = 0;
  let word = cell * wordsPerCell;
  for (const width of hiddenWidths) {
    for (let unit = 0; unit < width; unit++, bit++) {
      if ((codes[word + (unit >>> 5)]! & (1 << (unit & 31))) !== 0) bytes[bit >>> 3]! |= 1 << (bit & 7);
    }
    word += Math.ceil(width / 32);
  }
  return String(bytes);
}

const arraysOf = (name: string): string => `${partitionFolder}/${name}.safetensors`;
const namesWithArrays = recordedPartitionNames.filter((name) => existsSync(arraysOf(name)));

it('covers every recorded partition, and every one whose cells were recorded', () => {
  expect(recordedPartitionNames).toHaveLength(30);
  expect(namesWithArrays).toHaveLength(17);
});

describe.each(recordedPartitionNames)('the partition of %s', (name) => {
  const { record: recorded, folded, partition } = recordedPartition(name);
  const { x0, x1, y0, y1 } = partition.window;
  const cellOf = new Map(Array.from({ length: partition.cellCount }, (_, cell) => [packedCode(partition, cell), cell]));

  it('has as many cells after every layer, each with a code of its own', () => {
    expect(partition.isComplete).toBe(true);
    expect(partition.cellCount).toBe(recorded.cells);
    expect(partition.cellsAfterLayer).toEqual(recorded.per_layer.map(({ cells_after }) => cells_after));
    expect(cellOf.size).toBe(recorded.distinct_codes);
  });

  it('fills the window', () => {
    const area = partition.areas.reduce((sum, one) => sum + one, 0);
    const box = (x1 - x0) * (y1 - y0);
    // Sums of at most 12,654 positive areas, each right to a few roundings.
    expect(Math.abs(area - box) / box).toBeLessThan(1e-12);
    const sorted = [...partition.areas].sort((a, b) => a - b);
    const middle = sorted.length / 2;
    const median = (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
    expect(Math.abs(sorted[0]! - recorded.smallest_cell_area)).toBeLessThan(ABSOLUTE);
    expect(Math.abs(median - recorded.median_cell_area)).toBeLessThan(ABSOLUTE);
    expect(Math.abs(sorted.at(-1)! - recorded.largest_cell_area)).toBeLessThan(ABSOLUTE);
  });

  it('has as many corners and edges, and V - E + F = 1', () => {
    const { vertices, edges, euler } = countComplex(partition);
    expect({ vertices, edges, euler }).toEqual({ vertices: recorded.vertices, edges: recorded.edges, euler: 1 });
  });

  it('has walls of the same length in every layer, and the same decision boundary', () => {
    const { layers } = partition.walls;
    const lengths = boundaryLengths(partition);
    recorded.per_layer.forEach(({ wall_length, cuts }, layer) => {
      expect(layers.filter((one) => one === layer)).toHaveLength(cuts);
      expect(Math.abs(lengths.layers[layer]! - wall_length)).toBeLessThan(ABSOLUTE);
      const byUnit = unitBoundaryLengths(partition, layer);
      expect(byUnit).toHaveLength(partition.hiddenWidths[layer]!);
      expect(Math.abs(byUnit.reduce((sum, one) => sum + one, 0) - wall_length)).toBeLessThan(ABSOLUTE);
    });
    expect(partition.decisionBoundary.cells).toHaveLength(recorded.decision_boundary_segments);
    expect(Math.abs(lengths.decisionBoundary - recorded.decision_boundary_length)).toBeLessThan(ABSOLUTE);
  });

  it('has first-layer walls as long as their lines within the window', () => {
    const lengths = unitBoundaryLengths(partition, 0);
    const { weight, bias } = folded.layers[0]!;
    lengths.forEach((length, unit) => {
      const chord = chordLength(weight[2 * unit]!, weight[2 * unit + 1]!, bias[unit]!, partition.window);
      expect(Math.abs(length - chord)).toBeLessThan(ABSOLUTE);
    });
  });

  if (!namesWithArrays.includes(name)) return;
  it('has the recorded cells: code, area, corners and map of every logit', () => {
    const { tensors } = readSafetensors(arraysOf(name));
    const data = (key: string) => tensors.get(key)?.data;
    const codes = data('sample_code') ?? data('code')!;
    const areas = data('sample_area') ?? data('area')!;
    const [affine, offsets, vertices] = [data('affine')!, data('vertex_offsets')!, data('vertices')!];
    const bytes = codes.length / areas.length;
    const perCell = 3 * partition.classCount;
    expect(areas.length).toBeGreaterThan(0);
    areas.forEach((area, row) => {
      const cell = cellOf.get(String(codes.subarray(row * bytes, (row + 1) * bytes)));
      if (cell === undefined) throw new Error(`There is no cell of the code of row ${row}.`);
      expect(Math.abs(partition.areas[cell]! - area)).toBeLessThan(ABSOLUTE);
      const logits = partition.logits.subarray(cell * perCell, (cell + 1) * perCell);
      logits.forEach((value, i) => expect(Math.abs(value - affine[row * perCell + i]!)).toBeLessThan(ABSOLUTE));
      const expected = vertices.subarray(2 * offsets[row]!, 2 * offsets[row + 1]!);
      const actual = partition.corners.subarray(
        2 * partition.cornerOffsets[cell]!,
        2 * partition.cornerOffsets[cell + 1]!,
      );
      expect(cyclicDistance(actual, expected)).toBeLessThan(ABSOLUTE);
    });
  });
});

/** Length of a x + b y + c = 0 within the window: its points are p + t (-b, a), and each side bounds t. */
function chordLength(a: number, b: number, c: number, window: Partition['window']): number {
  const squared = a * a + b * b;
  const [px, py] = [(-a * c) / squared, (-b * c) / squared];
  const bounds = (at: number, step: number, low: number, high: number): [number, number] => {
    const [from, to] = [(low - at) / step, (high - at) / step];
    return [Math.min(from, to), Math.max(from, to)];
  };
  const [x0, x1] = bounds(px, -b, window.x0, window.x1);
  const [y0, y1] = bounds(py, a, window.y0, window.y1);
  return Math.max(0, Math.min(x1, y1) - Math.max(x0, y0)) * Math.sqrt(squared);
}

/** Largest distance of corners of two polygons that are listed from different first corners; infinite for other counts. */
function cyclicDistance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const count = actual.length / 2;
  if (expected.length !== actual.length) return Infinity;
  const distanceAt = (shift: number): number => {
    let largest = 0;
    for (let i = 0; i < count; i++) {
      const j = (i + shift) % count;
      const [dx, dy] = [actual[2 * i]! - expected[2 * j]!, actual[2 * i + 1]! - expected[2 * j + 1]!];
      largest = Math.max(largest, Math.hypot(dx, dy));
    }
    return largest;
  };
  return Math.min(...Array.from({ length: count }, (_, shift) => distanceAt(shift)));
}
