import { isScaledByEpsilon } from '../../analysis/epsilon-units.js';
import { activeShare, unitNormalization, type ActiveShare, type UnitNormalization } from '../../analysis/unit-facts.js';
import { segmentsLength } from '../../geometry/boundary-lengths.js';
import type { Partition } from '../../geometry/partition.js';
import type { UnitPlace } from '../../geometry/unit-place.js';
import type { DataSet } from '../../training/data-set.js';
import type { FoldedNetwork } from '../../training/model-state.js';
import { BATCH_NORM_EPSILON } from '../../training/network-spec.js';
import { formatCount, formatMeasure, formatPercent } from '../format.js';
import { readerOf, type PartitionReader } from '../reading/partition-reader.js';
import type { NetworkSource, Reading } from '../reading/reading.js';
import { factStrings as words } from './diagram-strings.js';

/** Says what is known of units of one network; what its data says of the last one is remembered. */
export class UnitNarrator {
  #key: readonly unknown[] = [];
  #share: ActiveShare | null = null;

  /** In the order of what a reader would ask. */
  sentences(source: NetworkSource, data: DataSet, place: UnitPlace, reading: Reading | null): string[] {
    const { folded, exact } = source;
    const reader = exact && readerOf(exact);
    const normalization = exact && unitNormalization(exact.model, folded, place);
    return [
      ...(reading ? [reading.code[place.layer]?.[place.unit] ? words.on : words.off] : []),
      ...(exact?.partition.isComplete && reader ? [boundarySentence(exact.partition, reader, place)] : []),
      shareSentence(this.#shareOf(folded, data, place), folded.slopeBelowZero),
      ...(normalization ? [normalizationSentence(normalization)] : []),
    ];
  }

  #shareOf(folded: FoldedNetwork, data: DataSet, place: UnitPlace): ActiveShare {
    const key = [folded, data, place.layer, place.unit];
    if (!this.#share || key.some((part, i) => part !== this.#key[i])) {
      this.#share = activeShare(folded, data, place);
      this.#key = key;
    }
    return this.#share;
  }
}

function boundarySentence(partition: Partition, reader: PartitionReader, place: UnitPlace): string {
  const segments = reader.boundaryOf(place);
  if (segments.length > 0) return words.boundary(formatMeasure(segmentsLength(segments)));
  return isOnIn(partition, place) ? words.noBoundaryOn : words.noBoundaryOff;
}

/** Whether a unit that does not change in the window is on: as it is in the first cell. */
function isOnIn({ codes, hiddenWidths }: Partition, { layer, unit }: UnitPlace): boolean {
  const first = hiddenWidths.slice(0, layer).reduce((sum, width) => sum + Math.ceil(width / 32), 0);
  return ((codes[first + (unit >>> 5)]! >>> (unit & 31)) & 1) === 1;
}

function shareSentence({ active, points, isSampled }: ActiveShare, slopeBelowZero: number): string {
  if (!isSampled && active === 0) return slopeBelowZero === 0 ? words.dead : words.neverOn;
  if (!isSampled && active === points) return words.alwaysOn;
  const of = isSampled ? words.sampledPoints(formatCount(points)) : words.points(formatCount(points));
  return words.share(formatPercent(active / points), of);
}

function normalizationSentence({ gamma, beta, statistics }: UnitNormalization): string {
  const learnt = words.normalization(formatMeasure(gamma), formatMeasure(beta));
  const rest = statistics && words.statistics(formatMeasure(statistics.mean), formatMeasure(statistics.sigma));
  const isFlat = statistics && isScaledByEpsilon(statistics.sigma ** 2 - BATCH_NORM_EPSILON);
  return `${learnt}${rest ?? ''}.${isFlat ? ` ${words.epsilon}` : ''}`;
}
