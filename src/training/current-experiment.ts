import type { DataSet } from './data-set.js';
import { makeUnplaced } from './datasets/make-data-set.js';
import { placeData } from './datasets/place-data.js';
import type { UnplacedData } from './datasets/place-data.js';
import { isSameCloud, validateExperiment } from './experiment-config.js';
import type { ExperimentConfig } from './experiment-config.js';
import { requireInteger } from './invalid-setting-error.js';

/** A configuration that is known to be valid, and the points that it describes. */
export class CurrentExperiment {
  #config: ExperimentConfig;
  #unplaced: UnplacedData;
  #data: DataSet;

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
    const unplaced = isSame ? this.#unplaced : makeUnplaced(config.data);
    const data = config.data === this.#config.data ? this.#data : placeData(unplaced, config.data.placement);
    validateExperiment(config, data);
    this.#config = config;
    this.#unplaced = unplaced;
    this.#data = data;
  }
}
