import type { MeasuredColumn } from './measures-table.js';
import { measureStrings as words } from './measure-strings.js';

/** A sentence for every layer with units that hardly change over the data. */
export function epsilonSentences(columns: readonly Pick<MeasuredColumn, 'name' | 'measures'>[]): string[] {
  return columns.flatMap(({ name, measures }) =>
    (measures?.epsilonUnits ?? []).flatMap((units, layer) =>
      units.length > 0 ? [words.epsilon(name, units.length, layer + 1)] : [],
    ),
  );
}
