import { exactFills } from '../geometry/cell-fills.js';
import { partitionOf } from '../geometry/partition.js';
import { writeCellsCsv } from '../io/cells-csv.js';
import { englishPicture } from '../io/partition-svg-strings.js';
import { writePartitionSvg } from '../io/partition-svg.js';
import type { FoldedNetwork } from '../training/model-state.js';
import { isPiecewiseAffine } from '../training/network-spec.js';
import { foldNetwork } from '../training/reference/fold.js';
import { foldAsDrawn } from '../training/reference/fold-as-drawn.js';
import { commonOptions, type Command } from './command.js';
import { CommandError, exitCodes, type ExitCode } from './errors.js';
import type { CommandHelp } from './help.js';
import {
  CELL_LIMIT,
  networkOptions,
  networkReport,
  noteBatch,
  openNetwork,
  type OpenedNetwork,
} from './opened-network.js';
import { parseOptions, type OptionTable } from './options.js';
import { Output } from './output.js';
import { partitionReport } from './partition-report.js';
import type { Terminal } from './terminal.js';
import { choice, countUpTo } from './values.js';

const options = {
  ...networkOptions,
  'most-cells': { value: 'N', synonyms: ['max-cells', 'limit'], help: 'stop at so many cells; 200000 unless given' },
  svg: { value: 'FILE', help: 'write a picture: cells, walls by layer, decision boundary, points' },
  fill: { value: 'NAME', help: `of the picture: ${exactFills.join(', ')};\nconfidence unless given` },
  dark: { help: 'the picture in dark colours' },
  csv: { value: 'FILE', help: 'write a line for every cell: area, code, affine maps of the logits, corners' },
  ...commonOptions,
} as const satisfies OptionTable;

const help: CommandHelp = {
  name: 'partition',
  summary: 'cut a window into the exact cells of a network',
  usage: 'partition NETWORK (--data DATA | --window X0,X1,Y0,Y1) [options]',
  description: `Cuts a window of the input plane into the cells in which the same units are on, in float64, and prints how many there
are, their areas, the lengths of the walls of every layer and of the decision boundary.

NETWORK is a file of weights: safetensors, or JSON.`,
  options,
  prints: {
    network: 'what the file holds, and with which statistics BN is folded',
    window: 'x0, x1, y0, y1',
    isComplete: 'whether the cells fill the window',
    cells: 'of one activation code',
    linearRegions: 'neighbouring cells of one affine map joined',
    complex: 'vertices, edges, faces, and euler, V - E + F, which is 1',
    areas: 'in squared input units: of the window, sum, smallest, largest and quantiles of the cells',
    layers: 'for each hidden layer: cells after it, cuts, length of its walls in input units',
    wallLength: 'of all layers',
    decisionBoundary: 'its length and the number of its segments, one for each cell that it crosses',
  },
  examples: [
    {
      does: 'the cells of a trained network where its data are, with a picture',
      line: 'splinescope partition net-batch.safetensors --data circles --svg cells.svg',
    },
    {
      does: 'in a window, with a line for every cell',
      line: 'splinescope partition net-none.safetensors --window -2,2,-2,2 --csv cells.csv',
    },
  ],
};

export const partitionCommand: Command = { help, run };

function run(args: readonly string[], terminal: Terminal): ExitCode {
  const given = parseOptions(options, args, 1);
  const opened = openNetwork(given, terminal);
  if (opened.statistics === 'batch') noteBatch(opened, given, terminal);
  const folded = foldedOf(opened);
  const mostCells = given.read('most-cells', countUpTo(CELL_LIMIT));
  const fill = given.read('fill', choice(exactFills)) ?? 'confidence';
  const theme = given.has('dark') ? 'dark' : 'light';
  const output = new Output(terminal, given.text('out'), given.has('force'));
  const writeCells = output.plan(given.text('csv'), '--csv');
  const writePicture = output.plan(given.text('svg'), '--svg');

  const partition = partitionOf(folded, opened.window, mostCells === null ? {} : { mostCells });
  writeCells(() => writeCellsCsv(partition));
  writePicture(() => {
    const lines = { walls: partition.hiddenWidths.map(() => true), decisionBoundary: true };
    const picture = { name: opened.file, partition, lines, points: opened.data?.train ?? null };
    return writePartitionSvg([picture], {
      title: `Cells of ${opened.file}`,
      theme,
      fill,
      caption: [],
      language: englishPicture,
    });
  });
  output.result({ network: networkReport(opened), ...partitionReport(partition) });
  if (!partition.isComplete) {
    terminal.note(`splinescope partition: stopped at ${partition.cellCount} cells; they do not fill the window\n`);
  }
  return exitCodes.good;
}

/** The network as plain affine layers. */
function foldedOf({ file, model, data, statistics, batchRows }: OpenedNetwork): FoldedNetwork {
  const { normalization } = model;
  if (!isPiecewiseAffine(normalization)) {
    throw new CommandError(
      `${file}: with ${normalization} normalization walls are curved, so there are no exact cells`,
    );
  }
  return data ? foldAsDrawn(model, data, statistics, batchRows) : foldNetwork(model, model.runningStatistics);
}
