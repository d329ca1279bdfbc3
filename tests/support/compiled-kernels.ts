/** The kernels of networks, compiled once for a device: software adapters take seconds, and keep only what is in use. */
import type { KernelCompiler } from '../../src/gpu/kernel.js';
import { compileNetworkKernels, withSampleNorms } from '../../src/gpu/network-kernels.js';
import type { NetworkKernels } from '../../src/gpu/network-pass.js';

const compiled = new WeakMap<KernelCompiler, Promise<NetworkKernels>>();
const compiledCurved = new WeakMap<KernelCompiler, Promise<NetworkKernels>>();

export function networkKernels(compiler: KernelCompiler): Promise<NetworkKernels> {
  const kernels = compiled.get(compiler) ?? compileNetworkKernels(compiler, true);
  compiled.set(compiler, kernels);
  return kernels;
}

/** The same for runs in which networks may normalise single samples. */
export function curvedNetworkKernels(compiler: KernelCompiler): Promise<NetworkKernels> {
  const kernels =
    compiledCurved.get(compiler) ?? networkKernels(compiler).then((base) => withSampleNorms(compiler, true, base));
  compiledCurved.set(compiler, kernels);
  return kernels;
}
