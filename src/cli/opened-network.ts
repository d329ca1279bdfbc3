/** What `partition` and `measure` look at: a network of a file, drawn with named statistics, in a window. */
import { areBatchesByClass } from '../training/class-blocks.js';
import { dataWindow } from '../training/datasets/data-window.js';
import type { DataSet } from '../training/data-set.js';
import { normalizationStatistics, type ModelState } from '../training/model-state.js';
import type { NormalizationStatistics } from '../training/model-state.js';
import { activations } from '../training/network-spec.js';
import type { ViewWindow } from '../training/picture.js';
import { dataConfigFrom, dataHelp, dataSetOf, smallBatchNote } from './data-option.js';
import { CommandError, UsageError } from './errors.js';
import { readNetwork } from './network-file.js';
import type { Options, OptionTable } from './options.js';
import type { Terminal } from './terminal.js';
import { choice, wholeNumber, windowOf } from './values.js';

const DEFAULT_BATCH_SIZE = 64;
/** Cells that --most-cells may ask for: a few hundred bytes each. */
export const CELL_LIMIT = 5_000_000;

export const networkOptions = {
  data: { value: 'DATA', synonyms: ['dataset', 'points'], help: dataHelp },
  window: {
    value: 'X0,X1,Y0,Y1',
    synonyms: ['box', 'bounds'],
    help: 'rectangle of the input plane; that of the data and 0.5 around it unless given',
  },
  statistics: {
    value: 'NAME',
    help: `means and variances that BN is folded with: running (unless given), data (of all points),
batch (of the first batch of the points)`,
  },
  'batch-size': {
    value: 'B',
    synonyms: ['batch', 'bs'],
    help: `rows of that batch; ${DEFAULT_BATCH_SIZE}, or all if they are fewer, unless given`,
  },
  activation: {
    value: 'NAME',
    synonyms: ['act'],
    help: `where the file does not name it: ${activations.join(', ')}; relu unless given`,
  },
} as const satisfies OptionTable;

export interface OpenedNetwork {
  readonly file: string;
  readonly model: ModelState;
  /** Null where `--data` was not given; the statistics are `running` then. */
  readonly data: DataSet | null;
  readonly window: ViewWindow;
  readonly statistics: NormalizationStatistics;
  /** Rows of the data that stand for the last batch: the first ones. Empty without data. */
  readonly batchRows: Uint32Array;
}

/** @throws UsageError, CommandError, InvalidFileError naming the option or the file */
export function openNetwork(options: Options<typeof networkOptions>, terminal: Terminal): OpenedNetwork {
  const file = options.positionals[0];
  if (file === undefined) throw new UsageError('a network is needed: a file of weights (safetensors or JSON)');
  const activation = options.read('activation', choice(activations));
  const {
    model: read,
    trainedSteps,
    isActivationAssumed,
  } = readNetwork(file, activation === null ? {} : { activation });
  if (isActivationAssumed && activation === null) {
    terminal.note(`${file} does not name its activation; relu is assumed, --activation names another\n`);
  }
  const model = { ...read, step: trainedSteps ?? 0 };
  const config = options.read('data', dataConfigFrom);
  const data = config && dataSetOf(config, '--data', true);
  if (data && data.classCount !== model.spec.classCount) {
    const count = model.spec.classCount;
    throw new CommandError(
      `${file}: the network has ${count} classes, the data have ${data.classCount} (${options.text('data')})`,
    );
  }
  const window = options.read('window', windowOf) ?? (data && dataWindow(data));
  if (!window) throw new UsageError('--window X0,X1,Y0,Y1 or --data is needed, to say where to look');
  const statistics = options.read('statistics', choice(normalizationStatistics)) ?? 'running';
  if (statistics !== 'running' && !data) throw new UsageError(`--statistics ${statistics} needs --data`);
  return { file, model, data, window, statistics, batchRows: batchRowsOf(data, options) };
}

function batchRowsOf(data: DataSet | null, options: Options<typeof networkOptions>): Uint32Array {
  const asked = options.read('batch-size', wholeNumber);
  if (!data) {
    if (asked !== null) throw new UsageError('--batch-size needs --data');
    return new Uint32Array();
  }
  const { count } = data.train;
  if (asked !== null && (asked < 2 || asked > count)) {
    throw new UsageError(`--batch-size is ${asked}; allowed: 2 to the ${count} points of ${options.text('data')}`);
  }
  return Uint32Array.from({ length: asked ?? Math.min(DEFAULT_BATCH_SIZE, count) }, (_, row) => row);
}

/** For commands whose results depend on the batch: says what is unusual about it, unless that was asked for. */
export function noteBatch(
  { batchRows, data }: OpenedNetwork,
  options: Options<typeof networkOptions>,
  terminal: Terminal,
): void {
  if (!data) return;
  const source = options.text('data') ?? '';
  const batchSize = batchRows.length;
  if (!options.has('batch-size') && batchSize < DEFAULT_BATCH_SIZE) terminal.note(smallBatchNote(source, batchSize));
  if (areBatchesByClass({ batchOrder: 'sequential', batchSize }, data.train)) {
    terminal.note(`the batch is the first ${batchSize} points of ${source}, which lie class by class\n`);
  }
}

/** What a command prints of the network that it has opened. */
export function networkReport({ file, model: { spec, normalization, step }, statistics }: OpenedNetwork) {
  const { hiddenWidths, activation, negativeSlope, groups, classCount } = spec;
  return {
    file,
    hiddenWidths,
    activation,
    ...(activation === 'leaky-relu' && { slope: negativeSlope }),
    normalization,
    ...(normalization === 'group' && { groups }),
    ...(normalization === 'batch' && { statistics }),
    classes: classCount,
    step,
  };
}
