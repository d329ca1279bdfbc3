import { InvalidFileError, quoted } from '../../io/invalid-file-error.js';
import { ACCEPTED_FILES, readFile, requireReadableSize, type ReadFile } from '../../io/read-file.js';
import { areBatchesByClass } from '../../training/class-blocks.js';
import type { DataConfig } from '../../training/data-set.js';
import { dataSetCatalog, pointsAsGiven } from '../../training/datasets/catalog.js';
import { makeDataSet } from '../../training/datasets/make-data-set.js';
import { insertedNormalization, type ExperimentConfig } from '../../training/experiment-config.js';
import { InvalidSettingError } from '../../training/invalid-setting-error.js';
import type { ModelState } from '../../training/model-state.js';
import type { Session } from '../../training/session.js';
import { startFromNetwork } from '../../training/start-from-network.js';
import { formatCount } from '../format.js';
import { kindName } from '../network-names.js';
import { choiceStrings } from '../spline-controls/choice-strings.js';
import { changeWord } from '../spline-chart/chart-marks.js';
import { fileStrings } from './file-strings.js';

const words = fileStrings.opened;

/** The page shows so many networks side by side. */
const TWINS = 2;

/** Which network weights go to: the first, the second, or by whether they have a normalisation. */
export type WeightsTarget = 'auto' | 'first' | 'second';

type Opened<K extends ReadFile['kind']> = Extract<ReadFile, { kind: K }>;

/** Brings files into a session. A file that is refused changes nothing. */
export class FileOpener {
  readonly #session: Session;
  /** Weights that files gave, per network, and the configuration that they belong to. */
  #given: { readonly network: ExperimentConfig['network']; readonly models: readonly (ModelState | null)[] } | null =
    null;

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * @returns what has happened, in a sentence
   * @throws InvalidFileError saying what is wrong with the file and what is accepted
   */
  async open(file: File, target: WeightsTarget): Promise<string> {
    requireReadableSize(file.name, file.size);
    const read = readFile(file.name, await bytesOf(file));
    try {
      return this.#take(file.name, read, target);
    } catch (error) {
      if (!(error instanceof InvalidSettingError)) throw error;
      throw new InvalidFileError(file.name, `${error.field} is ${quoted(error.value)}`, error.allowed);
    }
  }

  #take(file: string, read: ReadFile, target: WeightsTarget): string {
    switch (read.kind) {
      case 'network':
        return this.#takeNetwork(file, read, target);
      case 'experiment':
        return this.#takeExperiment(file, read);
      case 'points':
        return this.#takePoints(file, read);
      default:
        return read satisfies never;
    }
  }

  #takeNetwork(file: string, read: Opened<'network'>, target: WeightsTarget): string {
    const { model, isActivationAssumed } = read;
    const own = read.data && 'config' in read.data ? read.data.config : null;
    const { config } = this.#session.snapshot;
    const index = target === 'auto' ? (model.normalization === 'none' ? 0 : 1) : target === 'first' ? 0 : 1;
    const given = this.#given?.network === config.network ? this.#given.models : [];
    const kept = config.normalizations.map((_, other) => given[other] ?? null);
    const start = startFromNetwork(fitting(config, own), model, index, kept, own ?? config.data);
    const isKept = (other: number): boolean => start.weights[other]?.parameters === kept[other]?.parameters;
    const models = start.weights.map((one, other) => (other === index || isKept(other) ? one : null));
    this.#load(start.config, start.weights, models);
    const twins = start.weights.flatMap((twin, other) => {
      if (other === index) return [];
      const name = kindName(twin.normalization, insertedNormalization(start.config));
      return [isKept(other) ? words.kept(other) : words.twin(other, name)];
    });
    const { classCount, set } = start.config.data;
    const { batchSize } = start.config.training;
    return [
      words.network(file, index),
      model.normalization === 'batch' ? words.statistics : '',
      ...twins,
      isActivationAssumed ? words.activation(choiceStrings.activations[model.spec.activation]) : '',
      read.data && 'unknown' in read.data ? words.unknownData(read.data.unknown) : '',
      start.isDataChanged ? words.data(dataSetCatalog[set].label, formatCount(classCount)) : '',
      own ? words.ownData(dataSetCatalog[own.set].label, formatCount(trainCountOf(own))) : '',
      batchSize < config.training.batchSize ? words.batch(formatCount(batchSize)) : '',
    ].join('');
  }

  #takeExperiment(file: string, { config, networks, step, marks, changes = [] }: Opened<'experiment'>): string {
    const { open } = fileStrings;
    if (config.normalizations.length !== TWINS) {
      throw new InvalidFileError(file, open.networkCount(config.normalizations.length), open.twins);
    }
    // Networks may have been switched since they started; they go on with what they had.
    const normalizations = networks?.map(({ model }) => model.normalization) ?? config.normalizations;
    const weights = networks?.map(({ model }) => model) ?? null;
    this.#load({ ...config, normalizations }, weights, weights);
    const inserted = insertedNormalization(config);
    const switches = marks.map(({ model, to, step: at }) =>
      words.switch(model, kindName(to, inserted), formatCount(at)),
    );
    const changed = changes.map((change) => words.change(changeWord(change), formatCount(change.step)));
    return [
      weights ? words.experimentWeights(file, formatCount(step)) : words.experiment(file),
      switches.length > 0 ? words.switches(switches.join(', '), weights !== null) : '',
      changed.length > 0 ? words.changes(changed.join(', ')) : '',
    ].join('');
  }

  #takePoints(file: string, { points, classNames }: Opened<'points'>): string {
    const { config, areWeightsGiven } = this.#session.snapshot;
    const data = pointsAsGiven(points, classNames.length);
    const batchSize = Math.min(config.training.batchSize, points.length);
    const given = this.#given?.network === config.network ? this.#given.models : null;
    const isFitting = data.classCount === config.data.classCount;
    const training = { ...config.training, batchSize };
    this.#load({ ...config, data, training }, 'given', isFitting ? given : null);
    return [
      words.points(file, formatCount(points.length), formatCount(classNames.length)),
      areWeightsGiven && !isFitting ? words.dropped(formatCount(config.data.classCount)) : '',
      batchSize < config.training.batchSize ? words.batch(formatCount(batchSize)) : '',
      areBatchesByClass(training, makeDataSet(data).train) ? words.byClass : '',
    ].join('');
  }

  /**
   * Paused: what was opened is looked at before it is trained.
   *
   * @param given per network: weights that are from a file
   */
  #load(
    config: ExperimentConfig,
    weights: readonly ModelState[] | 'given' | null,
    given: readonly (ModelState | null)[] | null,
  ): void {
    this.#session.loadExperiment(config, weights);
    this.#session.pause();
    this.#given = given && { network: config.network, models: given };
  }
}

const trainCountOf = (data: DataConfig): number => makeDataSet(data).train.count;

/** Batches are no larger than the data that a network brings. */
function fitting(config: ExperimentConfig, own: DataConfig | null): ExperimentConfig {
  if (!own) return config;
  const { training } = config;
  return { ...config, training: { ...training, batchSize: Math.min(training.batchSize, trainCountOf(own)) } };
}

/** A folder that was dropped, or a file that has gone since, cannot be read. */
async function bytesOf(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new InvalidFileError(file.name, 'it cannot be read', ACCEPTED_FILES);
  }
}
