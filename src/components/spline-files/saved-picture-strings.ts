import { partitionSvgStrings } from '../../io/partition-svg-strings.js';

/** Words in and around pictures that are saved. Functions take values that are already formatted. */
export const savedPictureStrings = {
  ...partitionSvgStrings,
  title: (data: string, networks: string) => `Splinescope: ${data}, ${networks}`,
  step: (step: string) => `Step ${step}`,
  statistics: (name: string) => `BN drawn with ${name}`,
  cells: (counts: string) => `Exact cells in the picture: ${counts}`,
  fill: (name: string) => `Fill: ${name}`,
};
