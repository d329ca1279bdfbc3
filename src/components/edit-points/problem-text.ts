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
      return words['empty-class'](formatCount(problem.label, language));
    case 'large-batch': {
      const { batchSize, trainCount } = problem;
      return words['large-batch'](formatCount(batchSize, language), formatCount(trainCount, language), trainCount);
    }
    case 'refused':
      return problem.reason;
    default:
      return problem satisfies never;
  }
}
