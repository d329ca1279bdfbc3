/** Networks with their optimiser state as text of a link, exact: in float32 where that holds every number, else in float64. */
import { normalizations, type NetworkSpec, type Normalization } from '../training/network-spec.js';
import type { ModelState } from '../training/model-state.js';
import { parameterLayout } from '../training/parameter-layout.js';
import { packBytes, unpackBytes } from './packed-bytes.js';

const arrayNames = ['parameters', 'runningStatistics', 'firstMoment', 'secondMoment'] as const;
type ArrayName = (typeof arrayNames)[number];

/** Bytes of a number, and how many networks there are. */
const HEADER = 2;
/** Normalisation, which arrays are there (one bit each), and the three steps of restart. */
const MODEL_HEADER = 2 + 3 * 4;

const lengthsOf = (spec: NetworkSpec): Readonly<Record<ArrayName, number>> => {
  const { parameterCount, statisticsCount } = parameterLayout(spec);
  return {
    parameters: parameterCount,
    runningStatistics: statisticsCount,
    firstMoment: parameterCount,
    secondMoment: parameterCount,
  };
};

const bitOf = (name: ArrayName): number => 1 << arrayNames.indexOf(name);
const isZero = (values: Float64Array): boolean => values.every((value) => value === 0);

export async function packModels(models: readonly ModelState[]): Promise<string> {
  const isSingle = models.every((model) => arrayNames.every((name) => model[name].every((x) => Math.fround(x) === x)));
  const size = isSingle ? 4 : 8;
  const kept = models.map((model) => arrayNames.filter((name) => !isZero(model[name])));
  const numbers = models.reduce(
    (sum, model, index) => sum + kept[index]!.reduce((all, name) => all + model[name].length, 0),
    0,
  );
  const bytes = new Uint8Array(HEADER + models.length * MODEL_HEADER + numbers * size);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, size);
  view.setUint8(1, models.length);
  let at = HEADER;
  models.forEach((model, index) => {
    view.setUint8(at, normalizations.indexOf(model.normalization));
    view.setUint8(
      at + 1,
      kept[index]!.reduce((bits, name) => bits | bitOf(name), 0),
    );
    const { affine, scaleShift, output } = model.restartStep;
    [affine, scaleShift, output].forEach((step, place) => view.setUint32(at + 2 + 4 * place, step, true));
    at += MODEL_HEADER;
    for (const name of kept[index]!) {
      for (const value of model[name]) {
        if (isSingle) view.setFloat32(at, value, true);
        else view.setFloat64(at, value, true);
        at += size;
      }
    }
  });
  return packBytes(bytes);
}

/**
 * @param specs one per network: sizes are theirs, whatever the text says
 * @param allowed normalisations that a network may have come to
 * @param step steps that the networks have taken
 * @returns null for text that does not hold such networks
 */
export async function unpackModels(
  text: string,
  specs: readonly NetworkSpec[],
  allowed: readonly Normalization[],
  step: number,
): Promise<ModelState[] | null> {
  const numbers = specs.reduce(
    (sum, spec) => sum + Object.values(lengthsOf(spec)).reduce((all, one) => all + one, 0),
    0,
  );
  const bytes = await unpackBytes(text, HEADER + specs.length * MODEL_HEADER + numbers * 8);
  if (!bytes || bytes.length < HEADER) return null;
  const view = new DataView(bytes.buffer);
  const size = view.getUint8(0);
  if ((size !== 4 && size !== 8) || view.getUint8(1) !== specs.length) return null;
  const models: ModelState[] = [];
  let at = HEADER;
  for (const spec of specs) {
    if (at + MODEL_HEADER > bytes.length) return null;
    const normalization = normalizations[view.getUint8(at)];
    const bits = view.getUint8(at + 1);
    const [affine, scaleShift, output] = [0, 1, 2].map((place) => view.getUint32(at + 2 + 4 * place, true)) as [
      number,
      number,
      number,
    ];
    at += MODEL_HEADER;
    if (normalization === undefined || !allowed.includes(normalization)) return null;
    if (Math.max(affine, scaleShift, output) > step) return null;
    const lengths = lengthsOf(spec);
    const arrays = {} as Record<ArrayName, Float64Array>;
    for (const name of arrayNames) {
      const values = new Float64Array(lengths[name]);
      if (bits & bitOf(name)) {
        if (at + values.length * size > bytes.length) return null;
        for (let index = 0; index < values.length; index++, at += size) {
          values[index] = size === 4 ? view.getFloat32(at, true) : view.getFloat64(at, true);
        }
      }
      arrays[name] = values;
    }
    const model = { spec, normalization, step, ...arrays, restartStep: { affine, scaleShift, output } };
    if (!isPossible(model)) return null;
    models.push(model);
  }
  return at === bytes.length ? models : null;
}

/** Finite numbers, and nothing negative that a root is taken of. */
function isPossible(model: ModelState): boolean {
  if (!arrayNames.every((name) => model[name].every(Number.isFinite))) return false;
  const variances = parameterLayout(model.spec).hidden.flatMap(({ width, statisticsOffset }) => [
    ...model.runningStatistics.subarray(statisticsOffset + width, statisticsOffset + 2 * width),
  ]);
  return [variances, model.secondMoment].every((squares) => squares.every((value) => value >= 0));
}
