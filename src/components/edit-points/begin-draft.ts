import { shortestFloat32 } from '../../io/shortest-float32.js';
import { isMoved, type CustomPoint, type DataSet, type LabelledPoints } from '../../training/data-set.js';
import { makeUnplaced } from '../../training/datasets/make-data-set.js';
import { placeSample } from '../../training/datasets/place-data.js';
import { samplePoints } from '../../training/datasets/sample.js';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import { PointDraft } from './point-draft.js';

/** The points of an experiment where they are: of the reader's own all, in their order; of other sets the training points. */
export function beginDraft({ data: config }: ExperimentConfig, data: DataSet): PointDraft {
  if (config.set !== 'custom') return PointDraft.of(pointsOf(data.train), data);
  const { customPoints, placement } = config;
  if (!isMoved(placement)) return PointDraft.of(customPoints, data);
  const sample = samplePoints(customPoints.length, (index) => {
    const { x, y, label } = customPoints[index]!;
    return [x, y, label];
  });
  return PointDraft.of(pointsOf(placeSample(sample, makeUnplaced(config).mean, placement)), data);
}

function pointsOf({ positions, labels, count }: LabelledPoints): CustomPoint[] {
  return Array.from({ length: count }, (_, index) => ({
    x: shortestFloat32(positions[2 * index]!),
    y: shortestFloat32(positions[2 * index + 1]!),
    label: labels[index]!,
  }));
}
