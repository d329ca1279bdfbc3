/** Numbers that a setting can have, ends included. */
export interface SettingRange {
  readonly isWhole: boolean;
  readonly minimum: number;
  readonly maximum: number;
}

/** A setting that is refused: names the field, its value and what is allowed, ready to be shown to a reader. */
export class InvalidSettingError extends Error {
  override readonly name = 'InvalidSettingError';

  constructor(
    readonly field: string,
    readonly value: unknown,
    readonly allowed: string,
    /** What `allowed` says, for other languages; null: more than a range. */
    readonly range: SettingRange | null = null,
  ) {
    super(`${field} is ${describe(value)}; allowed: ${allowed}.`);
  }
}

function describe(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
}

/** @throws InvalidSettingError unless `value` is a whole number of [minimum, maximum]. */
export function requireInteger(field: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    const range = { isWhole: true, minimum, maximum };
    throw new InvalidSettingError(field, value, `whole numbers from ${minimum} to ${maximum}`, range);
  }
}

/** @throws InvalidSettingError unless `value` is a finite number of [minimum, maximum]. */
export function requireNumber(field: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isFinite(value) || value < minimum || value > maximum) {
    const range = { isWhole: false, minimum, maximum };
    throw new InvalidSettingError(field, value, `numbers from ${minimum} to ${maximum}`, range);
  }
}

/** @throws InvalidSettingError unless `value` is above 0; Infinity is. */
export function requirePositive(field: string, value: number): void {
  if (!(value > 0)) throw new InvalidSettingError(field, value, 'numbers above 0, Infinity included');
}

/** @throws InvalidSettingError unless `value` is true or false, as a program without types may have it otherwise. */
export function requireBoolean(field: string, value: boolean): void {
  if (typeof value !== 'boolean') throw new InvalidSettingError(field, value, 'true, false');
}

/** @throws InvalidSettingError unless `value` is one of `choices`. */
export function requireChoice<T extends string>(field: string, value: T, choices: readonly T[]): void {
  if (!choices.includes(value)) throw new InvalidSettingError(field, value, choices.join(', '));
}
