/** Words of the surface and its panel. Functions take values that are already formatted. */
import type { Lift } from '../../geometry/lifted-surface.js';

const heights = {
  logit: (index: number) => `logit of class ${index}`,
  difference: (index: number, other: number) => `logit of class ${index} minus logit of class ${other}`,
  unit: (layer: number, unit: number) => `activation of unit ${unit + 1} in layer ${layer + 1}`,
};

export function liftName(lift: Lift): string {
  switch (lift.of) {
    case 'logit':
      return heights.logit(lift.class);
    case 'difference':
      return heights.difference(lift.class, lift.other);
    case 'unit':
      return heights.unit(lift.layer, lift.unit);
    default:
      return lift satisfies never;
  }
}

export const surfaceStrings = {
  title: 'Surface',
  about: 'The exact cells, lifted: one plane piece for each cell.',
  frameLabel: (network: string) => `Surface of the network ${network}`,
  canvasLabel: 'Cells of the network, lifted to a height',
  sentence: (height: string, lowest: string, highest: string, cells: string) =>
    `Height is the ${height}, from ${lowest} to ${highest} in the window, over ${cells} cells (exact). The surface is continuous and bends only at the lines.`,
  incomplete: 'There are more cells than can be shown; the surface has holes.',
  waiting: 'Waiting for the exact cells.',
  lifting: 'Lifting the cells.',
  lacksFill: 'The density of lines varies within a cell; the surface keeps the fill of the classes.',
  curved: 'There is no such surface: this network’s cells have curved boundaries.',
  keys: 'Arrow keys turn the surface, plus and minus zoom, 0 shows it as at first. Enter reads a cell: then arrow keys go on from cell to cell, with Shift in small steps, Enter says all of it, and Escape leaves.',
  tools: 'Surface view',
  zoomIn: 'Zoom in on the surface',
  zoomOut: 'Zoom out of the surface',
  home: 'Show the surface as at first',
  turn: 'Turn the surface',
  fromAbove: 'Look from straight above',
  range: (height: string, lowest: string, highest: string) => `${height}: ${lowest} to ${highest}`,
  at: (height: string) => `height ${height}`,
  spoken: (reading: string, height: string) => `${reading} Height ${height}.`,
  fallback: (reason: string) => `Drawn without WebGPU. ${reason}`,
  askedForCpu: 'The CPU engine runs.',
  height: 'Height',
  unit: 'Unit',
  layer: 'Layer',
  heightOptions: {
    logit: (index: number) => `Logit of class ${index}`,
    difference: (index: number, other: number) => `Logit ${index} minus logit ${other}`,
    unit: 'Activation of a unit',
  },
};
