/** Words that all demonstrations share. Functions take values that are already formatted. */
export const demonstrationStrings = {
  notANumber: (name: string, kept: string) => `“${name}” is no number; ${kept} is used.`,
  notAChoice: (name: string, accepted: string, kept: string) => `“${name}” is none of ${accepted}; ${kept} is used.`,
  limited: (name: string, kept: string) => `“${name}” is out of its range; ${kept} is used.`,
  unknownString: (key: string) => `strings has “${key}”, but no words of a demonstration are called that.`,
  unfitString: (key: string) => `strings has “${key}”, which cannot be used in place of the English words.`,
  details: 'Details, table, links',
  partLoading: 'This part is being loaded.',
  partFailed: 'This part could not be loaded.',
  tryAgain: 'Try again',
  saveCsv: (name: string) => `Save “${name}” as CSV`,
  spared: 'Your browser saves data: this is computed when you ask for it.',
  begin: 'Begin',
  pause: 'Pause',
  goOn: 'Go on',
  done: 'Done',
} as const;
