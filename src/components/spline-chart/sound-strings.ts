/** Words of the curves as sound. Functions take values that are already formatted. */
export const soundStrings = {
  play: 'Play the loss as sound',
  stop: 'Stop the sound',
  failed: 'This browser plays no sound here.',
  explained: (networks: string) =>
    `What is heard: ${networks}. Higher is a higher loss; clicks are switches and other changes.`,
  both: (first: string, second: string) => `${first} at the left, then ${second} at the right`,
  several: (networks: string) => `${networks}, one after the other`,
  range: (lowest: string, highest: string) => `That was the loss from ${lowest} to ${highest}.`,
};
