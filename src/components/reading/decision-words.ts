import { signedMargin, type DecisionDistance } from '../../geometry/decision-distance.js';
import { formatMeasure } from '../format.js';
import { readingStrings } from './reading-strings.js';
import type { Reading } from './reading.js';

const words = readingStrings.decision;

/** How much is said of what proves a distance. */
export type ProofLength = keyof typeof words.proofs;

/** How far the decision boundary is. */
export function boundaryWords(decision: DecisionDistance, proof: ProofLength): string {
  if (decision.distance === Infinity) return words.none;
  return words.away(formatMeasure(decision.distance), proofOf(decision, proof));
}

/** The signed margin of the training point that is pointed at. */
export function marginWords({ label, decision }: NonNullable<Reading['trainingPoint']>, proof: ProofLength): string {
  const side = decision.winner === label ? words.right(label) : words.wrong(label);
  if (decision.distance === Infinity) return side;
  return words.margin(formatMeasure(signedMargin(decision, label)), proofOf(decision, proof), side);
}

function proofOf({ byCell, byWindow }: DecisionDistance, proof: ProofLength): string {
  const { [proof]: proofs } = words.proofs;
  if (byCell) return proofs.byCell;
  return byWindow ? proofs.byWindow : proofs.none;
}
