import { extname } from 'node:path';
import { writeNetworkSafetensors } from '../io/network-safetensors.js';
import type { DataConfig } from '../training/data-set.js';
import type { Normalization } from '../training/network-spec.js';
import type { Output } from './output.js';
import type { TrainingRecord } from './training-run.js';

/**
 * Plans the files of `--weights`: of every network at the end, and after every step of `saveAt` that it reaches.
 *
 * @param path null where none are asked for
 * @param data what the networks are trained on
 */
export function planWeights(
  output: Output,
  path: string | null,
  normalizations: readonly Normalization[],
  saveAt: ReadonlySet<number>,
  data: DataConfig,
): (records: readonly TrainingRecord[]) => void {
  if (path === null) return () => undefined;
  const planned = weightPaths(path, normalizations).map((pathAt) => ({
    writeEnd: output.plan(pathAt(null), '--weights'),
    writeAt: new Map([...saveAt].map((step) => [step, output.plan(pathAt(step), '--weights')])),
  }));
  return (records) => {
    for (const [index, { model, kept }] of records.entries()) {
      const { writeEnd, writeAt } = planned[index]!;
      for (const [step, state] of kept) writeAt.get(step)?.(() => writeNetworkSafetensors(state, data));
      writeEnd(() => writeNetworkSafetensors(model, data));
    }
  };
}

/** Path of one network's weights after some steps, or at the end where `step` is null. */
export type WeightPath = (step: number | null) => string;

/**
 * `net.safetensors` of the only network, `net-none.safetensors`, `net-batch.safetensors`, ... of several, and of two alike
 * `net-batch-1.safetensors`, `net-batch-2.safetensors`; after 10 steps `net-batch.step10.safetensors`.
 */
export function weightPaths(path: string, normalizations: readonly Normalization[]): WeightPath[] {
  const ending = extname(path);
  const stem = path.slice(0, path.length - ending.length);
  return normalizations.map((normalization, index) => {
    const alike = normalizations.filter((other) => other === normalization).length;
    const place = normalizations.slice(0, index + 1).filter((other) => other === normalization).length;
    const number = alike === 1 ? '' : `-${place}`;
    const name = normalizations.length === 1 ? stem : `${stem}-${normalization}${number}`;
    return (step) => `${name}${step === null ? '' : `.step${step}`}${ending}`;
  });
}
