import type { CurveSeries } from '../../io/curves-csv.js';
import type { SessionSnapshot } from '../../training/session.js';
import { curveIds, type CurveId, type MeasureCurves } from '../run-measures/measure-curves.js';
import { networkName } from '../network-names.js';
import { curveNames, measureNames } from './curve-names.js';

/**
 * Every curve of a run that has a value, each under its quantity and its network.
 *
 * @param measuresOf the measures of a network over the run; null where there are none
 */
export function curveSeries(
  snapshot: SessionSnapshot,
  measuresOf: (model: number) => MeasureCurves | null,
): CurveSeries[] {
  return snapshot.models.flatMap(({ curves }, model) => {
    const measures = measuresOf(model);
    const { lossSteps, accuracySteps } = curves;
    const all: CurveSeries[] = [
      { name: curveNames.loss, steps: lossSteps, values: curves.losses },
      { name: curveNames.batchAccuracy, steps: lossSteps, values: curves.batchAccuracies },
      { name: curveNames.trainAccuracy, steps: accuracySteps, values: curves.trainAccuracies },
      { name: curveNames.testAccuracy, steps: accuracySteps, values: curves.testAccuracies },
      ...(measures ? curveIds.map((id) => measureSeries(measures, id)) : []),
    ];
    const network = `network ${model + 1} ${networkName(snapshot, model)}`;
    return all
      .filter(({ values }) => values.some(Number.isFinite))
      .map((series) => ({ ...series, name: `${series.name}, ${network}` }));
  });
}

const measureSeries = (measures: MeasureCurves, id: CurveId): CurveSeries => ({
  name: measureNames[id],
  steps: measures.steps,
  values: measures.column(id).map((value) => value ?? NaN),
});
