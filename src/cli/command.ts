import type { ExitCode } from './errors.js';
import type { CommandHelp } from './help.js';
import type { OptionTable } from './options.js';
import type { Terminal } from './terminal.js';

export interface Command {
  readonly help: CommandHelp;
  /**
   * @param args the command line after the command's name
   * @throws (or rejects) UsageError, CommandError, InvalidFileError with a message for the reader
   */
  readonly run: (args: readonly string[], terminal: Terminal) => ExitCode | Promise<ExitCode>;
}

/** Options that every command has. */
export const commonOptions = {
  out: { value: 'FILE', synonyms: ['output', 'o'], help: 'write the JSON to FILE instead of standard output' },
  force: { synonyms: ['overwrite', 'f'], help: 'overwrite files that exist' },
  quiet: { help: 'no progress' },
  progress: { help: 'progress also where standard error is no terminal' },
  help: { short: 'h', help: 'this text' },
} as const satisfies OptionTable;
