/** Shannon entropy in nats of shares in proportion to the weights: counts or areas, none negative, not all 0. */
export function entropyOf(weights: ArrayLike<number>): number {
  const values = Array.from(weights);
  const total = values.reduce((sum, weight) => sum + weight, 0);
  // Not `sum - x`: one certain outcome would have the entropy -0.
  return values.reduce((sum, weight) => (weight > 0 ? sum + (weight / total) * Math.log(total / weight) : sum), 0);
}
