import { curveMeasures, sampleOf } from '../../analysis/measure-sample.js';
import type { MeasureId } from '../../analysis/measure-catalog.js';
import type { Measures } from '../../analysis/measures.js';
import { Curve } from '../../training/curves.js';

/** Least and largest value over the steps that were tried along the gradient. */
export const bandIds = ['lossLeast', 'lossMost', 'gradientChangeLeast', 'gradientChangeMost'] as const;
export type BandId = (typeof bandIds)[number];
export type CurveId = MeasureId | BandId;

/** Everything that has a curve. */
export const curveIds: readonly CurveId[] = [...curveMeasures, ...bandIds];

const bandsOf = ({ landscape }: Measures): Record<BandId, number | null> => ({
  lossLeast: landscape.lossRange.least,
  lossMost: landscape.lossRange.most,
  gradientChangeLeast: landscape.gradientChangeRange.least,
  gradientChangeMost: landscape.gradientChangeRange.most,
});

/** The measures of one network over its run, as many as fit: see `Curve`. */
export class MeasureCurves {
  readonly #curve = new Curve(curveIds.length);

  get steps(): readonly number[] {
    return this.#curve.steps;
  }

  /** One value per step; null where there is no such number. */
  column(id: CurveId): (number | null)[] {
    return this.#curve.column(curveIds.indexOf(id)).map((value) => (Number.isNaN(value) ? null : value));
  }

  add(measures: Measures): void {
    const values = { ...sampleOf(measures), ...bandsOf(measures) };
    this.#curve.add(measures.step, ...curveIds.map((id) => values[id] ?? NaN));
  }

  /** Drops what came at or after `step`. */
  truncate(step: number): void {
    this.#curve.truncate(step);
  }
}
