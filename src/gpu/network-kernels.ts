import { foldNetwork } from './kernels/fold-network.js';
import {
  evaluate,
  evaluateAny,
  normalizationStatistics,
  switchNormalization,
  train,
  trainAny,
} from './kernels/network-kernels.js';
import type { KernelCompiler } from './kernel.js';
import type { NetworkKernels } from './network-pass.js';

/**
 * Threads of the workgroup that trains one network. A hardware GPU runs 32 or 64 in step, and a 64-64 net with batches
 * of 64 has 64 tiles per layer; SwiftShader runs 4 in step and pays for every further thread at every barrier.
 */
const trainingThreads = { hardware: 64, software: 4 } as const;

const constantsFor = (isFallback: boolean) => ({
  workgroup_size: trainingThreads[isFallback ? 'software' : 'hardware'],
});

export async function compileNetworkKernels(compiler: KernelCompiler, isFallback: boolean): Promise<NetworkKernels> {
  const constants = constantsFor(isFallback);
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

/** The same kernels for runs in which networks may normalise single samples; compiled when such a run comes. */
export async function withSampleNorms(
  compiler: KernelCompiler,
  isFallback: boolean,
  kernels: NetworkKernels,
): Promise<NetworkKernels> {
  const constants = constantsFor(isFallback);
  const [trainKernel, evaluation] = await Promise.all([
    compiler.compile(trainAny, constants),
    compiler.compile(evaluateAny, constants),
  ]);
  return { ...kernels, train: trainKernel, evaluate: evaluation };
}
