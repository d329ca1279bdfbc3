/** Words of network diagrams and of what is known of a unit. Functions take values that are already formatted. */
export const diagramStrings = {
  title: 'Network diagram',
  label: (network: string) => `Units of the network ${network}`,
  layer: (layer: string, width: string, howMany: number) =>
    `Layer ${layer}, ${width} ${howMany === 1 ? 'unit' : 'units'}`,
  on: 'on',
  off: 'off',
  previous: 'Unit before',
  next: 'Next unit',
  invitation: 'Point at a unit, or go to one with the arrow keys: its boundary lights up in the pictures.',
  invitationCurved:
    'Point at a unit, or go to one with the arrow keys, to see its weights. Boundaries are curved here: none is cut out, so none lights up.',
  invitationPart:
    'Point at a unit, or go to one with the arrow keys: its boundary lights up in the pictures, as far as cells were computed.',
  links: 'Lines: its weights in and out as drawn, the thicker the larger; dashed where negative.',
  x: 'x',
  y: 'y',
} as const;

/** What is known of a unit, a sentence each. */
export const factStrings = {
  on: 'On in the cell that is read.',
  off: 'Off in the cell that is read.',
  boundary: (length: string) => `Its boundary in the window is ${length} input units long.`,
  noBoundaryOn: 'Its boundary does not cut the window: it is on everywhere in it.',
  noBoundaryOff: 'Its boundary does not cut the window: it is off everywhere in it.',
  share: (share: string, points: string) => `On for ${share} of ${points}.`,
  points: (count: string) => `the ${count} training points`,
  sampledPoints: (count: string) => `${count} training points (sampled)`,
  dead: 'Dead: off for every training point.',
  neverOn: 'Below 0 for every training point: it never bends there.',
  alwaysOn: 'On for every training point: it never bends there.',
  normalization: (gamma: string, beta: string) => `BN: γ ${gamma}, β ${beta}`,
  statistics: (mean: string, sigma: string) => `, mean ${mean}, σ ${sigma}`,
  epsilon: 'Its variance is below 100 ε, so that ε sets its scale: where its boundary runs says little of the data.',
} as const;
