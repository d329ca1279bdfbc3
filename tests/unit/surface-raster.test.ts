/** The surface on the CPU against the flat picture where seen from above, and against rays where it hides itself. */
import { describe, expect, it } from 'vitest';
import { homeOrbit, rayThrough, viewProjection as orbitMatrix } from '../../src/components/spline-surface/orbit.js';
import { SurfaceRaster } from '../../src/components/spline-surface/surface-raster.js';
import type { SurfaceScene } from '../../src/create-surface.js';
import type { Ray, SurfacePicker } from '../../src/geometry/surface-picker.js';
import { lineWidths, palettes, surfaceShades } from '../../src/training/palette.js';
import { pictureGrid } from '../../src/training/reference/activation-code.js';
import { paintPicture } from '../../src/training/reference/paint.js';
import {
  colorAt,
  lifted,
  lineDistances,
  noLines,
  rayAt,
  SIZE,
  viewProjection,
  window,
} from '../support/lifted-scene.js';
import { randomFolded } from '../support/random-folded.js';

const size = { widthPx: SIZE, heightPx: SIZE, pixelRatio: 1 };
/** Both pictures are rounded to bytes, the lines' distances come from corners in float32. */
const ROUNDED = 2;

function drawn(scene: SurfaceScene): SurfaceRaster {
  const raster = new SurfaceRaster(scene, size);
  expect(raster.advance(Infinity)).toBe(true);
  return raster;
}

/** Cells that rays meet, pixel by pixel; a pixel whose neighbours see another cell is left out as -2. */
function innerCells(picker: SurfacePicker, ray: (column: number, row: number) => Ray): number[] {
  const cells = Array.from(
    { length: SIZE * SIZE },
    (_, pixel) => picker.pick(ray(pixel % SIZE, Math.floor(pixel / SIZE)))?.cell ?? -1,
  );
  const around = [-SIZE - 1, -SIZE, -SIZE + 1, -1, 1, SIZE - 1, SIZE, SIZE + 1];
  return cells.map((cell, pixel) => (around.every((step) => cells[pixel + step] === cell) ? cell : -2));
}

describe('from straight above', () => {
  it.each([
    ['confidence', 'light', randomFolded({ inputDimension: 2, hiddenWidths: [5, 4], classCount: 2 }, 12)],
    ['region', 'dark', randomFolded({ inputDimension: 2, hiddenWidths: [4, 4, 3], classCount: 3 }, 5, 0.1)],
    ['confidence', 'dark', randomFolded({ inputDimension: 2, hiddenWidths: [4, 4, 3], classCount: 3 }, 5, 0.1)],
  ] as const)('%s, %s: it is the flat picture', (fill, theme, folded) => {
    const { scene } = lifted(folded, { of: 'logit', class: 0 }, fill, theme);
    const { rgba } = drawn(scene);
    const style = { layers: scene.layers, theme, gridPixelsPerCssPixel: 1 };
    const flat = paintPicture(pictureGrid(folded, window, SIZE, SIZE), scene.mesh.classCount, style);
    // Two lines that near each other may be drawn in another order.
    const reach = lineWidths.decisionBoundary / 2 + lineWidths.decisionCasing + 1.5;
    let [compared, onLines, worst] = [0, 0, 0];
    // Some of all columns in turn.
    for (let pixel = 0; pixel < SIZE * SIZE; pixel += 7) {
      const near = lineDistances(folded, pixel % SIZE, Math.floor(pixel / SIZE)).filter((d) => d < reach).length;
      if (near > 1) continue;
      compared++;
      onLines += near;
      colorAt(rgba, pixel).forEach((value, channel) => {
        worst = Math.max(worst, Math.abs(value - flat[4 * pixel + channel]!));
      });
    }
    expect(worst).toBeLessThanOrEqual(ROUNDED);
    expect(compared).toBeGreaterThan((0.3 * SIZE * SIZE) / 7);
    expect(onLines).toBeGreaterThan((0.1 * SIZE * SIZE) / 7);
  });
});

describe('at an angle', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [9, 7], classCount: 2 }, 3);
  const { scene, picker } = lifted(folded, { of: 'unit', layer: 1, unit: 2 }, 'region');
  const flat = { ...scene, layers: { ...noLines, fill: 'region' } as const };

  it('what is nearer hides what is behind it, and the ground is transparent', () => {
    const { cells, rgba } = drawn({ ...flat, viewProjection });
    const inner = innerCells(picker, rayAt);
    const colors = (cell: number): number[] => (cell < 0 ? [0, 0, 0, 0] : [...colorAt(scene.cellColors, cell), 255]);
    const wrong = inner.filter(
      (cell, pixel) =>
        cell !== -2 && (cells[pixel] !== cell || colors(cell).some((value, i) => rgba[4 * pixel + i] !== value)),
    );
    expect(wrong).toEqual([]);
    expect(inner.filter((cell) => cell >= 0).length).toBeGreaterThan(2_000);
    expect(inner.filter((cell) => cell === -1).length).toBeGreaterThan(2_000);
  });

  it('leaves no gap between cells', () => {
    const { cells } = drawn({ ...flat, viewProjection });
    const gaps = [...cells.keys()].filter(
      (pixel) => cells[pixel]! < 0 && picker.pick(rayAt(pixel % SIZE, Math.floor(pixel / SIZE))),
    );
    expect(gaps).toEqual([]);
  });

  it.each([20, 110, 200, 290])('hides the far side of a steep surface, seen from %s degrees', (azimuth) => {
    const steep = lifted(folded, { of: 'logit', class: 1 }, 'region');
    const matrix = orbitMatrix({ ...homeOrbit, azimuth, elevation: 8 }, 1);
    const { cells } = drawn({ ...steep.scene, layers: flat.layers, viewProjection: matrix });
    const ray = (column: number, row: number): Ray =>
      rayThrough(matrix, { x: (column + 0.5) / SIZE, y: (row + 0.5) / SIZE });
    const inner = innerCells(steep.picker, ray);
    expect(inner.filter((cell, pixel) => cell !== -2 && cells[pixel] !== cell)).toEqual([]);
    const hiding = inner.filter((cell, pixel) => {
      if (cell < 0) return false;
      const { origin, direction } = ray(pixel % SIZE, Math.floor(pixel / SIZE));
      const { t } = steep.picker.pick({ origin, direction })!;
      const beyond = [0, 1, 2].map((axis) => origin[axis]! + (t + 1e-3) * direction[axis]!);
      return steep.picker.pick({ origin: beyond, direction }) !== null;
    });
    // From two of the sides it hides little of itself.
    expect(hiding.length).toBeGreaterThan(0);
  });

  it('with the camera amid the surface shows what is before it only', () => {
    const orbit = { ...homeOrbit, zoom: 9, elevation: 12, target: [0.1, -0.2, 0.25] } as const;
    const matrix = orbitMatrix(orbit, 1);
    const { cells } = drawn({ ...flat, viewProjection: matrix });
    const ray = (column: number, row: number): Ray =>
      rayThrough(matrix, { x: (column + 0.5) / SIZE, y: (row + 0.5) / SIZE });
    const inner = innerCells(picker, ray);
    expect(inner.filter((cell, pixel) => cell !== -2 && cells[pixel] !== cell)).toEqual([]);
    expect(inner.filter((cell) => cell >= 0).length).toBeGreaterThan(1_000);
  });

  it('cells are lit by their angle to the light', () => {
    const light = [0.36, -0.48, 0.8] as const;
    const plain = lifted(folded, { of: 'logit', class: 1 }, 'plain').scene;
    const layers = { ...noLines, fill: 'plain' } as const;
    const { cells, rgba } = drawn({ ...plain, viewProjection, layers, light, isShaded: true });
    const { away, towards, below } = surfaceShades.light;
    const [red] = palettes.light.paper;
    const seen = { above: 0, below: 0 };
    let worst = 0;
    cells.forEach((cell, pixel) => {
      if (cell < 0) return;
      const { direction } = rayAt(pixel % SIZE, Math.floor(pixel / SIZE));
      const [a, b] = [plain.mesh.slopes[2 * cell]!, plain.mesh.slopes[2 * cell + 1]!];
      const rise = direction[2]! - a * direction[0]! - b * direction[1]!;
      // Seen from the side rounding decides.
      if (Math.abs(rise) < 1e-3) return;
      seen[rise > 0 ? 'below' : 'above']++;
      const cosine = (light[2] - a * light[0] - b * light[1]) / Math.hypot(a, b, 1);
      const share = rise > 0 ? below : away + (towards - away) * Math.max(0, cosine);
      worst = Math.max(worst, Math.abs(rgba[4 * pixel]! - Math.min(255, red * share)));
    });
    expect(worst).toBeLessThanOrEqual(1);
    expect(seen.above).toBeGreaterThan(1_000);
    expect(seen.below).toBeGreaterThan(100);
  });

  it('outlines the marked cell alone', () => {
    const cell = picker.cellAt(0.3, 0.2);
    const [without, marked] = [
      drawn({ ...flat, viewProjection }),
      drawn({ ...flat, viewProjection, markedCell: cell }),
    ];
    const isChanged = (pixel: number): boolean =>
      colorAt(marked.rgba, pixel).some((value, i) => value !== colorAt(without.rgba, pixel)[i]);
    const pixels = [...marked.cells.keys()];
    expect(pixels.filter((pixel) => isChanged(pixel) !== (marked.cells[pixel] === cell))).toEqual([]);
    expect(pixels.filter(isChanged).length).toBeGreaterThan(5);
  });
});

it('is drawn in as many slices as there is time for', () => {
  const { scene } = lifted(randomFolded({ inputDimension: 2, hiddenWidths: [9, 7], classCount: 2 }, 3), {
    of: 'logit',
    class: 0,
  });
  const raster = new SurfaceRaster(scene, size);
  let slices = 1;
  while (!raster.advance(-Infinity)) slices++;
  expect(slices).toBeGreaterThan(1);
  const whole = drawn(scene).rgba;
  expect(raster.rgba.every((value, i) => value === whole[i])).toBe(true);
});
