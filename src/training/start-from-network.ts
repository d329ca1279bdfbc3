import type { DataConfig } from './data-set.js';
import { dataSetCatalog, defaultDataConfig } from './datasets/catalog.js';
import { networkSpecs, type ExperimentConfig } from './experiment-config.js';
import { initialModel } from './initialize.js';
import type { ModelState } from './model-state.js';
import { sampleNorm, type NetworkSpec } from './network-spec.js';
import { parameterLayout } from './parameter-layout.js';

/** An experiment that starts from a given network, and the weights of all its networks. */
export interface StartFromNetwork {
  readonly config: ExperimentConfig;
  readonly weights: readonly ModelState[];
  /** Whether the data had to become others for the network's number of classes. */
  readonly isDataChanged: boolean;
}

/**
 * The experiment `config` with the network of index `model` replaced. The others keep the weights in `kept` where they are of
 * the same kind; otherwise they take over weights and biases, so that they differ in their normalisation alone, which starts
 * with scale 1 and shift 0. A network with batch normalization is drawn with the running statistics that it came with.
 *
 * @param kept per network: weights that it may keep, null for none
 * @param data to start with in place of those of `config`, of as many classes as the network tells apart
 */
export function startFromNetwork(
  config: ExperimentConfig,
  network: ModelState,
  model: number,
  kept: readonly (ModelState | null)[],
  data: DataConfig = config.data,
): StartFromNetwork {
  const { hiddenWidths, activation, negativeSlope, groups, initializer, biasInitializer, seed } = network.spec;
  const isDataChanged = network.spec.classCount !== data.classCount;
  const changed: ExperimentConfig = {
    ...config,
    data: isDataChanged ? withClasses(data, network.spec.classCount) : data,
    network: {
      ...config.network,
      hiddenWidths,
      activation,
      negativeSlope: activation === 'leaky-relu' ? negativeSlope : config.network.negativeSlope,
      groups: network.normalization === 'group' ? groups : config.network.groups,
      initializer,
      biasInitializer,
      seed,
    },
    normalizations: config.normalizations.with(model, network.normalization),
    statistics: network.normalization === 'batch' ? 'running' : config.statistics,
  };
  const specs = networkSpecs(changed, { dimension: 2, classCount: network.spec.classCount });
  const weights = specs.map((spec, index) => {
    if (index === model) return { ...network, spec };
    const own = kept[index];
    return own && isSameKind(own.spec, spec) ? { ...own, spec } : sameWeights(network, spec);
  });
  return { config: changed, weights, isDataChanged };
}

/** The set itself where it can have so many classes, blobs otherwise. */
function withClasses(data: DataConfig, classCount: number): DataConfig {
  const range = data.set === 'custom' ? null : dataSetCatalog[data.set].classes;
  if (range && classCount >= range.min && classCount <= range.max) return { ...data, classCount };
  return { ...defaultDataConfig(classCount === 2 ? 'circles' : 'blobs'), classCount };
}

const isSameKind = (a: NetworkSpec, b: NetworkSpec): boolean =>
  a.classCount === b.classCount &&
  a.activation === b.activation &&
  a.negativeSlope === b.negativeSlope &&
  a.normalization === b.normalization &&
  sampleNorm(a, a.normalization)?.groups === sampleNorm(b, b.normalization)?.groups &&
  a.hiddenWidths.join() === b.hiddenWidths.join();

/** The weights and biases of a network under another normalisation. */
function sameWeights({ parameters }: ModelState, spec: NetworkSpec): ModelState {
  const model = initialModel(spec);
  const { hidden, output } = parameterLayout(spec);
  for (const { weight, bias } of [...hidden, output]) {
    for (const { offset, size } of [weight, bias]) {
      model.parameters.set(parameters.subarray(offset, offset + size), offset);
    }
  }
  return model;
}
