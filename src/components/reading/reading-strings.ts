/** Words about cells and units that are read. Functions take values that are already formatted, and how many there are beside it. */
import type { CellAbsence } from './reading.js';

/** Why there is no cell. */
const absences: Record<CellAbsence, string> = {
  curved:
    'This network normalises single samples: its walls are curved and its function is not affine between them, so there is no affine map and no area.',
  computing: 'The exact cells are being computed.',
  failed: 'The exact cells could not be computed.',
  outside: 'Outside of the window that was cut into exact cells.',
  'too-many-cells': 'Too many cells: this one is not among those that were computed.',
  'no-model': 'The network has not been read back yet.',
  'not-asked': '',
};

export const readingStrings = {
  region: (network: string) => `Reading of the network ${network}`,
  close: 'End the reading',
  at: (x: string, y: string) => `x ${x}, y ${y}`,
  class: (index: string, share: string) => `class ${index} ${share}`,
  layer: (layer: string, active: string, width: string) => `layer ${layer}: ${active} of ${width} units on`,
  layerOn: (layer: string, units: string) => `${layer}: ${units}`,
  layerOff: (layer: string, units: string) => `${layer}, off: ${units}`,
  unitRange: (first: string, last: string) => `${first}–${last}`,
  layerShort: (layer: string, active: string, width: string) => `${layer}: ${active}/${width}`,
  logit: (index: string) => `logit ${index}`,
  /** Logit 1 less logit 0. */
  difference: 'difference',
  slope: 'slope norm',
  slopes: (all: string, difference: string) => `${all}, difference ${difference}`,
  area: 'area',
  areaValue: (area: string, share: string) => `${area} units², ${share} of window`,
  walls: 'walls',
  wallCount: (count: string, howMany: number) => `${count} ${howMany === 1 ? 'wall' : 'walls'}`,
  windowEdge: 'edge of the window',
  unit: (layer: string, unit: string) => `layer ${layer}, unit ${unit}`,
  unitShort: (layer: string, unit: string) => `${layer}·${unit}`,
  nearest: 'nearest',
  nearestExact: (distance: string) => `${distance} away (exact)`,
  nearestFirstOrder: (distance: string) => `about ${distance} away (first-order)`,
  boundary: 'boundary',
  margin: 'margin',
  decision: {
    away: (distance: string, proof: string) => `${distance} away (${proof})`,
    none: 'none in the window',
    margin: (margin: string, proof: string, side: string) => `${margin} (${proof}): ${side}`,
    right: (label: string) => `training point of class ${label}, right side`,
    wrong: (label: string) => `training point of class ${label}, wrong side`,
    /** By the boundary's being nearer than any wall, or than the window's edge; and without a proof. */
    proofs: {
      short: { byCell: 'exact', byWindow: 'exact', none: 'in the window; outside maybe nearer' },
      long: {
        byCell: 'exact, as no wall is nearer',
        byWindow: 'exact, as the edge of the window is farther',
        none: 'in the window; outside of it there may be a nearer one',
      },
    },
  },
  noWall: 'No unit depends on the point.',
  exact: (step: string) => `Exact cell at step ${step}`,
  absences,
  spoken: {
    cell: (likeliest: string, area: string, active: string, walls: string) =>
      `${likeliest}, area ${area}, ${active}, ${walls}.`,
    point: (at: string, likeliest: string, active: string) => `${at}: ${likeliest}, ${active}.`,
    active: (active: string, all: string) => `${active} of ${all} units on`,
    atEdge: 'The edge of the window. ',
  },
  /** Sentences. */
  text: {
    formula: (name: string, formula: string) => `${name} = ${formula}.`,
    area: (area: string, share: string) => `area: ${area} square input units, ${share} of the window.`,
    value: (name: string, value: string) => `${name}: ${value}.`,
    boundary: (away: string) => `Decision boundary: ${away}.`,
    margin: (margin: string) => `Signed margin: ${margin}.`,
    nearest: (unit: string, away: string) => `Nearest wall: ${unit}, ${away}.`,
  },
} as const;
