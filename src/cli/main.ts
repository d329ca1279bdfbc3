import { version } from '../../package.json';
import { InvalidFileError } from '../io/invalid-file-error.js';
import type { Command } from './command.js';
import { CommandError, exitCodes, UsageError, type ExitCode } from './errors.js';
import { commandHelp, PROGRAM, programHelp } from './help.js';
import { measureCommand } from './measure.js';
import { partitionCommand } from './partition.js';
import type { Terminal } from './terminal.js';
import { trainCommand } from './train.js';

const commands: readonly Command[] = [trainCommand, partitionCommand, measureCommand];

/**
 * Runs one command line.
 *
 * @param args what follows the name of the program
 * @returns the program's exit code; refusals are notes on the terminal, so that only a fault of the program throws
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined) {
    terminal.note(allHelp());
    return exitCodes.badUsage;
  }
  if (name === '--version' || name === '-v') {
    terminal.print(`${version}\n`);
    return exitCodes.good;
  }
  const asksForHelp = name === 'help' || name === '--help' || name === '-h';
  const commandName = asksForHelp ? rest.find((word) => !word.startsWith('-')) : name;
  if (commandName === undefined) {
    terminal.print(allHelp());
    return exitCodes.good;
  }
  const command = commands.find(({ help }) => help.name === commandName);
  if (!command) {
    const known = commands.map(({ help }) => help.name).join(', ');
    terminal.note(`${PROGRAM}: there is no command ${JSON.stringify(commandName)}; commands: ${known}\n`);
    return exitCodes.badUsage;
  }
  // Asked for anywhere, help is given before anything else is looked at.
  if (asksForHelp || rest.includes('--help') || rest.includes('-h')) {
    terminal.print(commandHelp(command.help));
    return exitCodes.good;
  }
  return run(command, rest, terminal);
}

const allHelp = (): string => programHelp(commands.map(({ help }) => help));

async function run({ help, run }: Command, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await run(args, terminal);
  } catch (error) {
    const isUsage = error instanceof UsageError;
    if (!isUsage && !(error instanceof CommandError) && !(error instanceof InvalidFileError)) throw error;
    terminal.note(`${PROGRAM} ${help.name}: ${error.message}\n`);
    if (isUsage) terminal.note(`${PROGRAM} ${help.name} --help lists the options.\n`);
    return isUsage ? exitCodes.badUsage : exitCodes.failed;
  }
}
