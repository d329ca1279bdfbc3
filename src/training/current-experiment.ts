import type { DataConfig, DataSet, Placement } from './data-set.js';
import { isSameCloud, validateExperiment } from './experiment-config.js';
import type { ExperimentConfig } from './experiment-config.js';
import { requireInteger } from './invalid-setting-error.js';

export interface DataMaker {
  /** @throws InvalidSettingError */
  readonly makeUnplaced: (config: DataConfig) => DataSet;
  /** @throws InvalidSettingError */
  readonly place: (unplaced: DataSet, placement: Placement) => DataSet;
}

/** A configuration that is known to be valid, and the points that it describes. */
export class CurrentExperiment {
  readonly #maker: DataMaker;
  #config: ExperimentConfig;
  #unplaced: DataSet;
  #data: DataSet;

  /** @throws InvalidSettingError if the configuration is refused */
  constructor(config: ExperimentConfig, maker: DataMaker) {
    this.#maker = maker;
    this.#config = config;
    this.#unplaced = maker.makeUnplaced(config.data);
    this.#data = maker.place(this.#unplaced, config.data.placement);
    validateExperiment(config, this.#data);
  }

  get config(): ExperimentConfig {
    return this.#config;
  }

  get data(): DataSet {
    return this.#data;
  }

  /**
   * Takes over a configuration whole, or throws and changes nothing. Points that only move are not drawn anew. The
   * number of networks is fixed.
   *
   * @throws InvalidSettingError naming the first field that is refused
   */
  change(config: ExperimentConfig): void {
    const networks = this.#config.normalizations.length;
    requireInteger('normalizations.length', config.normalizations.length, networks, networks);
    const isSame = isSameCloud(config.data, this.#config.data);
    const unplaced = isSame ? this.#unplaced : this.#maker.makeUnplaced(config.data);
    const data = config.data === this.#config.data ? this.#data : this.#maker.place(unplaced, config.data.placement);
    validateExperiment(config, data);
    this.#config = config;
    this.#unplaced = unplaced;
    this.#data = data;
  }
}
