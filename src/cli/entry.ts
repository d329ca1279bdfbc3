/** The program `splinescope`: hands the process's command line and streams to `main`. */
import { exitCodes } from './errors.js';
import { main } from './main.js';

/** npx passes on what the terminal has sent by itself: what comes at once is one and the same wish. */
const ECHO_MS = 500;

function interruption(): AbortSignal {
  const controller = new AbortController();
  let askedMs = Infinity;
  process.on('SIGINT', () => {
    const now = performance.now();
    if (now - askedMs > ECHO_MS) process.exit(exitCodes.interrupted);
    askedMs = Math.min(askedMs, now);
    controller.abort();
  });
  return controller.signal;
}

// A reader that has seen enough, as `head` has, is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await main(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(text),
  isInteractive: process.stderr.isTTY,
  interruption,
});
