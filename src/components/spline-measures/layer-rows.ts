/** Numbers of each hidden layer by itself. */
import { isAbsent, type Measures } from '../../analysis/measures.js';
import type { MeasureGroup, MeasureRow } from './measure-groups.js';
import { measureStrings as words } from './measure-strings.js';

type Read = (measures: Measures, layer: number) => number | null | undefined;

interface LayerNumber {
  readonly label: (layer: number) => string;
  readonly provenance: 'exact' | 'sampled';
  readonly unit: string | null;
  readonly read: Read;
  /** 1 unless given. */
  readonly provenShare?: Read;
}

const { layers: labels, provenanceHints: hints, units } = words;

const distance =
  (of: 'data' | 'uniform', what: 'mean' | 'settledShare'): Read =>
  ({ wallDistances }, layer) =>
    isAbsent(wallDistances) ? null : wallDistances[of].layers[layer]?.[what];
const nearby =
  (of: 'data' | 'uniform'): Read =>
  ({ nearbyUnits }, layer) =>
    isAbsent(nearbyUnits) ? null : nearbyUnits[of].layers[layer];
const density =
  (of: 'density' | 'densityNear'): Read =>
  ({ wallDensity }, layer) =>
    isAbsent(wallDensity) ? null : wallDensity.layers[layer]?.[of];

const numbers: Partial<Record<MeasureGroup['id'], readonly LayerNumber[]>> = {
  alignment: [
    {
      label: labels.distance,
      provenance: 'exact',
      unit: units.length,
      read: distance('data', 'mean'),
      provenShare: distance('data', 'settledShare'),
    },
    { label: labels.same, provenance: 'sampled', unit: units.length, read: distance('uniform', 'mean') },
  ],
  nearby: [
    { label: labels.nearby, provenance: 'exact', unit: null, read: nearby('data') },
    { label: labels.nearbyUniform, provenance: 'sampled', unit: null, read: nearby('uniform') },
  ],
  length: [
    { label: labels.length, provenance: 'exact', unit: units.perLength, read: density('densityNear') },
    { label: labels.whole, provenance: 'exact', unit: units.perLength, read: density('density') },
  ],
};

/** None for a group whose numbers are not of layers. @param depth how many hidden layers there are */
export function layerRows({ id }: MeasureGroup, depth: number): MeasureRow[] {
  return Array.from({ length: depth }, (_, layer) =>
    (numbers[id] ?? []).map(({ label, provenance, unit, read, provenShare = () => 1 }) => ({
      label: label(layer + 1),
      provenance,
      hint: hints[provenance],
      unit,
      kind: 'number' as const,
      read: (measures: Measures) => read(measures, layer) ?? null,
      provenShare: (measures: Measures) => provenShare(measures, layer) ?? null,
    })),
  ).flat();
}
