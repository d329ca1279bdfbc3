/** Pages with figures, made from the built one: its head and its script around other figures. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import type { SplineFigure } from '../../src/components/spline-figure/spline-figure.js';

const built = (): string => readFileSync(new URL('../../dist/figures.html', import.meta.url), 'utf8');

/** Opens a page that has nothing but this between the tags of its body's main part. */
export async function openFigures(page: Page, main: string): Promise<void> {
  const html = built().replace(/<main>.*<\/main>/s, `<main><h1>A page</h1>${main}</main>`);
  await page.route('**/figures.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('/figures.html');
}

/** Waits until a figure stands still at a step and its exact cells are those of that step. */
export async function expectAt(figure: Locator, step: number): Promise<void> {
  await expect
    .poll(() =>
      figure.evaluate((element: SplineFigure) => {
        const { session } = element;
        const isBusy = !session || !['ready', 'finished'].includes(session.snapshot.state);
        return isBusy ? -1 : Math.min(...(session.models ?? []).map((model) => model.step));
      }),
    )
    .toBe(step);
  for (const cells of await figure.locator('.cells').all()) await expect(cells).toContainText('exact');
}

/** What a page has had of the GPU since it was opened. */
export interface GpuUse {
  readonly devices: number;
  /** Those that have not been given back. */
  readonly liveDevices: number;
  readonly submits: number;
  /** Of live buffers and textures, 4 a sample, now and at most. */
  readonly bytes: number;
  readonly mostBytes: number;
  readonly live: number;
}

/** Counts from before the page's first script on. */
export async function watchGpu(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const use = { devices: 0, liveDevices: 0, submits: 0, bytes: 0, mostBytes: 0, live: 0 };
    Object.assign(globalThis, { gpuUse: use });
    const sizes = new WeakMap<object, number>();
    const enter = (object: unknown): void => {
      const one = object as GPUBuffer | GPUTexture;
      const size = one instanceof GPUBuffer ? one.size : 4 * one.width * one.height * one.sampleCount;
      sizes.set(one, size);
      use.live++;
      use.bytes += size;
      use.mostBytes = Math.max(use.mostBytes, use.bytes);
    };
    const strike = (object: object): void => {
      const size = sizes.get(object);
      if (size === undefined) return;
      sizes.delete(object);
      use.live--;
      use.bytes -= size;
    };
    /** Tells of every call of a method: on what, and what it gave. */
    const watch = (prototype: object, name: string, told: (on: object, given: unknown) => void): void => {
      const method = Reflect.get(prototype, name) as (...parameters: unknown[]) => unknown;
      Reflect.set(prototype, name, function (this: object, ...parameters: unknown[]) {
        const given = method.apply(this, parameters);
        told(this, given);
        return given;
      });
    };
    watch(GPUAdapter.prototype, 'requestDevice', () => {
      use.devices++;
      use.liveDevices++;
    });
    watch(GPUDevice.prototype, 'destroy', () => use.liveDevices--);
    watch(GPUQueue.prototype, 'submit', () => use.submits++);
    for (const name of ['createBuffer', 'createTexture'])
      watch(GPUDevice.prototype, name, (_, object) => enter(object));
    for (const prototype of [GPUBuffer.prototype, GPUTexture.prototype]) watch(prototype, 'destroy', strike);
  });
}

export const gpuUse = (page: Page): Promise<GpuUse> =>
  page.evaluate(() => (globalThis as unknown as { gpuUse: GpuUse }).gpuUse);
