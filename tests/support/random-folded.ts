import type { FoldedNetwork } from '../../src/training/model-state.js';
import type { NetworkSpec, SampleNorm } from '../../src/training/network-spec.js';

/**
 * A folded network with weights of variance 2 / inputs and biases of variance 1 (0.25 beyond the first layer), all
 * rounded to float32: its walls cross the window [-2, 2]^2 in every layer. Equal seeds give equal networks.
 */
export function randomFolded(
  spec: Pick<NetworkSpec, 'inputDimension' | 'hiddenWidths' | 'classCount'>,
  seed: number,
  slopeBelowZero = 0,
): FoldedNetwork {
  const normal = normals(seed);
  let inputWidth = spec.inputDimension;
  const layers = [...spec.hiddenWidths, spec.classCount].map((width, index) => {
    const deviation = Math.sqrt(2 / inputWidth);
    const layer = {
      inputWidth,
      width,
      weight: Float64Array.from({ length: width * inputWidth }, () => Math.fround(deviation * normal())),
      bias: Float64Array.from({ length: width }, () => Math.fround((index === 0 ? 1 : 0.5) * normal())),
    };
    inputWidth = width;
    return layer;
  });
  return { slopeBelowZero, layers };
}

/** The same network with normalisers of single samples behind its hidden layers, gammas about 1, betas about 0. */
export function randomCurved(folded: FoldedNetwork, norm: SampleNorm, seed: number): FoldedNetwork {
  const normal = normals(seed);
  const layers = folded.layers.map((layer, index) => {
    if (index === folded.layers.length - 1) return layer;
    const draw = (mean: number) => Float64Array.from({ length: layer.width }, () => Math.fround(mean + 0.3 * normal()));
    return { ...layer, normalizer: { ...norm, scale: draw(1), shift: draw(0) } };
  });
  return { ...folded, layers };
}

/** Uniform numbers of (0, 1) from a 32-bit counter hash. */
export function randomNumbers(seed: number): () => number {
  let counter = seed >>> 0;
  return () => {
    counter = (counter + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x7feb352d);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
    return (((mixed ^ (mixed >>> 16)) >>> 0) + 0.5) / 2 ** 32;
  };
}

/** Standard normals by Box and Muller. */
function normals(seed: number): () => number {
  const uniform = randomNumbers(seed);
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
