/** The boundaries of all units, against those of each; some share walls. */
import { describe, expect, it } from 'vitest';
import { cellNeighbours } from '../../src/geometry/cell-neighbours.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { unitBoundary } from '../../src/geometry/unit-boundary.js';
import { wallsOfUnits } from '../../src/geometry/walls-of-units.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { echoNetwork } from '../support/echo-network.js';
import { lawsCases, lawsNetwork, lawsWindow } from '../support/laws-networks.js';

const lawsNet = (special: string, hiddenWidths: string): FoldedNetwork =>
  lawsNetwork(lawsCases.find((one) => one.special === special && one.hiddenWidths.join() === hiddenWidths)!);

const lengthsOf = (segments: Float64Array): number[] =>
  Array.from({ length: segments.length / 4 }, (_, i) => {
    const [x0, y0, x1, y1] = segments.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
    return Math.hypot(x1 - x0, y1 - y0);
  });

describe.each([
  ['units of more than one word', lawsNet('in general position', '33')],
  ['units twice', lawsNet('units twice', '12,9')],
  ['units and their opposites', lawsNet('units and their opposites', '8,8,8')],
  ['units that echo those of the layer before', echoNetwork()],
])('the walls of %s', (_, folded) => {
  const partition = partitionOf(folded, lawsWindow);
  const neighbours = cellNeighbours(partition);
  const { segments, layers, units } = wallsOfUnits(partition, neighbours);

  it('are the boundary of every unit', () => {
    const lengths = lengthsOf(segments);
    partition.hiddenWidths.forEach((width, layer) => {
      for (let unit = 0; unit < width; unit++) {
        const own = lengths.filter((_, wall) => layers[wall] === layer && units[wall] === unit);
        const expected = lengthsOf(unitBoundary(partition, neighbours, layer, unit));
        // The same edges, come upon from the other side.
        expect(own.sort()).toEqual(expected.sort());
      }
    });
  });
});

it('an echo has the walls of the unit that it echoes', () => {
  const partition = partitionOf(echoNetwork(), lawsWindow);
  const { layers, units } = wallsOfUnits(partition, cellNeighbours(partition));
  const countOf = (layer: number, unit: number): number =>
    layers.filter((one, wall) => one === layer && units[wall] === unit).length;
  expect(partition.walls.layers).not.toContain(1);
  for (let unit = 0; unit < 9; unit++) expect(countOf(1, unit)).toBe(countOf(0, unit));
});
