/** Words of the demonstration of jitter. Functions take values that are already formatted. */
export const jitterStrings = {
  name: 'Jitter: one network with batch normalization, drawn with one mini-batch after the other',
  boundaries: 'Decision boundary',
  boundaryPicture: 'The decision boundaries of successive mini-batches over one another, and that of all data',
  wall: (unit: string) => `Wall of unit ${unit}, layer 1`,
  wallPicture: 'The walls of one unit for successive mini-batches, and two standard deviations to either side',
  ofBatch: 'one mini-batch',
  ofAll: 'all data',
  band: '± 2 standard deviations, closed form',
  training: (step: string, steps: string) => `Training the network: step ${step} of ${steps}`,
  batchSize: 'Batch size',
  unit: 'Unit of layer 1',
  trained: 'Trained network',
  wallNumbers: (batch: string, measured: string, law: string, how: string) =>
    `Batches of ${batch} move this wall by ${measured} (root mean square, measured); the closed form, ${how}, gives ${law}.`,
  exact: 'exact here',
  firstOrder: 'of first order here',
  layerNumbers: (units: string, batches: string, measured: string, law: string) =>
    `Over all ${units} walls of layer 1 in ${batches} batches: ${measured} measured, ${law} by the closed form.`,
  flips: (share: string, batches: string) =>
    `The decision boundary of a batch gives ${share} of the training points another class than that of all data (mean of ${batches} batches).`,
  series: 'Walls of layer 1, how far batches move them',
  columns: ['Unit', 'Measured, root mean square', 'Closed form'],
  drawing: (count: string, batches: string) => `Drawing ${count} of ${batches} mini-batches`,
  measuring: (count: string, batches: string) => `Measuring ${count} of ${batches} mini-batches`,
} as const;
