/** How much is made of a partition; each takes in the one before it, and about as long again. */
export const partitionDetails = ['cells', 'lookup', 'regions'] as const;
export type PartitionDetail = (typeof partitionDetails)[number];
