/** Curves cut at the switches of their networks: with a normaliser and without one they are drawn differently. */
import type { Normalization } from '../../training/network-spec.js';

/** A switch, as far as it matters to a curve. @property model null: of all networks, no switch */
interface Switch {
  readonly model: number | null;
  readonly step: number;
  readonly isPlain: boolean;
}

/**
 * Whether a network took its steps without a normaliser.
 *
 * @param switches in the order of their steps
 * @param normalization that it has in the end
 */
export function isPlainAt(
  switches: readonly Switch[],
  model: number,
  normalization: Normalization,
): (step: number) => boolean {
  const own = switches.filter((one) => one.model === model);
  // A switch puts one in or takes it away.
  const isPlainFirst = own[0] ? !own[0].isPlain : normalization === 'none';
  return (step) => own.findLast((one) => one.step <= step)?.isPlain ?? isPlainFirst;
}

/** Null: nothing is drawn here; undefined: the line goes on. */
type Column = (number | null | undefined)[];

/**
 * The rows of a curve that are of a network without a normaliser, and those of one with one. The first value after a switch is
 * in both: the line goes on.
 *
 * @param values null where there is none
 */
export function curveSegments(
  steps: readonly number[],
  values: readonly (number | null)[],
  isPlain: (step: number) => boolean,
): [plain: Column, normalized: Column] {
  const segments: [Column, Column] = [[], []];
  let former: number | null = null;
  steps.forEach((step, row) => {
    const value = values[row] ?? undefined;
    const own = isPlain(step) ? 0 : 1;
    const isOver = former !== null && former !== own;
    segments[own].push(value);
    segments[1 - own]!.push(isOver ? value : null);
    // Between its values a curve is still what it was at the last one.
    if (value !== undefined) former = own;
  });
  return segments;
}
