/** Counts what is alive on all devices, by what is made and destroyed, whoever does it. */
import { vi } from 'vitest';

export interface GpuCensus {
  /** Had since the census began. */
  readonly devices: number;
  /** Live buffers and textures, and their bytes: of textures 4 a sample. */
  readonly count: number;
  readonly bytes: number;
}

/** Counts from now on: to be called while nothing is alive. Ends with `vi.restoreAllMocks`. */
export function takeGpuCensus(): () => GpuCensus {
  const devices = vi.spyOn(GPUAdapter.prototype, 'requestDevice');
  const buffers = vi.spyOn(GPUDevice.prototype, 'createBuffer');
  const textures = vi.spyOn(GPUDevice.prototype, 'createTexture');
  const destroyed = [vi.spyOn(GPUBuffer.prototype, 'destroy'), vi.spyOn(GPUTexture.prototype, 'destroy')];
  return () => {
    const results: readonly { readonly value: unknown }[] = [...buffers.mock.results, ...textures.mock.results];
    const made = new Set(results.map(({ value }) => value));
    for (const object of destroyed.flatMap(({ mock }) => mock.contexts)) made.delete(object);
    const sizes = [...made].map((one) => {
      if (one instanceof GPUBuffer) return one.size;
      return one instanceof GPUTexture ? 4 * one.width * one.height * one.sampleCount : NaN;
    });
    return {
      devices: devices.mock.calls.length,
      count: sizes.length,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
    };
  };
}
