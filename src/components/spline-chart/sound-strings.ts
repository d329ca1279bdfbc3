/** Words of the curves as sound. Functions take values that are already formatted. */
export const soundStrings = {
  play: 'Play the loss as sound',
  stop: 'Stop the sound',
  failed: 'This browser plays no sound here.',
  heard: (networks: string, lowest: string, highest: string) =>
    `The loss as sound: ${networks}. Higher is a higher loss, from ${lowest} to ${highest}; clicks are switches and other changes.`,
  left: (network: string) => `${network} at the left`,
  right: (network: string) => `then ${network} at the right`,
  several: (networks: string) => `${networks}, one after the other`,
};
