import { readNetworkSafetensors } from '../../src/io/network-safetensors.js';
import type { FoldedNetwork } from '../../src/training/model-state.js';
import { foldNetwork } from '../../src/training/reference/fold.js';

const urls = import.meta.glob<string>('../fixtures/nets/*.safetensors', { query: '?url', import: 'default' });

/** A network of tests/fixtures/nets with its running statistics folded in, rounded to float32 as the GPU has it. */
export async function trainedNet(name: string): Promise<FoldedNetwork> {
  const load = urls[`../fixtures/nets/${name}.safetensors`];
  if (!load) throw new Error(`There is no network ${name} in tests/fixtures/nets.`);
  const response = await fetch(await load());
  const { model } = readNetworkSafetensors(name, new Uint8Array(await response.arrayBuffer()));
  const { slopeBelowZero, layers } = foldNetwork(model, model.runningStatistics);
  const rounded = layers.map((layer) => ({
    ...layer,
    weight: layer.weight.map(Math.fround),
    bias: layer.bias.map(Math.fround),
  }));
  return { slopeBelowZero, layers: rounded };
}
