import { layerValues } from '../analysis/layer-values.js';
import type { ModelState } from '../training/model-state.js';
import { csvText } from './csv-text.js';

const header = [
  'network',
  'normalization',
  'layer',
  'units',
  'weights_root_mean_square',
  'scale_mean',
  'shift_mean',
  'running_mean_mean',
  'running_variance_mean',
];

/** A line per hidden layer of every network, both counted from 1; what a layer has not stays empty. */
export function writeLayersCsv(models: readonly ModelState[]): string {
  const rows = models.flatMap((model, network) =>
    layerValues(model).map((values, layer) => [
      network + 1,
      model.normalization,
      layer + 1,
      values.units,
      values.weights,
      values.scale,
      values.shift,
      values.runningMean,
      values.runningVariance,
    ]),
  );
  return csvText(header, rows);
}
