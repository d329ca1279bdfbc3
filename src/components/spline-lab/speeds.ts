/** Steps per second to choose from. */
export const speeds = [1, 5, 25, 100, 400, Infinity] as const;
/** A pace that eyes can follow. */
export const defaultSpeed = 25;
