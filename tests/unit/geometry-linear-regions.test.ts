/** Linear regions: cells merged with neighbours of the same affine map, and how many maps there are. */
import { describe, expect, it } from 'vitest';
import { cellNeighbours } from '../../src/geometry/cell-neighbours.js';
import { linearRegions } from '../../src/geometry/linear-regions.js';
import { partitionOf, type Partition } from '../../src/geometry/partition.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { lawsCases, lawsNetwork, lawsWindow } from '../support/laws-networks.js';
import { randomFolded } from '../support/random-folded.js';
import { recordedPartition, recordedPartitionNames } from '../support/recorded-partitions.js';

const regionsOf = (partition: Partition) => linearRegions(partition, cellNeighbours(partition));

it.each(recordedPartitionNames)('%s has as many regions and maps as recorded', (name) => {
  const { partition, record } = recordedPartition(name);
  const { count, distinctMaps } = regionsOf(partition);
  expect(count).toBe(record.cells_after_merging_neighbours_with_equal_affine_map);
  expect(distinctMaps).toBe(record.distinct_affine_maps);
});

/** Changes the weights that leave a unit of a hidden layer. */
function leaving(folded: FoldedNetwork, layer: number, unit: number, change: (w: number) => number): FoldedNetwork {
  const layers = folded.layers.map((one, l) => {
    if (l !== layer + 1) return one;
    return { ...one, weight: one.weight.map((w, i) => (i % one.inputWidth === unit ? change(w) : w)) };
  });
  return { ...folded, layers };
}

describe('a unit that nothing uses', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [12], classCount: 3 }, 5);

  it('cuts cells, but no regions', () => {
    const without = leaving(
      leaving(folded, 0, 2, () => 0),
      0,
      7,
      () => 0,
    );
    const partition = partitionOf(without, lawsWindow);
    const { count, labels } = regionsOf(partition);
    const { layers } = without;
    const keep = (n: number): boolean => n !== 2 && n !== 7;
    const [first, head] = [layers[0]!, layers[1]!];
    const smaller: FoldedNetwork = {
      ...folded,
      layers: [
        {
          inputWidth: 2,
          width: 10,
          weight: first.weight.filter((_, i) => keep(i >> 1)),
          bias: first.bias.filter((_, m) => keep(m)),
        },
        { ...head, inputWidth: 10, weight: head.weight.filter((_, i) => keep(i % 12)) },
      ],
    };
    const expected = partitionOf(smaller, lawsWindow).cellCount;
    expect(partition.cellCount).toBeGreaterThan(expected);
    expect(count).toBe(expected);
    expect(new Set(labels).size).toBe(count);
  });

  it('and one that is used a little still cuts regions', () => {
    const partition = partitionOf(
      leaving(folded, 0, 2, (w) => 1e-7 * w),
      lawsWindow,
    );
    expect(regionsOf(partition).count).toBe(partition.cellCount);
  });
});

describe('where all units above are off', () => {
  it('walls of the layers below bound no region', () => {
    const folded = randomFolded({ inputDimension: 2, hiddenWidths: [9, 6, 5], classCount: 2 }, 11);
    // The last hidden layer never reaches 0: the logits are constant, whatever the cells below.
    const layers = folded.layers.map((one, l) => (l === 2 ? { ...one, bias: one.bias.map(() => -1e3) } : one));
    const partition = partitionOf({ ...folded, layers }, lawsWindow);
    expect(partition.cellCount).toBeGreaterThan(20);
    expect(regionsOf(partition)).toMatchObject({ count: 1, distinctMaps: 1 });
  });

  it('the same network with a slope below zero has as many regions as cells', () => {
    const folded = randomFolded({ inputDimension: 2, hiddenWidths: [9, 6, 5], classCount: 2 }, 11, 0.1);
    const partition = partitionOf(folded, lawsWindow);
    expect(regionsOf(partition).count).toBe(partition.cellCount);
  });
});

/** Two cells that differ in one unit are one region if and only if no path of units that are on leads from it to a logit. */
it.each(lawsCases.filter(({ hiddenWidths, slope }) => hiddenWidths.length > 1 && slope === 0))(
  'what is joined in $hiddenWidths, slope $slope, seed $seed ($special) is what no path to the logits tells apart',
  (one) => {
    const partition = partitionOf(lawsNetwork(one), lawsWindow);
    const neighbours = cellNeighbours(partition);
    const { labels } = linearRegions(partition, neighbours);
    const wrong: [number, number][] = [];
    for (let cell = 0; cell < partition.cellCount; cell++) {
      for (let i = neighbours.offsets[cell]!; i < neighbours.offsets[cell + 1]!; i++) {
        const other = neighbours.cells[i]!;
        if (other < cell) continue;
        const changed = changedUnits(partition, cell, other);
        // Of several units that change at once, the effects may cancel.
        if (changed.length !== 1) continue;
        const reaches = reachesLogits(partition, cell, changed[0]!);
        if (reaches === (labels[cell] === labels[other])) wrong.push([cell, other]);
      }
    }
    expect(wrong).toEqual([]);
  },
);

interface Unit {
  readonly layer: number;
  readonly unit: number;
}

function isOn({ codes, wordsPerCell, hiddenWidths }: Partition, cell: number, { layer, unit }: Unit): boolean {
  const before = hiddenWidths.slice(0, layer).reduce((words, width) => words + Math.ceil(width / 32), 0);
  return ((codes[cell * wordsPerCell + before + (unit >>> 5)]! >>> (unit & 31)) & 1) === 1;
}

const changedUnits = (partition: Partition, cell: number, other: number): Unit[] =>
  partition.hiddenWidths
    .flatMap((width, layer) => Array.from({ length: width }, (_, unit) => ({ layer, unit })))
    .filter((unit) => isOn(partition, cell, unit) !== isOn(partition, other, unit));

/** Whether a path of units that are on leads from a unit to a logit. Weights are never 0 here. */
function reachesLogits(partition: Partition, cell: number, { layer }: Unit): boolean {
  return partition.hiddenWidths
    .slice(layer + 1)
    .every((width, l) =>
      Array.from({ length: width }, (_, unit) => unit).some((unit) =>
        isOn(partition, cell, { layer: layer + 1 + l, unit }),
      ),
    );
}
