import { networkSpecs, type ExperimentConfig } from '../training/experiment-config.js';
import { initialModel } from '../training/initialize.js';
import type { DataSet } from '../training/data-set.js';
import type { ModelState } from '../training/model-state.js';
import type { Activation, NetworkSpec } from '../training/network-spec.js';
import type { SwitchMark } from '../training/session-types.js';
import { CommandError, UsageError } from './errors.js';
import { readNetwork } from './network-file.js';

/** A network of `--init`, from whose weights every network of the experiment starts. */
export interface Init {
  readonly file: string;
  readonly model: ModelState;
  /** Whether the file leaves open which activation its network has: then it is the experiment's. */
  readonly isActivationAssumed: boolean;
}

/** @param activation where the file names none */
export function readInit(file: string, activation: Activation): Init {
  const { model, isActivationAssumed } = readNetwork(file, { activation });
  return { file, model, isActivationAssumed };
}

/** The experiment with networks like the file's. One without normalisation starts all that the experiment has. */
export function withInit(config: ExperimentConfig, { model, isActivationAssumed }: Init): ExperimentConfig {
  const { network } = config;
  const { hiddenWidths } = model.spec;
  const { activation, negativeSlope } = isActivationAssumed ? network : model.spec;
  // Only group normalization stores a number of groups.
  const groups = model.normalization === 'group' ? model.spec.groups : network.groups;
  return {
    ...config,
    network: { ...network, hiddenWidths, activation, negativeSlope, groups },
    normalizations: model.normalization === 'none' ? config.normalizations : [model.normalization],
  };
}

/**
 * The experiment's networks before their first step: drawn by its seed, or those of `--init`.
 *
 * @throws CommandError where the file's network is not of the experiment's shape
 */
export function startingNetworks(config: ExperimentConfig, data: DataSet, init: Init | null): ModelState[] {
  return networkSpecs(config, data).map((spec) => (init ? startFrom(init, spec) : initialModel(spec)));
}

function startFrom({ file, model }: Init, spec: NetworkSpec): ModelState {
  if (spec.hiddenWidths.join() !== model.spec.hiddenWidths.join()) {
    const [asked, there] = [spec.hiddenWidths, model.spec.hiddenWidths].map((widths) => widths.join());
    throw new UsageError(`--widths is ${asked}, but the network in ${file} has ${there}`);
  }
  if (spec.classCount !== model.spec.classCount) {
    throw new CommandError(
      `${file}: the network has ${model.spec.classCount} classes, the data have ${spec.classCount}`,
    );
  }
  if (model.normalization !== 'none' && model.normalization !== spec.normalization) {
    throw new CommandError(
      `${file}: the network has ${model.normalization} normalization; it cannot start one with ${spec.normalization}`,
    );
  }
  // A plain network's scales are 1, its shifts 0, its running statistics 0 and 1: those of any normaliser at its start.
  return { ...model, spec, normalization: spec.normalization, step: 0 };
}

/** The switches of networks that still start as in the experiment that they are from. */
export function keptSwitches(
  marks: readonly SwitchMark[],
  from: ExperimentConfig,
  { normalizations }: ExperimentConfig,
): SwitchMark[] {
  return marks.filter(({ model }) => normalizations[model] === from.normalizations[model]);
}
