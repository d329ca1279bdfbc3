import { unmoved } from './data-set.js';
import type { CustomPoint, DataSet, Placement } from './data-set.js';
import { makeUnplaced } from './datasets/make-data-set.js';
import { placeData } from './datasets/place-data.js';
import type { UnplacedData } from './datasets/place-data.js';
import { areSamePoints, isSameCloud, kindOfChange, networkSpecs, validateExperiment } from './experiment-config.js';
import type { ChangeKind, ExperimentConfig } from './experiment-config.js';
import { initialModel } from './initialize.js';
import { InvalidSettingError, requireInteger } from './invalid-setting-error.js';
import type { ModelState } from './model-state.js';
import { slopeBelowZero, type NetworkSpec } from './network-spec.js';

/** A configuration that is known to be valid, the points that it describes, and weights that were given to start from. */
export class CurrentExperiment {
  #config: ExperimentConfig;
  #unplaced: UnplacedData;
  #data: DataSet;
  #weights: readonly ModelState[] | null = null;
  #kept: { readonly config: ExperimentConfig; readonly weights: readonly ModelState[] | null } | null = null;

  /** @throws InvalidSettingError if the configuration is refused */
  constructor(config: ExperimentConfig) {
    this.#config = config;
    this.#unplaced = makeUnplaced(config.data);
    this.#data = placeData(this.#unplaced, config.data.placement);
    validateExperiment(config, this.#data);
  }

  get config(): ExperimentConfig {
    return this.#config;
  }

  get data(): DataSet {
    return this.#data;
  }

  /** Weights that were given to start from, one per network; null: they are drawn by the configuration. */
  get weights(): readonly ModelState[] | null {
    return this.#weights;
  }

  /** The networks before their first step. */
  firstModels(): readonly ModelState[] {
    return this.#weights ?? networkSpecs(this.#config, this.#data).map(initialModel);
  }

  /**
   * Takes over a configuration whole, or throws and changes nothing. Points that only move are not drawn anew. The
   * number of networks is fixed.
   *
   * @param weights to start from; null: as the configuration draws them; left out: those given before, as long as the
   * networks stay the same
   * @returns what the change asks of a running experiment
   * @throws InvalidSettingError naming the first field that is refused
   */
  change(config: ExperimentConfig, weights?: readonly ModelState[] | null): ChangeKind {
    const kind = kindOfChange(this.#config, config);
    // Who compares by identity sees no change either.
    if (kind === 'none' && weights === undefined) return kind;
    const isKept = this.#kept?.config === this.#config && kind !== 'restart';
    const networks = this.#config.normalizations.length;
    requireInteger('normalizations.length', config.normalizations.length, networks, networks);
    const isSame = isSameCloud(config.data, this.#config.data);
    const unplaced = isSame ? this.#unplaced : makeUnplaced(config.data);
    const data = config.data === this.#config.data ? this.#data : placeData(unplaced, config.data.placement);
    validateExperiment(config, data);
    const kept = this.#areSameNetworks(config, data) ? this.#weights : null;
    if (weights) requireFitting(weights, networkSpecs(config, data));
    this.#config = config;
    this.#unplaced = unplaced;
    this.#data = data;
    this.#weights = weights === undefined ? kept : weights;
    if (isKept) this.keep();
    return kind;
  }

  /** Moves the cloud as a whole. @throws InvalidSettingError */
  placeData(placement: Placement): void {
    this.change({ ...this.#config, data: { ...this.#config.data, placement } });
  }

  /** Moves own points one by one. @throws InvalidSettingError unless they are as many and of the same classes */
  movePoints(customPoints: readonly CustomPoint[]): void {
    const { data } = this.#config;
    const moved = { ...data, customPoints, placement: unmoved };
    if (data.set !== 'custom' || !areSamePoints(data, moved)) {
      const accepted = 'your own points, as many and of the same classes';
      throw new InvalidSettingError('customPoints', customPoints.length, accepted);
    }
    this.change({ ...this.#config, data: moved });
  }

  /** Makes this the experiment that `revert` goes back to, with what is changed live from now on. */
  keep(): void {
    this.#kept = { config: this.#config, weights: this.#weights };
  }

  /** Back to the experiment that was kept. False, and nothing changed, where that has these networks and data, or there is none. */
  revert(): boolean {
    const kept = this.#kept;
    if (!kept || kindOfChange(kept.config, this.#config) !== 'restart') return false;
    this.change(kept.config, kept.weights);
    return true;
  }

  /** @throws InvalidSettingError unless these are networks of the experiment, whatever they normalise with now */
  requireFitting(models: readonly ModelState[]): void {
    requireFitting(models, networkSpecs(this.#config, this.#data));
  }

  #areSameNetworks(config: ExperimentConfig, data: DataSet): boolean {
    const { data: unchanged } = this.#config;
    return (
      kindOfChange(this.#config, { ...config, data: unchanged }) !== 'restart' &&
      data.classCount === this.#data.classCount
    );
  }
}

/** @throws InvalidSettingError naming the first network whose weights are those of another network */
function requireFitting(weights: readonly ModelState[], specs: readonly NetworkSpec[]): void {
  requireInteger('weights.length', weights.length, specs.length, specs.length);
  const describe = (spec: NetworkSpec): string => {
    const sizes = [spec.inputDimension, ...spec.hiddenWidths, spec.classCount].join('-');
    const activation = `${spec.activation} (slope ${slopeBelowZero(spec)} below 0)`;
    const groups = spec.normalization === 'group' ? ` (${spec.groups} groups)` : '';
    return `${sizes}, ${activation}, normalization ${spec.normalization}${groups}`;
  };
  specs.forEach((spec, index) => {
    const given = weights[index]!.spec;
    if (describe(given) === describe(spec)) return;
    throw new InvalidSettingError(`weights[${index}]`, describe(given), describe(spec));
  });
}
