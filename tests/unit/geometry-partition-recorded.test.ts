/** The exact partitions of recorded networks, against partitions in exact integer arithmetic. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countComplex } from '../../src/geometry/count-complex.js';
import { partitionOf, type Partition } from '../../src/geometry/partition.js';
import { recordedNet } from '../support/recorded-nets.js';
import { readSafetensors } from '../support/safetensors.js';

const folder = 'tests/fixtures/partitions';
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

/** Both programs round their results to float64; these are lengths, areas and positions of the order of 1 to 1,000. */
const ABSOLUTE = 1e-9;

interface Recorded {
  readonly box: readonly [number, number, number, number];
  readonly cells: number;
  readonly distinct_codes: number;
  readonly vertices: number;
  readonly edges: number;
  readonly smallest_cell_area: number;
  readonly median_cell_area: number;
  readonly largest_cell_area: number;
  readonly per_layer: readonly { readonly cells_after: number; readonly cuts: number; readonly wall_length: number }[];
  readonly decision_boundary_length: number;
  readonly decision_boundary_segments: number;
}

const lengthOf = (segments: Float64Array, includes: (segment: number) => boolean = () => true): number => {
  let length = 0;
  for (let i = 0; i < segments.length / 4; i++) {
    const [x0, y0, x1, y1] = segments.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
    if (includes(i)) length += Math.hypot(x1 - x0, y1 - y0);
  }
  return length;
};

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

it('covers every recorded partition', () => {
  expect(names).toHaveLength(30);
});

describe.each(names)('the partition of %s', (name) => {
  const recorded = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Recorded;
  const [x0, x1, y0, y1] = recorded.box;
  const partition = partitionOf(recordedNet(name).folded, { x0, x1, y0, y1 });
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
    const { segments, layers } = partition.walls;
    recorded.per_layer.forEach(({ wall_length, cuts }, layer) => {
      expect(layers.filter((one) => one === layer)).toHaveLength(cuts);
      expect(Math.abs(lengthOf(segments, (i) => layers[i] === layer) - wall_length)).toBeLessThan(ABSOLUTE);
    });
    const { decisionBoundary } = partition;
    expect(decisionBoundary.cells).toHaveLength(recorded.decision_boundary_segments);
    const length = lengthOf(decisionBoundary.segments);
    expect(Math.abs(length - recorded.decision_boundary_length)).toBeLessThan(ABSOLUTE);
  });

  const path = `${folder}/${name}.safetensors`;
  if (!existsSync(path)) return;
  it('has the recorded cells: code, area, corners and the affine map of every logit', () => {
    const { tensors } = readSafetensors(path);
    const data = (key: string) => tensors.get(key)?.data;
    const codes = data('sample_code') ?? data('code')!;
    const areas = data('sample_area') ?? data('area')!;
    const [affine, offsets, vertices] = [data('affine')!, data('vertex_offsets')!, data('vertices')!];
    const bytes = codes.length / areas.length;
    const perCell = 3 * partition.classCount;
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
