import { formatCount } from '../format.js';

/** Words of the panel that makes films, and of the films. */
export const videoStrings = {
  format: 'Format',
  formats: {
    mp4: 'MP4 (H.264)',
    webm: 'WebM',
    gif: 'GIF',
  },
  gifHelp: 'At most 255 colours, and several times as large as a video: best small and of few frames.',
  gifOnly: {
    'no-encoder': 'This browser has no encoder for videos of this size. A GIF can be made.',
    'not-loaded': 'The part that makes videos could not be loaded. A GIF can be made.',
  },
  tryAgain: 'Try again',
  networks: 'Networks',
  both: 'both, side by side',
  size: 'Size of a picture',
  sizes: { 320: '320 pixels', 480: '480 pixels', 720: '720 pixels', 1080: '1,080 pixels' },
  rate: 'Frames per second',
  range: 'Steps',
  ranges: { past: 'the run so far', planned: 'the whole planned run', chosen: 'from step to step' },
  from: 'First step',
  to: 'Last step',
  pace: 'Pace',
  paces: { length: 'by the length of the film', steps: 'by the steps per frame' },
  seconds: 'Length in seconds',
  stepsPerFrame: 'Steps per frame',
  numberFill: 'Cells are coloured by confidence in films: a film has no exact cells.',
  noPast: (step: string) => `How the run came to step ${step} is not known, so its film begins there.`,
  plan: (frames: string, seconds: string, from: string, to: string, size: string) =>
    `${frames}, ${seconds} seconds, steps ${from} to ${to}, ${size} pixels`,
  frames: (count: number) => (count === 1 ? '1 frame' : `${formatCount(count)} frames`),
  make: 'Make it',
  making: 'Making it …',
  cancel: 'Cancel',
  progress: (done: string, count: string, left: string | null) =>
    `Frame ${done} of ${count}${left === null ? '' : `, about ${left} left`}`,
  secondsLeft: (count: number) => (count === 1 ? '1 second' : `${formatCount(count)} seconds`),
  minutesLeft: (count: number) => (count === 1 ? '1 minute' : `${formatCount(count)} minutes`),
  progressLabel: 'Frames that are done',
  begun: 'The film is being made.',
  cancelled: 'Cancelled. No file was made.',
  saved: (file: string, size: string) => `Saved ${file}, ${size}.`,
  megabytes: (count: string) => `${count} MB`,
  otherEngine: 'the engine that made this run is not to be had',
  failed: (reason: string) => `The film could not be made (${reason}).`,
  caption: {
    step: (step: string) => `Step ${step}`,
    numbers: (loss: string, accuracy: string) => `training loss ${loss} · train accuracy ${accuracy}`,
    statistics: (name: string) => `BN drawn with ${name}`,
    mark: (network: string | null, word: string, step: string) =>
      `${network === null ? '' : `${network}: `}${word} at step ${step}`,
  },
} as const;
