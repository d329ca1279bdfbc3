import type { ModelState } from './model-state.js';

/** Null: zeros only. */
type KeptArray = Float32Array | Float64Array | null;

type ArrayName = 'parameters' | 'firstMoment' | 'secondMoment' | 'runningStatistics';

interface KeptModel {
  readonly rest: Omit<ModelState, ArrayName>;
  readonly parameters: KeptArray;
  readonly firstMoment: KeptArray;
  readonly secondMoment: KeptArray;
  readonly runningStatistics: KeptArray;
  /** Of parameters and statistics, which zeros do not tell. */
  readonly parameterCount: number;
  readonly statisticsCount: number;
}

/**
 * The networks of one moment in as little memory as loses nothing: numbers of the GPU engine in float32, those of the CPU
 * engine, which do not fit, in float64; a moment that an optimiser does not use takes none.
 */
export class KeptModels {
  readonly byteLength: number;
  readonly #models: readonly KeptModel[];

  constructor(models: readonly ModelState[]) {
    this.#models = models.map(({ parameters, firstMoment, secondMoment, runningStatistics, ...rest }) => ({
      rest,
      parameters: keep(parameters),
      firstMoment: keep(firstMoment),
      secondMoment: keep(secondMoment),
      runningStatistics: keep(runningStatistics),
      parameterCount: parameters.length,
      statisticsCount: runningStatistics.length,
    }));
    this.byteLength = this.#models.reduce(
      (sum, { parameters, firstMoment, secondMoment, runningStatistics }) =>
        [parameters, firstMoment, secondMoment, runningStatistics].reduce((s, a) => s + (a?.byteLength ?? 0), sum),
      0,
    );
  }

  /** The same numbers again, in arrays of their own. */
  unpack(): readonly ModelState[] {
    return this.#models.map((kept) => ({
      ...kept.rest,
      parameters: unpack(kept.parameters, kept.parameterCount),
      firstMoment: unpack(kept.firstMoment, kept.parameterCount),
      secondMoment: unpack(kept.secondMoment, kept.parameterCount),
      runningStatistics: unpack(kept.runningStatistics, kept.statisticsCount),
    }));
  }
}

function keep(values: Float64Array): KeptArray {
  // Object.is: a negative zero is no zero here.
  if (values.every((value) => Object.is(value, 0))) return null;
  return values.every((value) => Object.is(Math.fround(value), value)) ? Float32Array.from(values) : values.slice();
}

function unpack(kept: KeptArray, length: number): Float64Array {
  return kept ? Float64Array.from(kept) : new Float64Array(length);
}
