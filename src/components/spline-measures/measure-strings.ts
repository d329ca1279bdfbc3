/** Words of the measures: names, notes and what is said where there is no number. */
import type { AbsenceReason } from '../../analysis/measures.js';
import type { Provenance } from '../../analysis/measure-catalog.js';

const absent: Record<AbsenceReason, (network: string, mostCells: string) => string> = {
  'curved-boundaries': (network) =>
    `The network ${network} normalises each point by itself, so that its lines are curved and it is not straight within a cell: cells, distances and margins cannot be cut out exactly, and linear regions do not exist.`,
  'not-planar': (network) =>
    `The network ${network} has more than two inputs: the picture is a slice, and distances within it say little.`,
  'too-many-cells': (network, mostCells) =>
    `The network ${network} has more than ${mostCells} cells in the window, or in the one wider by r that units near the data take: too many for what needs all of them.`,
};

const provenance: Record<Provenance, string> = { exact: 'exact', sampled: 'sampled', proxy: 'notebook’s' };
const provenanceHints: Record<Provenance | 'exactSum', string> = {
  exact:
    'Computed to about 15 digits from the polygons of the network as it is, for these very points. Where only a share is proven, a line or decision boundary outside the window may be nearer to the other points.',
  exactSum: 'Computed to about 15 digits from the network as it is and these very points, without polygons.',
  sampled:
    'From points drawn at random, from some steps that were tried, or from one batch: others would give somewhat another number.',
  proxy: 'By the letter of the code behind the notebook, with its limits and its random draws.',
};

export const measureStrings = {
  title: 'Measures',
  about: 'The notebook’s numbers, and what they stand for',
  quantity: 'Quantity',
  provenance,
  provenanceHints,
  exactInWindow: (shares: string) => `exact in the window, ${shares} proven`,
  absent,
  waiting: 'The first numbers come as soon as both networks have been measured.',
  none: 'none',
  noneNote:
    '“none” stands where there is no such number, for instance because no decision boundary crosses the window.',
  basis: (step: string, points: string, x: string, y: string) =>
    `Measured at step ${step}, of all ${points} training points, in the window of the data (x ${x}, y ${y}: their range and 0.5 around it). Pictures are squares around it, or what they were moved to, and count the cells of these.`,
  statistics: (name: string) => ` BN is taken with the statistics of ${name}, as in the pictures.`,
  behind: ' Newer numbers are on their way.',
  older: ' The pictures show a later state.',
  progress: 'Measuring both networks',
  cancel: 'Cancel',
  halted: 'Measuring was cancelled.',
  resume: 'Measure again',
  failed: (reason: string) => `Measuring failed: ${reason}`,
  units: {
    length: 'input units',
    perLength: 'per input unit',
    nats: 'nats',
  },

  sections: {
    notebook: {
      title: 'As the notebook defined it, and as it is',
      about:
        'The first line of each table repeats the notebook’s own definition to the letter. The lines below it are the quantity that its name promises.',
    },
    papers: {
      title: 'Where the lines are',
      about: 'What Balestriero and Baraniuk (2022) say BN changes: lines near the data, layer by layer.',
    },
    landscape: {
      title: 'How smooth the loss is',
      about:
        'The curves of Santurkar et al. (2018): from the weights of a step, 8 steps of half to 4 times the learning rate are tried along the gradient of one batch. Bands reach from the least to the largest value. Sampled: one batch, one direction.',
    },
  },

  groups: {
    alignment: {
      title: 'Boundary alignment: distance',
      note: 'The notebook walks from each point against its class, along the gradient of the loss and at most 2 units far, until another class is predicted. That is the decision boundary, in one direction, not the nearest line of a unit; a misclassified point counts as almost 0.',
    },
    density: {
      title: 'Boundary alignment: density',
      note: 'The notebook shifts 50 points by up to 0.05 and counts changes of class. Lines of units that change no class count for nothing; their true length per area follows.',
    },
    margin: {
      title: 'Decision margin',
      note: 'The notebook takes the least distance of its walk. As soon as one point is misclassified that is 2⁻³⁰ = 9.3 · 10⁻¹⁰, wherever the boundary is. True margins have a sign: negative on the wrong side.',
    },
    gradient: {
      title: 'Gradient norm',
      note: 'The notebook differentiates the loss of the first 20 points by their coordinates and calls it smoothness of the loss. It says nothing of how the loss changes with the weights; the norm by the weights does.',
    },
    entropy: {
      title: 'Partition entropy',
      note: 'The notebook’s entropy is that of the predicted classes: at most the logarithm of their number, however many cells there are. That of the cells is told as an effective number: so many equal cells would have it.',
    },
    regions: {
      title: 'Linear regions',
      note: 'The notebook counts the classes on a grid of 100 by 100 points: with two classes never more than 2. Cells are counted from their polygons here.',
    },
    nearby: {
      title: 'Units near the data',
      note: 'How many units have a line within r of a point, on average: of the training points, and of points drawn evenly from the window. (Local complexity, by exact distances.)',
    },
    length: {
      title: 'Length of lines per area',
      note: 'All lines of the window, clipped exactly: per area of what lies within r of a training point, and of the whole window.',
    },
    cost: {
      title: 'Cost of alignment, layer by layer',
      note: 'Squared distances of the data to the hyperplanes of a layer’s units, in the layer’s own input space. BN with shift 0 reaches the least cost that moving the hyperplanes, not turning them, can: the excess over it is then 0.',
    },
  },

  epsilon: (network: string, units: number, layer: number) =>
    `Of the network ${network}, BN’s ε sets the scale of ${units} ${units === 1 ? 'unit' : 'units'} of layer ${layer}: the variance there is below 100 ε = 0.001, so where ${units === 1 ? 'its line runs' : 'their lines run'} says little of the data.`,

  layers: {
    title: 'Layer by layer',
    distance: (layer: number) => `layer ${layer}: mean distance to the nearest line`,
    nearby: (layer: number) => `layer ${layer}: units near a training point`,
    nearbyUniform: (layer: number) => `layer ${layer}: units near a point drawn evenly`,
    length: (layer: number) => `layer ${layer}: length of lines per area, near the data`,
    same: (layer: number) => `layer ${layer}: the same of points drawn evenly, in the window`,
    whole: (layer: number) => `layer ${layer}: the same in the whole window`,
  },

  rows: {
    notebookAlignment: 'mean distance along the gradient',
    wallDistance: 'mean distance to the nearest line',
    wallDistanceUniform: 'the same of points drawn evenly from the window',
    decisionDistance: 'mean distance to the decision boundary',
    notebookDensity: 'shifted points of another class',
    wallDensityNear: 'length of lines per area, near the data',
    wallDensity: 'the same in the whole window',
    wallDensityRatio: 'near the data, as a multiple of the whole window',
    notebookMargin: 'least distance along the gradient',
    marginMinimum: 'least signed margin',
    marginLowQuantile: '5% of the points have less than',
    marginMedian: 'median signed margin',
    halfGap: 'largest least margin that any network could have',
    certified: 'points whose margin is proven',
    notebookGradientNorm: 'mean norm over 20 points, by the input',
    gradientNormOfTrainingSet: 'norm by the weights, all training points',
    gradientNormOfBatch: 'norm by the weights, last batch',
    lossRange: 'range of the loss: its largest value less its least',
    relativeLossRange: 'the same, over the loss',
    gradientChange: 'largest change of the gradient (by its norm)',
    relativeGradientChange: 'the same, over the norm of the gradient',
    effectiveSmoothness: 'effective β-smoothness: largest change of the gradient over the step’s length',
    notebookEntropy: 'entropy of the predicted classes',
    effectiveCodes: 'effective number of cells, by the points in them',
    occupiedCodes: 'cells that hold a training point',
    effectiveCellsByArea: 'effective number of cells, by their area',
    notebookRegions: 'classes on a grid of 100 by 100',
    activationCells: 'cells',
    linearRegions: 'linear regions',
    nearbyUnits: 'units near a training point',
    nearbyUnitsUniform: 'units near a point drawn evenly',
    nearbyUnitsRatio: 'data, as a multiple of evenly drawn',
    alignmentExcessShare: 'share of the cost that BN would save, mean over layers',
  },
  /** With curved walls one activation code may have several cells: what is counted are the codes. */
  rowsOfCurved: {
    effectiveCodes: 'effective number of activation codes, by the points that have them',
    occupiedCodes: 'activation codes that a training point has',
  },

  bars: {
    distances: 'Mean distance to the nearest line, in input units',
    nearby: 'Units with a line within r of a point',
    length: 'Length of lines per area, per input unit',
    cost: (layer: string) => `Cost of alignment, layer ${layer} (pale: the least that moving can reach; solid: excess)`,
    data: 'training points',
    uniform: 'drawn evenly',
    near: 'near the data',
    overall: 'whole window',
    ofCost: (cost: string, excess: string) => `${cost}, excess ${excess}`,
  },
  histogram: {
    title: 'Signed margins of the training points',
    sentence: (network: string, wrong: string, count: string) =>
      `${network}: ${wrong} of ${count} points on the wrong side of the decision boundary`,
    wrong: 'wrong side',
    right: 'right side',
  },
  gauge: {
    title: 'Cells on a scale of powers of ten',
    cells: (network: string, count: string) => `${network}: ${count} cells`,
    concurrent: (count: string) => `${count}: 2 n, the lines of the first layer through one point`,
    general: (count: string) => `${count}: 1 + n + n (n − 1) / 2, the lines of the first layer in general position`,
    regions: (network: string, count: string) => `${network}: ${count} linear regions`,
    typical: (count: string) => `${count}: N² / 2, about what random networks of N units have`,
    reachable: (count: string) => `${count}: what some network of these widths reaches`,
    upper: (count: string) => `${count}: more is impossible in the plane`,
    marks: { concurrent: '2 n', typical: 'N²/2', upper: 'upper bound' },
  },
  charts: {
    empty: 'Curves come with the first step after the start.',
    wallDistance: 'Mean distance to the nearest line',
    wallDensityNear: 'Length of lines per area near the data',
    marginLowQuantile: '5% quantile of the signed margins',
    gradientNorm: 'Gradient norm by the weights, all points',
    effectiveCells: 'Effective number of cells, by the points in them',
    effectiveCodes: 'Effective number of activation codes, by the points that have them',
    cells: 'Cells',
    nearbyUnitsRatio: 'Units near the data, as a multiple of evenly drawn points',
    loss: 'Loss along the gradient',
    gradientChange: 'Change of the gradient along it',
    smoothness: 'Effective β-smoothness',
    table: 'Show as table',
    step: 'Step',
    range: (least: string, most: string) => `${least} to ${most}`,
    sentence: (step: string, values: string) => `At step ${step}: ${values}.`,
    value: (network: string, value: string) => `${network} ${value}`,
  },
  radius: { label: 'r, what counts as near', help: 'In input units, above 0.', refused: 'numbers above 0, at most 10' },
} as const;
