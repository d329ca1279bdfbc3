/** Words of what copies and opens links. */
export const shareStrings = {
  title: 'Share',
  link: 'Copy link',
  weightsLink: 'Copy link with weights',
  embed: 'Copy embed code',
  open: 'Open in the full app',
  help:
    'A link opens this moment and this view. It is replayed from the seed and what you did on the way; with weights ' +
    'the networks themselves travel in it. Embed code shows the experiment on another page.',
  onlyWeights:
    'This run cannot be replayed, because it began from weights that were given; the link carries the weights.',
  copied: { link: 'The link was copied.', embed: 'The embed code was copied.' },
  embedPlace:
    'The code expects the folder lib/cdn of the package beside its page, as splinescope. Where that lies elsewhere, put ' +
    'its address in place of both “splinescope/”.',
  embedDiffers: {
    weights: 'The figure draws first weights of its own: those that were given are not in the code.',
    edits: 'The figure does none of what was changed during this run.',
  },
  byHand: 'The browser does not let this page copy. Here it is, selected:',
  notReady: 'The networks are not ready yet. Try again in a moment.',
  tooLong: (length: string, most: string) =>
    `The link would be ${length} characters long, and ${most} can be opened. Save the experiment with its weights as a file instead.`,
  tooLongToReplay: (length: string, most: string) =>
    `The link would be ${length} characters long, and ${most} can be opened without weights. Copy the link with weights, or save a file.`,
  opened: {
    start: 'The link’s experiment, at its start.',
    replay: (step: string) => `The link’s experiment is being replayed to step ${step}, where it pauses.`,
    weights: (step: string) => `The link’s networks with their weights, at step ${step}.`,
    /** Of a figure, wherever its run is. */
    replayed: (step: string) => `The link leads to step ${step}, replayed from its seed.`,
    heavy: (step: string, play: string) =>
      `The link leads to step ${step}. Getting there is long work, so that it does not begin by itself: ${play} begins at the start, and what was changed on the way is not done again.`,
    settings: (summary: string) => `Its settings: ${summary}`,
    twin: 'Beside its network stands a twin with the opposite normalization.',
    lastTwo: (count: string) => `It compares ${count} networks; this page shows the last two.`,
    twinOfWeights: 'Its weights are of one network; this page shows two, so that the experiment starts again.',
    refused: (reason: string) => `The moment of the link could not be opened: ${reason}`,
    noLink: 'What was to be opened is no link of Splinescope.',
    ignored: 'What was not taken as it stands:',
  },
};
