/** Words of pictures and of what stands on and around them. Functions take values that are already formatted. */
import type { NumberFill } from '../../geometry/cell-fills.js';

const numberFills: Record<NumberFill, string> = { slope: 'slope', area: 'area', density: 'density of lines' };

export const pictureStrings = {
  frameLabel: (network: string) => `Picture ${network}`,
  canvasLabel: (model: number) => `Cells of the ${model === 0 ? 'first' : 'second'} network in the input plane`,
  training: (network: string) => `The network ${network} is training. Pause for its cells and its accuracy.`,
  sentence: (network: string, step: string, cells: string | null, accuracy: string) =>
    `The network ${network} at step ${step}: ${cells ?? 'cells not counted yet'}, train accuracy ${accuracy}.`,
  exactCells: (count: string) => `${count} cells in view (exact)`,
  exactCellsAt: (count: string, step: string) => `${count} cells in view at step ${step} (exact)`,
  seenCells: (count: string) => `${count} cells seen (sampled)`,
  keys: 'Arrow keys pan, plus and minus zoom, 0 shows all of the data. Enter reads a cell: then arrow keys go on to the next cell, with Shift by small steps, Enter says all of the reading, Escape leaves.',
  movingKeys:
    'Arrow keys move the data; with Shift, left and right turn it, up and down scale it. Escape ends moving the data.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show all of the data',
  tools: 'View',
  move: 'Move data',
  shift: { window: 'Move the view', data: 'Move the data', point: 'Move the selected point' },
  moveHandle: 'Move the data: drag, or use the arrow keys',
  turnHandle: 'Turn and scale the data: drag, or use the arrow keys',
  statistics: (name: string) => `BN with statistics of: ${name}`,
  numberFills,
  noFill: (fill: string) => `No fill by ${fill}. `,
  curvedCells: 'Only exact cells have it, and this network’s are curved.',
  tooManyCells: (count: string) =>
    `More than ${count} cells here: too many for exact lines, so the lines are those of a grid. Zoom in for exact ones.`,
  exactFailed: 'The exact lines could not be computed; these are those of a grid.',
  waiting: 'Starting the engine; the lines follow.',
  slowed: 'Pictures that would flash are drawn more slowly; the numbers go on.',
  firstHint: {
    pointer: 'Drag to move the view, Ctrl or ⌘ and the wheel to zoom, ? for all keys.',
    fingers: 'Drag sideways to move the view, pinch to zoom, tap to read a cell.',
  },
  closeHint: 'Close this hint',
  wheelHint: 'Hold Ctrl or ⌘ and turn the wheel to zoom',
} as const;

/** Buttons that do what a drag does. */
export const padStrings = {
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  turnLeft: 'Turn left',
  turnRight: 'Turn right',
  larger: 'Larger',
  smaller: 'Smaller',
} as const;

export const scaleStrings = {
  slope: 'slope, outputs per input unit',
  area: 'area, squared input units',
  density: 'length of lines per area, 1 / input unit',
  logarithmic: 'logarithmic',
  log: ' (log)',
  shared: 'one scale for both pictures',
  label: (name: string, low: string, high: string, notes: string) =>
    `${name}: from ${low} to ${high}${notes ? `, ${notes}` : ''}`,
  hint: 'The same colour is the same number in every picture here. The scale reaches from the lowest to the highest number of all of them, 2% at either end of each left out, and its ends are rounded. What lies beyond has the colour of that end.',
} as const;

export const legendStrings = {
  label: 'Legend',
  class: (index: string) => `class ${index}`,
  wrong: 'misclassified',
  test: 'test point',
  walls: 'lines of layer',
  decision: 'decision boundary',
} as const;
