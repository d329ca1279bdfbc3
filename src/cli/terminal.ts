/** Where the program speaks to. */
export interface Terminal {
  /** Standard output: results, nothing else. */
  readonly print: (text: string) => void;
  /** Standard error: progress and refusals. */
  readonly note: (text: string) => void;
  /** Whether a person reads standard error as it is written. */
  readonly isInteractive: boolean;
  /** From this call on, asking to stop (Ctrl-C) aborts the signal and does not end the program; asking again ends it. */
  readonly interruption: () => AbortSignal;
}
