/** What a figure says in a note below it. */
export interface Remark {
  readonly text: string;
  /** Engines, parsers and settings that are refused speak English in every language. */
  readonly isEnglish: boolean;
}

export const inEnglish = (text: string): Remark => ({ text, isEnglish: true });

/** Of the words of the figure's language. */
export const inWords = (text: string): Remark => ({ text, isEnglish: false });
