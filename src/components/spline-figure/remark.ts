/** What a figure says in a note below it. */
export interface Remark {
  /** Of the words of the figure's language; may be empty. */
  readonly text: string;
  /** After it: what engines and parsers say, and settings that are refused, which is English in every language; may be empty. */
  readonly english: string;
}

export const inEnglish = (english: string): Remark => ({ text: '', english });

export const inWords = (text: string, english = ''): Remark => ({ text, english });

/** As one text, for whoever writes the page. */
export const remarkText = ({ text, english }: Remark): string => [text, english].filter(Boolean).join(' ');
