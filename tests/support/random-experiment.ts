import type { CustomPoint, DataConfig } from '../../src/training/data-set.js';
import { dataSetNames } from '../../src/training/data-set.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { experimentAttributes, withSetting } from '../../src/training/experiment-attributes.js';
import { presetNames, type ExperimentConfig } from '../../src/training/experiment-config.js';
import { normalizations } from '../../src/training/network-spec.js';
import { presets } from '../../src/training/presets.js';
import { RandomState } from '../../src/training/random/random-state.js';
import { settleExperiment } from '../../src/io/settle-experiment.js';

/** Draws from a seeded stream. */
export class Chance {
  readonly #random: RandomState;

  constructor(seed: number) {
    this.#random = new RandomState(seed);
  }

  number(least: number, most: number): number {
    return this.#random.uniform(least, most);
  }

  integer(least: number, most: number): number {
    return Math.min(most, Math.floor(this.#random.uniform(least, most + 1)));
  }

  one<T>(items: readonly T[]): T {
    return items[this.integer(0, items.length - 1)]!;
  }

  isHit(share: number): boolean {
    return this.#random.uniform(0, 1) < share;
  }

  list<T>(least: number, most: number, draw: (index: number) => T): T[] {
    return Array.from({ length: this.integer(least, most) }, (_, index) => draw(index));
  }
}

function randomPoints(chance: Chance): CustomPoint[] {
  const classes = chance.integer(2, 5);
  const count = chance.integer(classes + 2, 30);
  return Array.from({ length: count }, (_, index) => ({
    x: chance.number(-5, 5),
    y: chance.isHit(0.5) ? chance.integer(-9, 9) : chance.number(-5, 5),
    label: index % classes,
  }));
}

/** A valid experiment, each of its settings drawn anew with the chance `share`. */
export function randomExperiment(seed: number, share = 0.3): ExperimentConfig {
  const chance = new Chance(seed);
  const { config: preset } = presets[chance.one(presetNames)];
  const set = chance.isHit(share) ? chance.one(dataSetNames) : preset.data.set;
  const data: DataConfig = set === preset.data.set ? preset.data : defaultDataConfig(set);
  let config: ExperimentConfig = { ...preset, data };
  for (const attribute of experimentAttributes) {
    const { value: kind, name } = attribute;
    if (name === 'data' || !chance.isHit(share)) continue;
    if (kind.kind === 'boolean') config = withSetting(config, attribute, chance.isHit(0.5));
    else if (kind.kind === 'choice') config = withSetting(config, attribute, chance.one(kind.choices));
    else if (kind.kind === 'integers') {
      const widths = chance.list(...kind.length, () => chance.integer(1, 24));
      config = withSetting(config, attribute, widths);
    } else if (kind.kind === 'networks') {
      const networks = chance.list(...kind.length, () => chance.one(normalizations));
      config = withSetting(config, attribute, networks);
    } else if (kind.kind === 'points') {
      if (set === 'custom') config = withSetting(config, attribute, randomPoints(chance));
    } else {
      const range = kind.range(set);
      if (!range) continue;
      const value = kind.kind === 'integer' ? chance.integer(...range) : chance.number(...range);
      config = withSetting(config, attribute, value);
    }
  }
  // Own points keep the order that nothing reads at its default elsewhere.
  if (set !== 'custom') config = { ...config, data: { ...config.data, order: 'shuffled' } };
  return settleExperiment(config, preset).config;
}
