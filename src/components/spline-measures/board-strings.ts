/** Words of the board of four pictures. */
export const boardStrings = {
  title: 'Before and after',
  about: 'Both networks at the start and now, as four pictures of this run',
  untrained: 'untrained',
  opened: 'as opened',
  trained: (step: string) => `after ${step} steps`,
  label: (network: string, when: string) => `Network ${network}, ${when}`,
  cells: (count: string) => `${count} cells in this square (exact)`,
  tooMany: (count: string) => `more than ${count} cells: too many to draw exactly`,
  accuracy: (share: string) => `train accuracy ${share}`,
  statistics: (name: string) => `BN with statistics of ${name}`,
  noStatistics: 'no BN',
  identity:
    'With BN, untrained: running averages start at mean 0 and variance 1, so BN does nothing yet, and the picture is that of a plain random network. The notebook drew its own like this.',
  curved:
    'Its lines are curved, because it normalises each point by itself: there are no polygons to draw. The picture at the top of the page shows it by a grid.',
  failed: (reason: string) => `This picture could not be computed. ${reason}`,
  waiting: 'Being cut out',
  notebook: {
    label: 'As the notebook drew them',
    help: 'With running averages for BN, which start at mean 0 and variance 1 unless weights were opened.',
  },
  atRest: 'The lower pictures are renewed whenever training pauses.',
} as const;
