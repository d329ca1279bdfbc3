/** Words of the panel that saves and opens files. */
const network = (model: number): string => `network ${model + 1}`;

export const fileStrings = {
  panel: 'Save and open',
  now: 'Pictures, films, numbers, experiments and weights as files',
  effect: 'Files are made and read on this device; nothing is sent anywhere.',
  open: {
    title: 'Open',
    button: 'Open files …',
    help:
      'Or drop them anywhere on the page. Weights: .safetensors or .json, with PyTorch’s names. ' +
      'Experiments: .json, as saved here. Points: .csv, x, y, class on each line, or .json, X and y as in scikit-learn.',
    notReady: (file: string) => `${file} was not opened, because the page is not ready yet. Try again in a moment.`,
    networkCount: (count: number) => (count === 1 ? 'it has one network' : `it has ${count} networks`),
    twins: 'experiments of two networks',
    failed: (file: string, reason: string) => `${file} could not be opened (${reason}).`,
    target: 'Weights go to',
    targets: { auto: 'the network they suit', first: 'network 1', second: 'network 2' },
    targetHelp: 'Weights with a normalization go to network 2, those without to network 1, unless you choose.',
    drop: 'Drop to open',
    dropHelp: 'Weights (.safetensors, .json), an experiment (.json) or points (.csv, .json)',
  },
  picture: {
    title: 'Picture',
    networks: 'Networks',
    both: 'both, side by side',
    format: 'Format',
    formats: {
      svg: 'SVG, every cell a shape',
      png1: 'PNG, 1,000 pixels a picture',
      png2: 'PNG, 2,000 pixels a picture',
      png3: 'PNG, 3,000 pixels a picture',
      png4: 'PNG, 4,000 pixels a picture',
    },
    caption: 'With the settings and a link below it',
    save: 'Save picture',
    saving: 'Saving …',
    tooLarge: 'The picture is too large for this browser. Choose fewer pixels, or SVG.',
    help: 'As it is shown, drawn from the exact cells. In an SVG each cell has one colour: confidence is that at its centre of gravity.',
  },
  film: {
    title: 'Film',
    open: 'Make a video or GIF …',
    opening: 'Loading …',
    failed: 'The part that makes films could not be loaded. Try again.',
    help:
      'The run is made again in the background and drawn step by step, with the colours, lines and points of the pictures ' +
      'above; the run on the page goes on. The first and the last frame stand still for a second.',
  },
  numbers: {
    title: 'Numbers',
    curves: 'Curves (CSV)',
    points: 'Points (CSV)',
    cells: (name: string) => `Cells ${name} (CSV)`,
    help: 'Loss, accuracy and, of steps that were measured, all measures; points as drawn; of every cell its area, code, affine map, slope norm and corners.',
  },
  experiment: {
    title: 'Experiment',
    weights: 'With the weights',
    save: 'Save experiment (JSON)',
    help: 'All settings, your own points, the step, and what was switched and changed so far.',
  },
  weights: {
    title: 'Weights',
    save: (name: string) => `Weights ${name} (safetensors)`,
    help: 'As PyTorch lays them out, running averages of BN included, with a description of the network.',
  },
  absent: {
    curved:
      'Networks with LayerNorm, GroupNorm or RMSNorm have curved boundaries, so there are no exact cells to save.',
    waiting: 'The exact cells are being computed.',
    failed: 'The exact cells could not be computed.',
  },
  notSaved: (reason: string) => `The file could not be made (${reason}).`,
  saved: (file: string) => `Saved ${file}.`,
  opened: {
    network: (file: string, model: number) => `${file} is ${network(model)} now, at step 0 of a new run.`,
    statistics: ' BN is drawn with the running averages of the file.',
    twin: (model: number, name: string) => ` N${network(model).slice(1)} has the same weights and biases, ${name}.`,
    kept: (model: number) => ` N${network(model).slice(1)} keeps the weights that it was given.`,
    activation: (name: string) => ` The file does not name the activation; ${name} is assumed.`,
    data: (set: string, classes: string) =>
      ` The data are ${set} with ${classes} classes now, as many as it tells apart.`,
    ownData: (set: string, points: string) => ` The data are those that it was trained on: ${set}, ${points} points.`,
    unknownData: (name: string) => ` The file names its data “${name}”, which this page does not know.`,
    experiment: (file: string) => `${file}: the experiment starts at step 0, as it was set.`,
    experimentWeights: (file: string, step: string) =>
      `${file}: the experiment goes on with the weights of step ${step}, counted from 0 again.`,
    switch: (model: number, kind: string, step: string) => `${network(model)} ${kind} at step ${step}`,
    switches: (list: string, areMade: boolean) =>
      areMade ? ` Its switches until then: ${list}.` : ` It had been switched (${list}); here it is not yet.`,
    change: (what: string, step: string) => `${what} at step ${step}`,
    changes: (list: string) => ` Changed in mid-run (${list}); here it holds from the start.`,
    points: (file: string, count: string, classes: string) =>
      `${file}: ${count} points of ${classes} classes. The run starts again with them.`,
    dropped: (classes: string) =>
      ` The weights that were opened before tell ${classes} classes apart; new ones are drawn.`,
    byClass:
      ' They lie class by class, and so do the batches: choose “shuffled” for their order or that of the points.',
    batch: (size: string) => ` Batches are ${size} points now, as there are no more.`,
  },
} as const;
