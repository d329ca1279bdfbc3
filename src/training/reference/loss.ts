/** Largest + log of the sum of exponentials relative to it, so that no exponential overflows. */
export function logSumExp(logits: Float64Array): number {
  const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  return largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}

export interface CrossEntropy {
  /** Mean over the batch, natural logarithm. */
  readonly loss: number;
  /** Gradient of the mean loss with respect to the logits, (softmax - onehot) / B, [B, C]. */
  readonly d_logits: Float64Array;
}

/** Softmax cross-entropy of logits [B, C] with the classes `labels` [B], each 0 to C - 1. */
export function softmaxCrossEntropy(
  logits: Float64Array,
  labels: ArrayLike<number>,
  B: number,
  C: number,
): CrossEntropy {
  const d_logits = new Float64Array(B * C);
  let loss = 0;
  for (let b = 0; b < B; b++) {
    const row = logits.subarray(b * C, (b + 1) * C);
    const label = labels[b]!;
    const logSum = logSumExp(row);
    loss += (logSum - row[label]!) / B;
    for (let c = 0; c < C; c++) {
      d_logits[b * C + c] = (Math.exp(row[c]! - logSum) - (c === label ? 1 : 0)) / B;
    }
  }
  return { loss, d_logits };
}
