import { measureNetwork } from '../analysis/measure-network.js';
import type { Measures } from '../analysis/measures.js';
import { dataWindow } from '../training/datasets/data-window.js';
import type { Progress } from './progress.js';
import { lastBatchRows, type TrainingPlan, type TrainingRecord } from './training-run.js';

/**
 * Measures of every network after each of `steps` that it reached, in their order.
 *
 * @param steps among those that the plan keeps
 * @param interruption leaves out what is not measured yet
 */
export async function measureRecords(
  records: readonly TrainingRecord[],
  steps: ReadonlySet<number>,
  plan: TrainingPlan,
  progress: Progress,
  interruption: AbortSignal,
): Promise<Measures[][]> {
  const { data, statistics, training } = plan;
  const window = dataWindow(data);
  const all: Measures[][] = [];
  for (const { kept } of records) {
    const ofNetwork: Measures[] = [];
    for (const step of [...steps].sort((a, b) => a - b)) {
      const model = kept.get(step);
      if (!model || interruption.aborted) continue;
      const batchRows = lastBatchRows(plan, step);
      const request = { model, data, statistics, batchRows, window, learningRate: training.learningRate };
      const onProgress = (share: number): void =>
        progress.show(() => `measuring after step ${step}: ${Math.round(100 * share)} %`);
      try {
        ofNetwork.push(await measureNetwork(request, { onProgress, signal: interruption }));
      } catch (error) {
        if (error !== interruption.reason) throw error;
      }
    }
    all.push(ofNetwork);
  }
  return all;
}
