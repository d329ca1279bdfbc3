/** Of a value that is quoted, so many characters are shown. */
const LONGEST_QUOTE = 80;

/** A value of a file as JSON, cut where it is long, for a message that stays readable whatever the file holds. */
export function quoted(value: unknown): string {
  return shortened(jsonOf(value));
}

/** Words of a file, such as a name, cut where they are long. */
export function shortened(text: string): string {
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

/** Lists nested too deeply have no text. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'missing';
  } catch {
    return `a value without text`;
  }
}

/** A file that is refused: its name, what is wrong with it and what is accepted, ready to be shown to a reader. */
export class InvalidFileError extends Error {
  override readonly name = 'InvalidFileError';

  /** @param problem and `accepted`: without a full stop */
  constructor(
    readonly file: string,
    readonly problem: string,
    readonly accepted: string,
  ) {
    super(`${file}: ${problem}. Accepted: ${accepted}.`);
  }
}
