import { meanOf } from '../../analysis/summary.js';
import type { ModelCurves, SessionSnapshot } from '../../training/session.js';

/** How a branch does beside the run that it left. */
export interface OriginalComparison {
  /** Steps that both have taken. */
  readonly step: number;
  /** By network: mean loss of the branch less that of the original, over the last epoch of steps that both have taken. */
  readonly differences: readonly number[];
}

/** Null without an original, and where not both have gone on after they parted. */
export function compareWithOriginal({
  original,
  models,
  time,
  stepsPerEpoch,
}: SessionSnapshot): OriginalComparison | null {
  if (!original) return null;
  const step = Math.min(time.lastStep, original.step);
  const from = Math.max(original.branchStep, step - stepsPerEpoch);
  const differences = models.map(({ curves }, model) => {
    const former = original.models[model]?.curves;
    return former ? meanLoss(curves, from, step) - meanLoss(former, from, step) : NaN;
  });
  return differences.every(Number.isFinite) ? { step, differences } : null;
}

/** Of steps `from` to `to` - 1; NaN where none is kept. */
function meanLoss({ lossSteps, losses }: ModelCurves, from: number, to: number): number {
  return meanOf(losses.filter((_, index) => lossSteps[index]! >= from && lossSteps[index]! < to));
}
