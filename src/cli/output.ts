import { accessSync, constants, lstatSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CommandError, UsageError } from './errors.js';
import { reason } from './files.js';
import { jsonText } from './json-text.js';
import type { Terminal } from './terminal.js';

/** Writes a file that was planned; does nothing, and makes nothing, where its option was not given. */
export type WriteFile = (make: () => string | Uint8Array) => void;

/** What a command gives back: files that it was asked for, checked before any work, and its result as JSON. */
export class Output {
  readonly #terminal: Terminal;
  readonly #mayOverwrite: boolean;
  /** Options by the files that they name, as absolute paths: one file may be named in several ways. */
  readonly #planned = new Map<string, string>();
  readonly #written: string[] = [];
  readonly #out: string | null;

  /**
   * @param out path of `--out`, null where the result goes to standard output
   * @param mayOverwrite with `--force`
   * @throws CommandError where the file of `--out` exists
   */
  constructor(terminal: Terminal, out: string | null, mayOverwrite: boolean) {
    this.#terminal = terminal;
    this.#mayOverwrite = mayOverwrite;
    this.#out = out;
    this.plan(out, '--out');
  }

  /** @throws UsageError where two options name one file; CommandError where the file exists, or its folder does not */
  plan(path: string | null, flag: string): WriteFile {
    if (path === null) return () => undefined;
    const other = this.#planned.get(resolve(path));
    if (other !== undefined) throw new UsageError(`${other} and ${flag} both name ${path}`);
    requireWritable(path, flag, this.#mayOverwrite);
    this.#planned.set(resolve(path), flag);
    return (make) => {
      this.#write(path, make());
      this.#written.push(path);
    };
  }

  /** Prints the result, with the files that were written, or writes it where `--out` says. */
  result(value: object): void {
    const text = jsonText({ ...value, files: this.#written });
    if (this.#out === null) this.#terminal.print(text);
    else this.#write(this.#out, text);
  }

  #write(path: string, content: string | Uint8Array): void {
    try {
      writeFileSync(path, content, { flag: this.#mayOverwrite ? 'w' : 'wx' });
    } catch (error) {
      throw new CommandError(`${path} cannot be written: ${reason(error)}`);
    }
  }
}

/** @throws CommandError where writing would fail, as far as that is known before it is tried */
function requireWritable(path: string, flag: string, mayOverwrite: boolean): void {
  const folder = dirname(path);
  const refuse = (why: string): CommandError => new CommandError(`${path} cannot be written: ${why}`);
  try {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw refuse(`there is no folder ${folder}`);
    // The link itself, where it is one: writing anew fails even if it leads nowhere.
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there && !mayOverwrite) throw new CommandError(`${path} exists; ${flag} overwrites it only with --force`);
    const target = statSync(path, { throwIfNoEntry: false });
    if (target?.isDirectory()) throw refuse('it is a folder');
    accessSync(target ? path : folder, constants.W_OK);
  } catch (error) {
    throw error instanceof CommandError ? error : refuse(reason(error));
  }
}
