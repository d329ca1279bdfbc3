/** The lifted surface against the flat picture where seen from above, and against rays where it hides itself. */
import { describe, expect } from 'vitest';
import { cellColors } from '../../src/geometry/cell-colors.js';
import { compileSurface, SurfacePass } from '../../src/gpu/surface-pass.js';
import type { SurfaceScene } from '../../src/gpu/surface-scene.js';
import { lineWidths, palettes, surfaceShades, wallCasingOpacity } from '../../src/training/palette.js';
import { pictureGrid } from '../../src/training/reference/activation-code.js';
import { paintPicture } from '../../src/training/reference/paint.js';
import { gpuTest, type GpuFixture } from '../support/gpu-fixture.js';
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
import { readTexture } from '../support/read-texture.js';

/** RGBA of scenes that are drawn one after another by one pass; the last one's. */
async function drawn({ device, resources }: GpuFixture, ...scenes: SurfaceScene[]): Promise<Uint8Array> {
  const kernel = await compileSurface(device, 'rgba8unorm');
  const pass = new SurfacePass(device, kernel, resources, 'test.surface');
  const target = device.createTexture({
    label: 'test.target',
    size: [SIZE, SIZE],
    format: 'rgba8unorm',
    usage: GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC,
  });
  for (const scene of scenes) {
    const encoder = device.createCommandEncoder();
    pass.encode(encoder, target.createView(), scene, { widthPx: SIZE, heightPx: SIZE, pixelRatio: 1 });
    device.queue.submit([encoder.finish()]);
  }
  const pixels = await readTexture(device, target, SIZE, SIZE);
  target.destroy();
  return pixels;
}

/** Each picture is rounded to bytes; the surface's is so for each of four samples and after their mean. */
const ROUNDED = 2;
/**
 * Corners are rounded to 1/16 of a pixel at worst (the 4 bits that Vulkan asks for), which moves a line by up to
 * sqrt(2) / 32 of a pixel. So much of a pixel may then be core rather than casing, and casing rather than fill.
 */
const MOVED = ROUNDED + (Math.SQRT2 / 32) * 255 * (1 + wallCasingOpacity);

describe('from straight above', () => {
  const networks = [
    ['two layers', randomFolded({ inputDimension: 2, hiddenWidths: [5, 4], classCount: 2 }, 12)],
    [
      'three layers, three classes',
      randomFolded({ inputDimension: 2, hiddenWidths: [4, 4, 3], classCount: 3 }, 5, 0.1),
    ],
  ] as const;
  for (const [name, folded] of networks) {
    for (const [fill, theme] of [
      ['confidence', 'light'],
      ['region', 'dark'],
    ] as const) {
      gpuTest(`${name}, ${fill}, ${theme}: it is the flat picture`, async ({ gpu }) => {
        const { scene } = lifted(folded, { of: 'logit', class: 0 }, fill, theme);
        const pixels = await drawn(gpu, scene);
        const style = { layers: scene.layers, theme, gridPixelsPerCssPixel: 1 };
        const flat = paintPicture(pictureGrid(folded, window, SIZE, SIZE), scene.mesh.classCount, style);
        // A line counts up to its casing's reach and half a pixel; two that near each other, here or in
        // the cell of the next pixel, may be drawn in another order.
        const reach = lineWidths.decisionBoundary / 2 + lineWidths.decisionCasing + 1.5;
        const distances = Array.from({ length: SIZE * SIZE }, (_, pixel) =>
          lineDistances(folded, pixel % SIZE, Math.floor(pixel / SIZE)),
        );
        let [compared, onLines] = [0, 0];
        for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
          const around = [-SIZE, -1, 0, 1, SIZE].map((step) => distances[pixel + step] ?? []);
          const near = distances[pixel]!.filter((_, line) => around.some((d) => d[line]! < reach)).length;
          if (near > 1) continue;
          // A pixel of two cells mixes their fills by how much of it each one takes; the flat picture has its centre's.
          const isMixed = near === 1 && fill === 'region';
          if (isMixed) continue;
          compared++;
          onLines += near;
          colorAt(pixels, pixel).forEach((value, channel) => {
            expect(Math.abs(value - flat[4 * pixel + channel]!)).toBeLessThanOrEqual(near === 0 ? ROUNDED : MOVED);
          });
        }
        expect(compared).toBeGreaterThan(0.3 * SIZE * SIZE);
        if (fill === 'confidence') expect(onLines).toBeGreaterThan(0.1 * SIZE * SIZE);
      });
    }
  }
});

describe('at an angle', () => {
  const folded = randomFolded({ inputDimension: 2, hiddenWidths: [9, 7], classCount: 2 }, 3);

  gpuTest('what is nearer hides what is behind it, and the ground is transparent', async ({ gpu }) => {
    const { scene, picker, partition } = lifted(folded, { of: 'unit', layer: 1, unit: 2 }, 'region');
    const layers = { ...noLines, fill: 'region' } as const;
    const pixels = await drawn(gpu, { ...scene, viewProjection, layers });
    const cellAt = Array.from(
      { length: SIZE * SIZE },
      (_, pixel) => picker.pick(rayAt(pixel % SIZE, Math.floor(pixel / SIZE)))?.cell ?? -1,
    );
    let [surface, ground] = [0, 0];
    for (let row = 1; row + 1 < SIZE; row++) {
      for (let column = 1; column + 1 < SIZE; column++) {
        const pixel = row * SIZE + column;
        const cell = cellAt[pixel]!;
        const around = [-SIZE - 1, -SIZE, -SIZE + 1, -1, 1, SIZE - 1, SIZE, SIZE + 1];
        if (around.some((step) => cellAt[pixel + step] !== cell)) continue;
        if (cell < 0) {
          ground++;
          expect(pixels[4 * pixel + 3]).toBe(0);
        } else {
          surface++;
          expect(colorAt(pixels, pixel)).toEqual(colorAt(scene.cellColors, cell));
        }
      }
    }
    expect(partition.cellCount).toBeGreaterThan(40);
    expect(surface).toBeGreaterThan(2_000);
    expect(ground).toBeGreaterThan(2_000);
  });

  gpuTest('cells are lit by their angle to the light', async ({ gpu }) => {
    const { scene, picker } = lifted(folded, { of: 'logit', class: 1 }, 'plain');
    const light = [0.36, -0.48, 0.8] as const;
    const layers = { ...noLines, fill: 'plain' } as const;
    const pixels = await drawn(gpu, { ...scene, viewProjection, layers, light, isShaded: true });
    const { away, towards, below } = surfaceShades.light;
    const [red] = palettes.light.paper;
    let seen = 0;
    for (let pixel = 0; pixel < SIZE * SIZE; pixel += 7) {
      const ray = rayAt(pixel % SIZE, Math.floor(pixel / SIZE));
      const cell = picker.pick(ray)?.cell ?? -1;
      const [a, b] = [scene.mesh.slopes[2 * cell]!, scene.mesh.slopes[2 * cell + 1]!];
      const cosine = (light[2] - a * light[0] - b * light[1]) / Math.hypot(a, b, 1);
      const isBelow = ray.direction[2]! - a * ray.direction[0]! - b * ray.direction[1]! > 0;
      const expected = red * (isBelow ? below : away + (towards - away) * Math.max(0, cosine));
      const around = [-SIZE, -1, 1, SIZE].map((step) => pixel + step);
      const isInside = around.every(
        (other) => (picker.pick(rayAt(other % SIZE, Math.floor(other / SIZE)))?.cell ?? -1) === cell,
      );
      if (cell < 0 || !isInside) continue;
      seen++;
      expect(Math.abs(pixels[4 * pixel]! - Math.min(255, expected))).toBeLessThanOrEqual(1);
    }
    expect(seen).toBeGreaterThan(300);
  });
});

describe('one pass', () => {
  const small = randomFolded({ inputDimension: 2, hiddenWidths: [3], classCount: 2 }, 1);
  const large = randomFolded({ inputDimension: 2, hiddenWidths: [12, 9], classCount: 4 }, 2);

  gpuTest('draws meshes that grow and shrink, and new colours of one mesh, as a fresh one does', async ({ gpu }) => {
    const [a, b] = [lifted(small, { of: 'logit', class: 0 }).scene, lifted(large, { of: 'logit', class: 3 }).scene];
    const recolored = {
      ...a,
      cellColors: cellColors(lifted(small, { of: 'logit', class: 0 }).partition, 'region', 'light'),
      layers: { ...a.layers, fill: 'region' },
    } as const;
    expect(await drawn(gpu, a, b)).toEqual(await drawn(gpu, b));
    expect(await drawn(gpu, b, a)).toEqual(await drawn(gpu, a));
    expect(await drawn(gpu, a, recolored)).toEqual(await drawn(gpu, recolored));
    expect(await drawn(gpu, recolored)).not.toEqual(await drawn(gpu, a));
  });

  gpuTest('outlines the marked cell, and no other one', async ({ gpu }) => {
    const { scene, picker } = lifted(small, { of: 'logit', class: 0 }, 'plain');
    const cell = picker.cellAt(0.3, 0.2);
    const layers = { ...noLines, fill: 'plain' } as const;
    const pixels = await drawn(gpu, { ...scene, layers, markedCell: cell });
    for (let pixel = 0; pixel < SIZE * SIZE; pixel += 5) {
      const [u, v] = [((pixel % SIZE) + 0.5) / (SIZE / 2) - 1, 1 - (Math.floor(pixel / SIZE) + 0.5) / (SIZE / 2)];
      const step = 2 / SIZE;
      const around = [
        [0, 0],
        [step, 0],
        [-step, 0],
        [0, step],
        [0, -step],
      ] as const;
      const inside = around.filter(([du, dv]) => picker.cellAt(u + du, v + dv) === cell).length;
      const isPaper = colorAt(pixels, pixel).every((value, i) => value === palettes.light.paper[i]);
      if (inside === 0) expect(isPaper).toBe(true);
      if (inside === around.length) expect(isPaper).toBe(false);
    }
  });
});
