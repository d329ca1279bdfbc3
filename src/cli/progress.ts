import type { Terminal } from './terminal.js';

/** Milliseconds between two lines of progress. */
const INTERVAL = 200;

/** A line on standard error that says how far a command is: rewritten in place on a terminal, else one after another. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #isShown: boolean;
  #last = -Infinity;
  #width = 0;

  /** @param isAsked with `--progress`, @param isQuiet with `--quiet` */
  constructor(terminal: Terminal, isAsked: boolean, isQuiet: boolean) {
    this.#terminal = terminal;
    this.#isShown = !isQuiet && (isAsked || terminal.isInteractive);
  }

  show(text: () => string): void {
    const now = performance.now();
    if (!this.#isShown || now - this.#last < INTERVAL) return;
    this.#last = now;
    const line = text();
    if (this.#terminal.isInteractive) this.#terminal.note(`\r${line.padEnd(this.#width)}`);
    else this.#terminal.note(`${line}\n`);
    this.#width = line.length;
  }

  /** Clears the line. */
  end(): void {
    if (this.#terminal.isInteractive && this.#width > 0) this.#terminal.note(`\r${' '.repeat(this.#width)}\r`);
    this.#width = 0;
    this.#last = -Infinity;
  }
}
