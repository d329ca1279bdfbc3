/** What the program ends with. */
export const exitCodes = { good: 0, failed: 1, badUsage: 2, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The command line itself is wrong: an unknown option, a value out of range. The message names the option. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command line is right but cannot be done: a file is missing or bad. The message names the file. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
