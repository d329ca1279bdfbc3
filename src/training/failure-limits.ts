/**
 * Numbers beyond which a network counts as failed although they are still finite. Long before float32 overflows such a
 * run is lost, and what it would draw means nothing. The training kernel holds the same numbers (find_failure.wgsl).
 */
export const LARGEST_LOSS = 1e12;
/** Of any weight, bias, gamma or beta, in magnitude. */
export const LARGEST_PARAMETER = 1e6;
