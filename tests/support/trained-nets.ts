import type { FoldedLayer, FoldedNetwork } from '../../src/training/model-state.js';
import { BATCH_NORM_EPSILON } from '../../src/training/network-spec.js';
import { parseSafetensors } from './safetensors-format.js';

const urls = import.meta.glob<string>('../fixtures/nets/*.safetensors', { query: '?url', import: 'default' });

/** A network of tests/fixtures/nets with its running statistics folded in, rounded to float32 as the GPU has it. */
export async function trainedNet(name: string): Promise<FoldedNetwork> {
  const load = urls[`../fixtures/nets/${name}.safetensors`];
  if (!load) throw new Error(`There is no network ${name} in tests/fixtures/nets.`);
  const response = await fetch(await load());
  const { tensors } = parseSafetensors(name, new Uint8Array(await response.arrayBuffer()));
  const tensor = (key: string) => {
    const found = tensors.get(key);
    return found ? Float64Array.from(found.data) : null;
  };
  const layers: FoldedLayer[] = [];
  let inputWidth = 2;
  const add = (layer: string, norm: string): boolean => {
    const weight = tensor(`${layer}.weight`);
    const bias = tensor(`${layer}.bias`);
    if (!weight || !bias) return false;
    const mean = tensor(`${norm}.running_mean`);
    const variance = tensor(`${norm}.running_var`);
    const gamma = tensor(`${norm}.weight`);
    const beta = tensor(`${norm}.bias`);
    if (mean && variance && gamma && beta) {
      bias.forEach((b, m) => {
        const scale = (gamma[m] ?? 0) / Math.sqrt((variance[m] ?? 0) + BATCH_NORM_EPSILON);
        weight.subarray(m * inputWidth, (m + 1) * inputWidth).forEach((w, n, row) => (row[n] = w * scale));
        bias[m] = scale * (b - (mean[m] ?? 0)) + (beta[m] ?? 0);
      });
    }
    layers.push({ inputWidth, width: bias.length, weight: weight.map(Math.fround), bias: bias.map(Math.fround) });
    inputWidth = bias.length;
    return true;
  };
  for (let layer = 1; add(`hidden${layer}`, `bn${layer}`); layer++);
  add('output', 'none');
  return { slopeBelowZero: name.includes('leaky') ? 0.1 : 0, layers };
}
