/**
 * Builds all that the npm package holds beside its README and licence: `lib` (modules, the script for a script tag, types,
 * custom-elements.json) and `dist-cli` (the command line).
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const steps = [
  ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.lib.config.ts', '--logLevel', 'warn'],
  ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.lib.config.ts', '--logLevel', 'warn', '--mode', 'cdn'],
  ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn'],
  ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.build.json'],
  ['scripts/package-types.mjs'],
  [
    'node_modules/@custom-elements-manifest/analyzer/cem.js',
    'analyze',
    '--config',
    'custom-elements-manifest.config.mjs',
    '--quiet',
  ],
];

rmSync(`${root}lib`, { recursive: true, force: true });
for (const [script, ...args] of steps) {
  const { status } = spawnSync(process.execPath, [`${root}${script}`, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
