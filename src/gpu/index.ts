import type { Backend } from '../training/backend.js';
import { GpuUnavailableError } from './errors.js';

export interface GpuBackendOptions {
  /** A canvas without a context for the pictures of a network. */
  readonly canvas: (model: number) => HTMLCanvasElement;
  readonly modelCount: number;
}

export interface GpuBackend extends Backend {
  /** True on a software adapter. */
  readonly isFallback: boolean;
}

/** @throws GpuUnavailableError with a sentence for the reader */
export function createGpuBackend(options: GpuBackendOptions): Promise<GpuBackend> {
  return Promise.reject(new GpuUnavailableError(`This build trains its ${options.modelCount} networks on the CPU.`));
}
