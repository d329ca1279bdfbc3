/** Whether a loss can be heard: pitch is its logarithm. */
export const isAudible = (loss: number | null | undefined): loss is number =>
  loss != null && loss > 0 && Number.isFinite(loss);
