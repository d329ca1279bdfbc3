import type { TrainingFailure } from './backend.js';

/** What the settings of a run make of a failure. */
export interface DivergenceCause {
  readonly kind: keyof typeof causes;
  readonly learningRate: number;
  /** The weight decay, the momentum or the reach of the points, where the kind is of one; else 0. */
  readonly beside: number;
}

/** Likely ones, a sentence each. */
const causes = {
  decay: (rate: string, decay: string) => `A weight decay of ${decay} is too high for the learning rate ${rate}.`,
  momentum: (rate: string, momentum: string) =>
    `The learning rate ${rate} is likely too high for a momentum of ${momentum}.`,
  reach: (rate: string, reach: string) =>
    `The points lie up to ${reach} from the origin, likely too far for the learning rate ${rate}.`,
  rate: (rate: string) => `The learning rate ${rate} is likely too high.`,
  unknown: (rate: string) => `The learning rate ${rate} may be too high.`,
};

const failures: Record<TrainingFailure['quantity'], string> = {
  loss: 'Its loss was no longer a finite number below 10^12.',
  gradient: 'Its gradient was no longer finite.',
  parameter: 'A weight grew beyond 10^6.',
};

/** Words of a network whose numbers have failed. Functions take numbers that are already formatted. */
export const divergenceStrings = { failures, causes };

/** What failed in a network, and likely why. @param locale of numbers, as a BCP 47 tag */
export function divergenceSentences(
  { quantity, cause }: { readonly quantity: TrainingFailure['quantity']; readonly cause: DivergenceCause },
  words: typeof divergenceStrings,
  locale: string,
): string {
  const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 });
  const why = words.causes[cause.kind](numbers.format(cause.learningRate), numbers.format(cause.beside));
  return `${words.failures[quantity]} ${why}`;
}
