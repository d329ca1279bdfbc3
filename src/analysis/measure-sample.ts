import { measureCatalog, measureIds, readMeasure, type MeasureId } from './measure-catalog.js';
import type { Measures } from './measures.js';

/** Measures that make sense as curves over training. */
export const curveMeasures: readonly MeasureId[] = measureIds.filter((id) => measureCatalog[id].isCurve);

/** One network at one step, as small as a curve over a long training needs it; null where there is no number. */
export type MeasureSample = { readonly step: number } & Readonly<Partial<Record<MeasureId, number | null>>>;

export function sampleOf(measures: Measures): MeasureSample {
  return { step: measures.step, ...Object.fromEntries(curveMeasures.map((id) => [id, readMeasure(id, measures)])) };
}
