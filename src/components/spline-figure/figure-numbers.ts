import type { Session } from '../../training/session.js';
import type { ExactPartitions } from '../exact-partitions.js';

/**
 * What a figure shows in numbers, by name, for sentences elsewhere in a page. Those of the first network end in 1. Shares are
 * 0 to 1; NaN is not known yet.
 */
export function figureNumbers(
  session: Session | null,
  partitions: ExactPartitions | null,
  networkCount: number,
): Readonly<Record<string, number>> {
  const { step = NaN, epoch = NaN, models = [], state } = session?.snapshot ?? {};
  const numbers: Record<string, number> = { step, epoch };
  for (let model = 0; model < networkCount; model++) {
    const network = model + 1;
    const { loss = NaN, evaluation, normalization } = models[model] ?? {};
    const exact = partitions?.of(model);
    // As the figure itself says them: those of another network than is shown are none.
    const areShown =
      exact?.status === 'ready' &&
      exact.exact.model.normalization === normalization &&
      (exact.isCurrent || state === 'running');
    numbers[`loss${network}`] = loss;
    numbers[`trainLoss${network}`] = evaluation?.trainLoss ?? NaN;
    numbers[`trainAccuracy${network}`] = evaluation?.trainAccuracy ?? NaN;
    numbers[`testAccuracy${network}`] = evaluation?.testAccuracy ?? NaN;
    // Of the exact cells in the window.
    numbers[`cells${network}`] = areShown ? exact.exact.partition.cellCount : NaN;
  }
  return numbers;
}
