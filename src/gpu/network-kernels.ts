import { foldNetwork } from './kernels/fold-network.js';
import { evaluate, normalizationStatistics, switchNormalization, train } from './kernels/network-kernels.js';
import type { KernelCompiler } from './kernel.js';
import type { NetworkKernels } from './network-pass.js';

/**
 * Threads of the workgroup that trains one network. A hardware GPU runs 32 or 64 in step, and a 64-64 net with batches
 * of 64 has 64 tiles per layer; SwiftShader runs 4 in step and pays for every further thread at every barrier.
 */
const trainingThreads = { hardware: 64, software: 4 } as const;

export async function compileNetworkKernels(compiler: KernelCompiler, isFallback: boolean): Promise<NetworkKernels> {
  const constants = { workgroup_size: trainingThreads[isFallback ? 'software' : 'hardware'] };
  const [trainKernel, statistics, evaluation, switching, folding] = await Promise.all([
    compiler.compile(train, constants),
    compiler.compile(normalizationStatistics, constants),
    compiler.compile(evaluate, constants),
    compiler.compile(switchNormalization, constants),
    compiler.compile(foldNetwork),
  ]);
  return {
    train: trainKernel,
    normalizationStatistics: statistics,
    evaluate: evaluation,
    switchNormalization: switching,
    foldNetwork: folding,
  };
}
