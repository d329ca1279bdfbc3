/**
 * A WebGPU device for kernel tests. No adapter is a failure: a green run means that kernels ran.
 *
 * Every test runs inside validation and out-of-memory scopes; an error in either, an uncaptured error or a lost device
 * fails the test. What a test creates through `gpu.resources` is freed after it.
 */
import { test as base, expect } from 'vitest';
import { GpuResources } from '../../src/gpu/buffers.js';
import { acquireDevice, type AcquiredDevice } from '../../src/gpu/device.js';
import { KernelCompiler } from '../../src/gpu/kernel.js';

export interface GpuFixture {
  readonly device: GPUDevice;
  readonly compiler: KernelCompiler;
  readonly resources: GpuResources;
}

let shared: Promise<{ acquired: AcquiredDevice; compiler: KernelCompiler; errors: string[] }> | null = null;

async function acquire() {
  const acquired = await acquireDevice(navigator.gpu).catch((cause: unknown) => {
    throw new Error(
      'No WebGPU adapter: kernel tests cannot run. Debian: sudo apt-get install chromium. Elsewhere: npx playwright ' +
        'install --with-deps chromium, or set CHROMIUM_PATH to a Chromium or Chrome with WebGPU.',
      { cause },
    );
  });
  const errors: string[] = [];
  acquired.device.addEventListener('uncapturederror', (event) => errors.push(event.error.message));
  void acquired.device.lost.then((info) => errors.push(`device lost: ${info.message}`));
  return { acquired, compiler: new KernelCompiler(acquired.device), errors };
}

export const gpuTest = base.extend<{ gpu: GpuFixture }>({
  // eslint-disable-next-line no-empty-pattern -- Vitest reads the fixture's needs from this pattern
  gpu: async ({}, use) => {
    shared ??= acquire();
    const { acquired, compiler, errors } = await shared;
    const { device } = acquired;
    const resources = new GpuResources(device);
    errors.length = 0;
    device.pushErrorScope('out-of-memory');
    device.pushErrorScope('validation');
    await use({ device, compiler, resources });
    const scoped = [await device.popErrorScope(), await device.popErrorScope()];
    resources.destroy();
    expect([...errors, ...scoped.filter((error) => error !== null).map((error) => error.message)]).toEqual([]);
  },
});
