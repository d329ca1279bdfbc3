#!/usr/bin/env node
// A file that is there before the first build: npm links a package's programs as it installs, and not again.
import { existsSync } from 'node:fs';

const built = new URL('../dist-cli/splinescope.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  console.error('splinescope is not built yet; run: npm run build');
  process.exitCode = 1;
}
