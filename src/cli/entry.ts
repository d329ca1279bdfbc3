/** The program `splinescope`: hands the process's command line and streams to `main`. */
import { main } from './main.js';

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
});
