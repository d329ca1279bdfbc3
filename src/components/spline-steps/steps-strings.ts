/** Words of texts whose steps set a figure. Functions take values that are already formatted. */
export const stepsStrings = {
  show: 'Show this',
  showName: (step: string, count: string) => `Show this in the figure, ${step} of ${count}`,
  inHand: 'You have changed the figure: it no longer follows the text.',
  follow: 'Follow the text again',
  back: 'Back to how it was',
  notBack: 'The figure could not be put back.',
} as const;
