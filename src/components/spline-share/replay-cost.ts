import type { Link } from '../../io/link.js';
import { networkSpecs } from '../../training/experiment-config.js';
import { parameterLayout } from '../../training/parameter-layout.js';

/** Multiply-adds that are done without being asked for: some ten seconds of the CPU engine. */
export const MOST_REPLAY = 5e9;

/** Multiply-adds of a step per weight and point: forward, and backward to weights and to inputs. */
const PASSES = 3;

/**
 * Multiply-adds from the first step to the moment of a link, at most; 0 where its networks are given. A switch, and data that
 * are moved, take all points through the networks.
 */
export function replayCost({ config, moment }: Pick<Link, 'config' | 'moment'>): number {
  if ('models' in moment) return 0;
  const specs = networkSpecs(config, { dimension: 2, classCount: config.data.classCount });
  const weights = specs.reduce((sum, spec) => sum + parameterLayout(spec).parameterCount, 0);
  const { set, sampleCount, customPoints } = config.data;
  const points = set === 'custom' ? customPoints.length : sampleCount;
  const passes = moment.edits.filter(({ kind }) => kind !== 'training').length;
  const batchSizes = moment.edits.flatMap((edit) =>
    edit.kind === 'training' && edit.settings.batchSize !== undefined ? [edit.settings.batchSize] : [],
  );
  const batchSize = Math.max(config.training.batchSize, ...batchSizes);
  return PASSES * weights * batchSize * moment.step + weights * points * passes;
}
