/** How the curves of networks are drawn, in charts and beside their names. */

/** Dashes by network, in CSS pixels: the networks differ without colour too. */
export const dashes: readonly (readonly number[])[] = [[7, 4], []];
export const lineWidth = 1.75;
/** Diameter in CSS pixels of the dots of accuracies in training mode. */
export const dotSize = 5;
/** Whether a network's dots are filled: they differ without colour too. */
export const isDotFilled = (model: number): boolean => model > 0;
