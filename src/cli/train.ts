import { writeCurvesCsv } from '../io/curves-csv.js';
import { writeExperimentJson, type SavedExperiment } from '../io/experiment-json.js';
import { presetNames, type ExperimentConfig } from '../training/experiment-config.js';
import { activations } from '../training/network-spec.js';
import type { SwitchMark } from '../training/session-types.js';
import { stepsPerEpoch } from '../training/training-spec.js';
import { commonOptions, type Command } from './command.js';
import { CommandError, exitCodes, UsageError, type ExitCode } from './errors.js';
import {
  checkedExperiment,
  experimentOptions,
  readExperiment,
  withOptions,
  type Experiment,
} from './experiment-options.js';
import type { CommandHelp } from './help.js';
import { parseOptions, type Options, type OptionTable } from './options.js';
import { Output } from './output.js';
import { Progress } from './progress.js';
import { keptSwitches, readInit, startingNetworks, withInit } from './starting-networks.js';
import type { Terminal } from './terminal.js';
import { measureRecords } from './training-measures.js';
import { curvesOf, trainingReport } from './training-report.js';
import { NetworkRun, trainNetworks, type TrainingPlan, type TrainingRecord } from './training-run.js';
import { choice, wholeNumber, wholeNumbers } from './values.js';
import { planWeights } from './weight-files.js';

/** Losses of so many steps are kept and printed. */
const MOST_STEPS = 1_000_000;

const options = {
  init: {
    value: 'FILE',
    synonyms: ['load'],
    help: 'start from the weights of a network (safetensors or JSON)',
  },
  steps: {
    value: 'N',
    synonyms: ['iterations'],
    help: 'optimiser steps, several to an epoch; all epochs of the experiment unless given',
  },
  ...experimentOptions,
  weights: {
    value: 'FILE',
    synonyms: ['save'],
    help: 'write the weights at the end (safetensors); of several networks\nFILE-none, FILE-batch, ...',
  },
  'save-at': { value: 'LIST', help: 'with --weights: also after these steps, as FILE.step10' },
  'measure-at': { value: 'LIST', help: 'measure after these steps; at the end unless given' },
  'no-measures': { help: 'measure nothing' },
  csv: { value: 'FILE', help: 'write the losses of all steps and the evaluations after all epochs as CSV' },
  experiment: {
    value: 'FILE',
    help: 'write the whole experiment as the page saves it (JSON), with weights;\nthe page opens those of two networks',
  },
  ...commonOptions,
} as const satisfies OptionTable;

const help: CommandHelp = {
  name: 'train',
  summary: 'train the networks of an experiment',
  usage: 'train [EXPERIMENT] [options]',
  description: `Trains the networks of an experiment on the same points, first weights and batches, in float64, and prints the loss
of every step, the evaluation after every epoch and the measures of every network at the end. The same command line
gives the same numbers. Ctrl-C ends the run early: what was asked for is written as far as it has come, without
measures that were not made yet.

EXPERIMENT is a preset (${presetNames.join(', ')}), or a file (JSON) that the page or
--experiment has saved; circles unless given. It is trained from its first step. Options replace its settings.`,
  options,
  prints: {
    experiment:
      'its settings after all options; as a file it is read by train, and by the page where it\nhas two networks',
    networks: `for each: normalization and steps taken; losses, of every step's batch before the step, in training mode;
epochs, the evaluation on all training and test points after each, and batchAccuracy, the mean accuracy
on its batches right after their steps, null without --double-statistics; measures, a list as of the
command measure; failure, null or the step and the quantity that went wrong`,
  },
  examples: [
    {
      does: 'a plain network and one with BN, 100 steps, and their weights in net-none.safetensors and net-batch.safetensors',
      line: 'splinescope train notebook --widths 16,16 --steps 100 --weights net.safetensors',
    },
    {
      does: 'your own points (lines of x,y,class), with Adam, and the curves as CSV',
      line: 'splinescope train moons --data points.csv --optimizer adam --batch-size 8 --steps 20 --csv curves.csv',
    },
  ],
};

export const trainCommand: Command = { help, run };

type TrainOptions = Options<typeof options>;

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const given = parseOptions(options, args, 1);
  const source = given.positionals[0] ?? 'circles';
  const { config: asked, marks: recorded, changes = [] } = readExperiment(source);
  const activation = given.read('activation', choice(activations)) ?? asked.network.activation;
  const init = given.read('init', (file) => readInit(file, activation));
  if (init?.isActivationAssumed) {
    const says = given.has('activation') ? '--activation' : source;
    terminal.note(`${init.file} does not name its activation; ${activation} is taken, as ${says} says\n`);
  }
  const experiment = checkedExperiment(
    source,
    withOptions(init ? withInit(asked, init) : asked, given),
    given,
    terminal,
  );
  const { normalizations } = experiment.config;
  const marks = keptSwitches(recorded, asked, experiment.config);
  if (marks.length < recorded.length) {
    const left = new Set(recorded.filter((mark) => !marks.includes(mark)).map(({ model }) => model + 1));
    terminal.note(`${source}: switches of network ${[...left].join(', ')} are left out, as it is another one here\n`);
  }
  const starts = startingNetworks(experiment.config, experiment.data, init);
  const { saveAt, measureAt, ...plan } = planOf(experiment, given);
  const output = new Output(terminal, given.text('out'), given.has('force'));
  const writeCurves = output.plan(given.text('csv'), '--csv');
  const writeExperiment = output.plan(given.text('experiment'), '--experiment');
  const writeWeights = planWeights(output, given.text('weights'), normalizations, saveAt, experiment.config.data);

  if (changes.length > 0) {
    const steps = changes.map(({ step }) => step).join(', ');
    terminal.note(
      `splinescope train: data or settings of this run were changed at step ${steps}; all steps are taken with the last ones\n`,
    );
  }
  const progress = new Progress(terminal, given.has('progress'), given.has('quiet'));
  const runs = starts.map((start, index) => {
    const switches = marks.filter(({ model }) => model === index);
    return new NetworkRun(start, switches, plan);
  });
  const interruption = terminal.interruption();
  const onStep = (step: number): void => progress.show(() => `step ${step} of ${plan.steps}`);
  const records = await trainNetworks(runs, onStep, interruption);
  const measures = await measureRecords(records, measureAt, plan, progress, interruption);
  progress.end();

  const made = madeOf(experiment.config, marks, records);
  const curves = curvesOf(normalizations, records);
  writeWeights(records);
  writeCurves(() => writeCurvesCsv(curves));
  writeExperiment(() => writeExperimentJson({ ...made, models: records.map(({ model }) => model) }));
  const report = trainingReport(experiment, made, records, measures);
  output.result(report);
  const failures = report.networks.flatMap(({ failure }) => failure?.message ?? []);
  for (const message of failures) terminal.note(`splinescope train: ${message}\n`);
  if (interruption.aborted) {
    const taken = Math.max(...records.map(({ model }) => model.step));
    terminal.note(
      `splinescope train: interrupted after step ${taken} of ${plan.steps}; what was asked for is written as far as it has come\n`,
    );
    return exitCodes.interrupted;
  }
  return failures.length > 0 ? exitCodes.failed : exitCodes.good;
}

/** How far the run has come: a network that fails stops, and the steps are those that all have taken. */
function madeOf(
  config: ExperimentConfig,
  marks: readonly SwitchMark[],
  records: readonly TrainingRecord[],
): Omit<SavedExperiment, 'models'> {
  const steps = records.map(({ model }) => model.step);
  return { config, step: Math.min(...steps), marks: marks.filter(({ model, step }) => step <= steps[model]!) };
}

interface Plan extends TrainingPlan {
  readonly saveAt: ReadonlySet<number>;
  readonly measureAt: ReadonlySet<number>;
}

/** @throws CommandError where the experiment is too long; UsageError where a step to save or measure at is never reached, or options contradict one another */
function planOf({ source, config, data }: Experiment, given: TrainOptions): Plan {
  const { training, statistics } = config;
  const asked = given.read('steps', wholeNumber);
  if (asked !== null && asked > MOST_STEPS) throw new UsageError(`--steps is ${asked}; allowed: 0 to ${MOST_STEPS}`);
  const steps = asked ?? training.epochs * stepsPerEpoch(training, data.train.count);
  if (steps > MOST_STEPS) {
    throw new CommandError(
      `${source}: ${training.epochs} epochs are ${steps} steps; --steps N trains up to ${MOST_STEPS}`,
    );
  }
  const stepsOf = (name: 'save-at' | 'measure-at', usual: readonly number[]): Set<number> => {
    const asked = given.read(name, wholeNumbers) ?? usual;
    const beyond = asked.find((step) => step > steps);
    if (beyond !== undefined) throw new UsageError(`--${name} is ${beyond}; allowed: steps from 0 to ${steps}`);
    return new Set(asked);
  };
  if (given.has('save-at') && !given.has('weights')) throw new UsageError('--save-at needs --weights FILE');
  if (given.has('no-measures') && given.has('measure-at')) {
    throw new UsageError('--measure-at and --no-measures contradict each other');
  }
  const saveAt = stepsOf('save-at', []);
  const measureAt = stepsOf('measure-at', given.has('no-measures') ? [] : [steps]);
  const keepAt = new Set([...saveAt, ...measureAt]);
  return { data, training, steps, statistics, saveAt, measureAt, keepAt };
}
