/** Words of the notes on the notebook's experiment. */
export const notebookStrings = {
  title: 'Notes on this experiment',
  about: 'How the notebook trained, and where this page departs from it',
  /** After what is true of both. */
  likeIt: ', as in the notebook.',
  sequential: (batches: string, size: string) =>
    `Batches keep their order: the same ${batches} batches of ${size} points in every epoch`,
  shuffled: (batches: string, size: string) =>
    `${batches} batches of ${size} points in every epoch, in a new order each time. The notebook kept one order.`,
  left: (left: string, count: string) =>
    `The last ${left} of the ${count} points make no whole batch: no step of these epochs trains on them. They are drawn and measured all the same`,
  end: (steps: string) => `The run stops by itself after ${steps} steps`,
  twice:
    'Accuracy is measured in training mode right after every update, on that update’s own batch, as in the notebook. That moves BN’s running averages a second time in every step, so that they lag less. Weights and losses are the same either way.',
  count: (times: string, steps: string) => `So far they have moved ${times} times in ${steps} steps.`,
  accuracy: (steps: string, networks: string) =>
    `That accuracy, mean over the batches of the last ${steps} steps: ${networks}. The numbers under the pictures are of all points, with the statistics named there.`,
  weights:
    'The notebook’s two networks shared only the weights of the first layer, because BN’s own parameters shifted the random draws that followed. Here both start from the same weights.',
  weightsGiven:
    'The notebook’s two networks shared only the weights of the first layer, because BN’s own parameters shifted the random draws that followed. This run started from weights that were opened.',
  untrained:
    'The notebook drew its untrained network with BN by running averages of mean 0 and variance 1: a plain random network.',
  drawsUntrained: ' “Before and after” can draw that one, too.',
  origin:
    'The circles lie around the origin, where lines without biases start anyway. That hides what BN does to them; “Moved circles” shows it.',
} as const;
