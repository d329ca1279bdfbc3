import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../src/cli/main.js';
import type { Terminal } from '../../src/cli/terminal.js';

export interface CommandResult {
  readonly code: number;
  /** Standard output. */
  readonly out: string;
  /** Standard error. */
  readonly err: string;
}

/** One that nobody reads or interrupts. */
export const noTerminal: Terminal = {
  print: () => undefined,
  note: () => undefined,
  isInteractive: false,
  interruption: () => new AbortController().signal,
};

/** Runs the command line in this process, standard error being no terminal. */
export async function runCommand(...args: string[]): Promise<CommandResult> {
  let out = '';
  let err = '';
  const code = await main(args, {
    ...noTerminal,
    print: (text) => (out += text),
    note: (text) => (err += text),
  });
  return { code, out, err };
}

/** What a command that goes well prints. */
export async function printed<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await runCommand(...args);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out) as T;
}

/** A new folder for files, and what removes it. */
export function temporaryFolder(): { readonly path: (name: string) => string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'splinescope-'));
  return { path: (name) => join(folder, name), remove: () => rmSync(folder, { recursive: true }) };
}
