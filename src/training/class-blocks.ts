import type { LabelledPoints } from './data-set.js';
import type { TrainingSpec } from './training-spec.js';

/** True where the batches follow points that lie class after class: each then has one class, or few. */
export function areBatchesByClass(
  { batchOrder, batchSize }: Pick<TrainingSpec, 'batchOrder' | 'batchSize'>,
  { labels, count }: LabelledPoints,
): boolean {
  if (batchOrder !== 'sequential' || batchSize >= count) return false;
  const blocks = labels.filter((label, index) => index === 0 || label !== labels[index - 1]).length;
  return blocks === new Set(labels).size;
}
