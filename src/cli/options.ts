import { parseArgs } from 'node:util';
import { UsageError } from './errors.js';

export interface Option {
  /** What stands for its value in the help; without it the option is a switch. */
  readonly value?: string;
  readonly short?: string;
  /** What other programs call it: not read, but answered with its name. */
  readonly synonyms?: readonly string[];
  /** One line or more of help, without a full stop. */
  readonly help: string;
}

/** Options by their names without dashes, in the order of the help. */
export type OptionTable = Readonly<Record<string, Option>>;

/** A command line after its command, checked against a table. */
export class Options<Table extends OptionTable> {
  readonly positionals: readonly string[];
  readonly #values: ReadonlyMap<string, string>;
  readonly #switches: ReadonlySet<string>;

  constructor(positionals: readonly string[], values: ReadonlyMap<string, string>, switches: ReadonlySet<string>) {
    this.positionals = positionals;
    this.#values = values;
    this.#switches = switches;
  }

  /** Value of an option, null where it was not given. */
  text(name: keyof Table & string): string | null {
    return this.#values.get(name) ?? null;
  }

  /** Whether the option was given. */
  has(name: keyof Table & string): boolean {
    return this.#switches.has(name) || this.#values.has(name);
  }

  /** `read(value, flag)` of an option that was given, null of one that was not. */
  read<T>(name: keyof Table & string, read: (value: string, flag: string) => T): T | null {
    const value = this.text(name);
    return value === null ? null : read(value, `--${name}`);
  }
}

/**
 * A value may begin with a single dash, as `--window -2,2,-2,2` does.
 *
 * @param mostPositionals arguments without an option's name, at most
 * @throws UsageError naming the option or the argument
 */
export function parseOptions<Table extends OptionTable>(
  table: Table,
  args: readonly string[],
  mostPositionals: number,
): Options<Table> {
  // Node's strict mode takes a value like -2,2 for an option; these checks are its others.
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(table).map(([name, { value, short }]) => [
        name,
        { type: value === undefined ? 'boolean' : 'string', ...(short !== undefined && { short }) } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string>();
  const switches = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!option) throw new UsageError(`there is no option ${rawName}${suggestion(table, name)}`);
    if (values.has(name) || switches.has(name)) throw new UsageError(`${rawName} is given twice`);
    if (option.value === undefined) {
      if (value !== undefined) throw new UsageError(`${rawName} takes no value, but is given ${JSON.stringify(value)}`);
      switches.add(name);
    } else {
      if (value === undefined || value === '' || value.startsWith('--')) {
        throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value}`);
      }
      values.set(name, value);
    }
  }
  const extra = positionals[mostPositionals];
  if (extra !== undefined) throw new UsageError(`there is nothing to do with the argument ${JSON.stringify(extra)}`);
  return new Options(positionals, values, switches);
}

/** Names the option that is meant by another name, begins like it, or is most like a mistyped one, if there is one. */
function suggestion(table: OptionTable, name: string): string {
  const meant = Object.entries(table).find(
    ([known, { synonyms }]) => synonyms?.includes(name) || isBeginning(name, known),
  );
  if (meant) return `; did you mean --${meant[0]}?`;
  const near = Object.keys(table)
    .map((known) => ({ known, distance: editDistance(known, name) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near && near.distance <= 2 ? `; did you mean --${near.known}?` : '';
}

/** Of a few letters, which many words begin with, none is. */
const isBeginning = (start: string, word: string): boolean => start.length > 2 && word.startsWith(start);

/** Fewest insertions, deletions and replacements of one letter that turn one word into another (Levenshtein 1966). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
