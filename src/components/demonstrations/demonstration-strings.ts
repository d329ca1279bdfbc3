import { formatSetting } from '../format.js';

/** Words that all demonstrations share. */
export const demonstrationStrings = {
  number: (value: number) => formatSetting(value).replace('-', '−'),
  notANumber: (name: string, kept: string) => `“${name}” is no number; ${kept} is used.`,
  notAChoice: (name: string, accepted: string, kept: string) => `“${name}” is none of ${accepted}; ${kept} is used.`,
  limited: (name: string, kept: string) => `“${name}” is out of its range; ${kept} is used.`,
  pause: 'Pause',
  goOn: 'Go on',
  done: 'Done',
} as const;
