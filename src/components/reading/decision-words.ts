import { signedMargin, type DecisionDistance } from '../../geometry/decision-distance.js';
import { formatCount, formatMeasure } from '../format.js';
import { english, type Language } from '../language.js';
import { readingStrings } from './reading-strings.js';
import type { Reading } from './reading.js';

/** How much is said of what proves a distance. */
export type ProofLength = keyof typeof readingStrings.decision.proofs;

/** How far the decision boundary is. */
export function boundaryWords(decision: DecisionDistance, proof: ProofLength, language = english): string {
  const words = language.of('reading', readingStrings).decision;
  if (decision.distance === Infinity) return words.none;
  return words.away(formatMeasure(decision.distance, language), proofOf(decision, proof, language));
}

/** The signed margin of the training point that is pointed at. */
export function marginWords(
  { label, decision }: NonNullable<Reading['trainingPoint']>,
  proof: ProofLength,
  language = english,
): string {
  const words = language.of('reading', readingStrings).decision;
  const side = (decision.winner === label ? words.right : words.wrong)(formatCount(label, language));
  if (decision.distance === Infinity) return side;
  return words.margin(formatMeasure(signedMargin(decision, label), language), proofOf(decision, proof, language), side);
}

function proofOf({ byCell, byWindow }: DecisionDistance, proof: ProofLength, language: Language): string {
  const proofs = language.of('reading', readingStrings).decision.proofs[proof];
  if (byCell) return proofs.byCell;
  return byWindow ? proofs.byWindow : proofs.none;
}
