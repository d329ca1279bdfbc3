/** Words of the scrubber and of what is said about branches. Functions take values that are already formatted. */
export const timeStrings = {
  scrubber: 'Step that is shown',
  at: (step: string, end: string) => `step ${step} of ${end}`,
  past: 'In the past',
  pastAt: (step: string, end: string) => `step ${step} of ${end}, in the past`,
  pastNote: (step: string, last: string) =>
    `You see the run as it was after step ${step} of ${last}. Training or changing something here starts a branch; the run itself is kept.`,
  toPresent: (step: string) => `Back to step ${step}`,
  branchNote: (step: string, marks: string | null) => `Branch from step ${step}${marks ? ` (${marks})` : ''}.`,
  notComparable: 'Train to compare it with the original.',
  comparison: (step: string, networks: string) =>
    `Loss at step ${step} beside the original’s, mean over an epoch: ${networks}.`,
  difference: (network: string, amount: string, isLower: boolean) =>
    `${network} ${amount} ${isLower ? 'lower' : 'higher'}`,
  noDifference: (network: string) => `${network} the same`,
  returnToOriginal: 'Back to the original',
  dismiss: 'Let the original go',
  original: (step: string) => `fainter: the original from step ${step} on`,
  announcePast: (step: string, last: string) => `Step ${step} of ${last}, in the past.`,
  announcePresent: 'The present.',
  announceBranch: (step: string) => `A branch from step ${step}. The original is kept.`,
};
