import { measureNetwork } from '../analysis/measure-network.js';
import { measureDefaults } from '../analysis/measures.js';
import { presets } from '../training/presets.js';
import { commonOptions, type Command } from './command.js';
import { exitCodes, UsageError, type ExitCode } from './errors.js';
import type { CommandHelp } from './help.js';
import { CELL_LIMIT, networkOptions, networkReport, noteBatch, openNetwork } from './opened-network.js';
import { measuresReport } from './measures-report.js';
import { parseOptions, type OptionTable } from './options.js';
import { Output } from './output.js';
import { Progress } from './progress.js';
import type { Terminal } from './terminal.js';
import { countUpTo, positive, seedNumber } from './values.js';

/** Points that --uniform may ask for. */
const UNIFORM_LIMIT = 1_000_000;
const usualRate = presets.circles.config.training.learningRate;

const options = {
  ...networkOptions,
  rate: {
    value: 'R',
    synonyms: ['lr', 'learning-rate'],
    help: `learning rate, of which the steps along the gradient are multiples; ${usualRate} unless given`,
  },
  radius: { value: 'R', help: `what is near, in input units; ${measureDefaults.radius} unless given` },
  uniform: {
    value: 'N',
    help: `points drawn evenly from the window, to compare the data with; ${measureDefaults.uniformCount} unless given`,
  },
  'uniform-seed': { value: 'N', help: `their seed; ${measureDefaults.uniformSeed} unless given` },
  'most-cells': {
    value: 'N',
    synonyms: ['max-cells', 'limit'],
    help: `beyond so many cells what needs them is left out; ${measureDefaults.mostCells} unless given`,
  },
  ...commonOptions,
} as const satisfies OptionTable;

const help: CommandHelp = {
  name: 'measure',
  summary: 'measure a network on its data',
  usage: 'measure NETWORK --data DATA [options]',
  description: `Measures a network on its training points, in float64: the notebook's quantities by its own definitions, and what they
stand for: exact distances to walls and to the decision boundary, margins, entropy over cells, counts of cells and
regions with their bounds, units and wall length near the data, the cost of each layer's walls, and the loss along its
gradient. What layer, group or RMS normalization leaves undefined is {"absent": "curved-boundaries"}; one activation
code may have several cells with them.

NETWORK is a file of weights: safetensors, or JSON.`,
  options,
  prints: {
    network: 'what the file holds, and with which statistics BN is folded',
    measures: `step, normalization, statistics, window, options, pointCount: of what;
notebook: its quantities by its own definitions;
batchRows: the first points, --batch-size of them: no network's file tells its last batch;
gradientNorms, landscape: of the loss over the parameters, in training mode, of all points
(gradientNorms.trainingSet) and of that batch (all else);
entropyByData: over the activation codes of the points, which are one cell each;
regions: cells, linear regions, lengths, where of layers that share a wall the first has it;
regionBounds: yardsticks for the number of cells; wallDistances, nearbyUnits: of the data and of
points drawn evenly; margins: signed, exact where certified; wallDensity: wall length per area;
alignmentCost: total least squares, with its excess over the optimum of BN; epsilonUnits: by layer,
units of a variance below 100 epsilon, whose scale epsilon sets`,
  },
  examples: [
    {
      does: 'every measure of a trained network on its data',
      line: 'splinescope measure net-batch.safetensors --data circles',
    },
    {
      does: 'with statistics of all points, what is near being 0.2',
      line: 'splinescope measure net-batch.safetensors --data circles --statistics data --radius 0.2 --out measures.json',
    },
  ],
};

export const measureCommand: Command = { help, run };

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const given = parseOptions(options, args, 1);
  const opened = openNetwork(given, terminal);
  const { model, data, statistics, batchRows, window } = opened;
  if (!data) throw new UsageError('--data is needed: what is measured are the training points');
  noteBatch(opened, given, terminal);
  const learningRate = given.read('rate', positive) ?? usualRate;
  const measureOptions = {
    radius: given.read('radius', positive) ?? measureDefaults.radius,
    uniformCount: given.read('uniform', countUpTo(UNIFORM_LIMIT)) ?? measureDefaults.uniformCount,
    uniformSeed: given.read('uniform-seed', seedNumber) ?? measureDefaults.uniformSeed,
    mostCells: given.read('most-cells', countUpTo(CELL_LIMIT)) ?? measureDefaults.mostCells,
  };
  const output = new Output(terminal, given.text('out'), given.has('force'));
  const progress = new Progress(terminal, given.has('progress'), given.has('quiet'));
  const request = { model, data, statistics, batchRows, window, learningRate, options: measureOptions };
  const measures = await measureNetwork(request, {
    onProgress: (share) => progress.show(() => `measuring: ${Math.round(100 * share)} %`),
  });
  progress.end();
  output.result({ network: networkReport(opened), measures: measuresReport(measures) });
  return exitCodes.good;
}
