import type { ModelState } from '../training/model-state.js';
import { parameterLayout } from '../training/parameter-layout.js';

/** What is learnt and kept of one hidden layer, over its units. */
export interface LayerValues {
  readonly units: number;
  /** Root mean square. */
  readonly weights: number;
  /** Means over the units; null without a normaliser. */
  readonly scale: number | null;
  readonly shift: number | null;
  /** Means over the units of the running averages; null without batch normalization. */
  readonly runningMean: number | null;
  readonly runningVariance: number | null;
}

/** Of every hidden layer, the first one first. */
export function layerValues({ spec, normalization, parameters, runningStatistics }: ModelState): LayerValues[] {
  return parameterLayout(spec).hidden.map(({ width, weight, scale, shift, statisticsOffset }) => {
    const of = ({ offset, size }: { offset: number; size: number }) => parameters.subarray(offset, offset + size);
    const running = (offset: number) => runningStatistics.subarray(offset, offset + width);
    const [isNormalized, isBatch] = [normalization !== 'none', normalization === 'batch'];
    return {
      units: width,
      weights: Math.sqrt(mean(of(weight).map((value) => value * value))),
      scale: isNormalized ? mean(of(scale)) : null,
      shift: isNormalized ? mean(of(shift)) : null,
      runningMean: isBatch ? mean(running(statisticsOffset)) : null,
      runningVariance: isBatch ? mean(running(statisticsOffset + width)) : null,
    };
  });
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
