import type { OptionTable } from './options.js';

/** What the help of a command says. */
export interface CommandHelp {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  readonly usage: string;
  /** Paragraphs, wrapped as they are to be shown. */
  readonly description: string;
  readonly options: OptionTable;
  /** Keys of the printed JSON and what they hold. */
  readonly prints: Readonly<Record<string, string>>;
  /** Command lines that work one after the other in an empty folder with the `points.csv` that the help describes. */
  readonly examples: readonly { readonly does: string; readonly line: string }[];
}

export const PROGRAM = 'splinescope';

export function programHelp(commands: readonly CommandHelp[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  const examples = commands.flatMap(({ examples: [first] }) => (first ? [first] : []));
  return `Usage: ${PROGRAM} COMMAND [options]

Trains small networks with and without batch normalization, cuts their input plane into the exact cells of their
activation codes, and measures both. The same float64 code as the page's; no browser and no network is used.

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`).join('\n')}

  ${PROGRAM} COMMAND --help lists the options of a command; ${PROGRAM} --version prints the version.

Results go to standard output as JSON, progress and refusals to standard error.
Exit codes: 0 good; 1 it could not be done (a file is missing or bad, training failed); 2 the command line is wrong;
130 interrupted.

${examplesText(examples)}`;
}

export function commandHelp({ usage, description, options, prints, examples }: CommandHelp): string {
  return `Usage: ${PROGRAM} ${usage}

${description}

Options:
${optionLines(options)}

Prints:
${columns(Object.entries({ ...prints, files: 'that were written' }))}

${examplesText(examples)}`;
}

function optionLines(options: OptionTable): string {
  return columns(
    Object.entries(options).map(([name, { value, short, help }]) => [
      `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
      help,
    ]),
  );
}

/** Names and what is said of them, side by side. */
function columns(rows: readonly (readonly [name: string, text: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 4;
  return rows
    .map(([name, text]) => `  ${name}`.padEnd(width) + text.replaceAll('\n', `\n${' '.repeat(width)}`))
    .join('\n');
}

function examplesText(examples: CommandHelp['examples']): string {
  return `Examples:\n${examples.map(({ does, line }) => `  # ${does}\n  ${line}\n`).join('')}`;
}
