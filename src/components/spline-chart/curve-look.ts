/** How the curves of networks are drawn, in charts and beside their names. */

const PLAIN_DASH = [7, 4];

/** Dashes in CSS pixels, wherever a network's line is drawn: without a normaliser it is dashed, with one whole. */
export const dashOf = (isPlain: boolean): number[] => (isPlain ? PLAIN_DASH : []);
export const lineWidth = 1.75;
/** Diameter in CSS pixels of the dots of accuracies in training mode. */
export const dotSize = 5;
/** Whether a network's dots are filled: they differ without colour too. */
export const isDotFilled = (model: number): boolean => model > 0;
