/** Words of the elements that tie a text to its figures. */
export const proseStrings = {
  changed: 'The figure has changed.',
  back: 'Back to how it was',
  isBack: 'The figure is as it was.',
  notBack: 'The figure could not be put back.',
  reveal: 'See what happens',
  skip: 'Skip the question',
  guess: (choice: string) => `You expected: “${choice}”`,
  skipped: 'Here is the answer.',
} as const;
