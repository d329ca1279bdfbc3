/** One colour for each cell, against the picture that is filled pixel by pixel. */
import { describe, expect, it } from 'vitest';
import { cellColors } from '../../src/geometry/cell-colors.js';
import { fillCells, windowScale } from '../../src/geometry/fill-cells.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { cellsByPixel } from '../../src/geometry/raster-cells.js';
import { cellCentre } from '../../src/geometry/read-cell.js';
import { scaleOf } from '../../src/geometry/value-scale.js';
import { randomFolded } from '../support/random-folded.js';

const window = { x0: -2, x1: 1.5, y0: -1, y1: 1 };
const folded = randomFolded({ inputDimension: 2, hiddenWidths: [9, 7], classCount: 3 }, 7);
const partition = partitionOf(folded, window);
const view = { view: window, width: 70, height: 40 };
const cells = cellsByPixel(partition, view);

describe('each cell has the colour that its pixels have in the flat picture', () => {
  it.each(['plain', 'region', 'slope', 'area'] as const)('%s', (fill) => {
    for (const theme of ['light', 'dark'] as const) {
      const { pixels, scale } = fillCells(partition, { ...view, fill, theme });
      const colors = cellColors(partition, fill, theme, scale);
      const wrong = [...cells.keys()].filter((pixel) =>
        [0, 1, 2, 3].some((i) => colors[4 * cells[pixel]! + i] !== pixels[4 * pixel + i]),
      );
      expect(wrong).toEqual([]);
      const few = fill === 'plain' ? 1 : 5;
      expect(new Set(cells.map((cell) => colors[4 * cell]! + 256 * colors[4 * cell + 1]!)).size).toBeGreaterThanOrEqual(
        few,
      );
    }
  });
});

it('confidence has the colour of the pixel at the centre of gravity', () => {
  const colors = cellColors(partition, 'confidence', 'light');
  for (let cell = 0; cell < partition.cellCount; cell++) {
    const [x, y] = cellCentre(partition, cell);
    const tiny = 1e-9;
    const at = { view: { x0: x - tiny, x1: x + tiny, y0: y - tiny, y1: y + tiny }, width: 1, height: 1 };
    const { pixels } = fillCells(partition, { ...at, fill: 'confidence', theme: 'light' });
    expect([...colors.subarray(4 * cell, 4 * cell + 4)]).toEqual([...pixels]);
  }
});

it('without a scale numbers have that of the cells by their areas', () => {
  const scale = scaleOf(partition.areas, partition.areas);
  expect(cellColors(partition, 'area', 'light')).toEqual(cellColors(partition, 'area', 'light', scale));
  expect(windowScale(partition, 'area')).toEqual(scale);
  const other = { ...scale, high: 2 * scale.high };
  expect(cellColors(partition, 'area', 'light')).not.toEqual(cellColors(partition, 'area', 'light', other));
});
