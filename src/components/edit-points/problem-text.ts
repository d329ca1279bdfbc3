import { formatCount } from '../format.js';
import { english } from '../language.js';
import type { DraftProblem } from './draft-outcome.js';
import { editStrings } from './edit-strings.js';

/** Why the points cannot be trained on, in a sentence. */
export function problemText(problem: DraftProblem, language = english): string {
  const words = language.of('edit', editStrings).problem;
  switch (problem.kind) {
    case 'one-class':
      return words['one-class'];
    case 'empty-class':
      return words['empty-class'](problem.label);
    case 'large-batch':
      return words['large-batch'](formatCount(problem.batchSize, language), formatCount(problem.trainCount, language));
    case 'refused':
      return problem.reason;
    default:
      return problem satisfies never;
  }
}
