/** What went wrong with a session and was worked round, or still may be. */
export interface Notice {
  readonly kind: keyof typeof noticeStrings;
  /** What the engine says of it, in English, whole sentences; may be empty. */
  readonly reason: string;
  /** From which the run goes on, where an engine was replaced; else 0. */
  readonly step: number;
}

/** A sentence for each kind. `step` is already formatted. */
export const noticeStrings = {
  refused: () => 'That cannot be run; the former experiment is back.',
  replaced: (step: string) => `The engine stopped; the run goes on from step ${step}.`,
  unresponsive: () => 'The engine is not responding.',
};

/** Without the reason. @param locale of numbers, as a BCP 47 tag */
export const noticeSentence = ({ kind, step }: Notice, words: typeof noticeStrings, locale: string): string =>
  words[kind](step.toLocaleString(locale));

/** All of it, in English. */
export const noticeText = (notice: Notice): string =>
  [noticeSentence(notice, noticeStrings, 'en'), notice.reason].filter(Boolean).join(' ');
