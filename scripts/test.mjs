/**
 * `npm test`: types, lint and format, unit, GPU and component tests, the build, the journeys on the built page, then the npm
 * package. Every part runs even where one before it failed, each within its time; the names of failed tests and the tally come
 * last, and the exit code is 0 only if all went well.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tally } from './tally.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `isCounted`: writes a report of its tests, which the tally reads. */
const parts = [
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: [], minutes: 2 },
  { name: 'lint', script: 'node_modules/eslint/bin/eslint.js', args: ['.'], minutes: 4 },
  { name: 'format', script: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '.'], minutes: 2 },
  {
    name: 'unit, GPU and component tests',
    script: 'node_modules/vitest/vitest.mjs',
    args: ['run'],
    minutes: 19,
    isCounted: true,
  },
  { name: 'build', script: 'node_modules/vite/bin/vite.js', args: ['build'], minutes: 2 },
  { name: 'journeys', script: 'node_modules/playwright/cli.js', args: ['test'], minutes: 28, isCounted: true },
  { name: 'package: build', script: 'scripts/build-package.mjs', args: [], minutes: 3 },
  { name: 'package: publint, types and elements', script: 'scripts/check-package.mjs', args: [], minutes: 2 },
  { name: 'package: sizes', script: 'scripts/check-sizes.mjs', args: [], minutes: 1 },
  {
    name: 'package: the places where it is put',
    script: 'node_modules/playwright/cli.js',
    args: ['test', '--config', 'playwright.package.config.ts'],
    minutes: 8,
    isCounted: true,
  },
];

// Results of an earlier run must not be counted as this one's.
rmSync(`${root}test-results`, { recursive: true, force: true });

const outcomes = parts.map(({ name, script, args, minutes, isCounted = false }) => {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [`${root}${script}`, ...args], {
    cwd: root,
    stdio: 'inherit',
    timeout: 60_000 * minutes,
  });
  return { name, isCounted, isGood: status === 0, seconds: Math.round((performance.now() - start) / 1000) };
});

console.log('');
for (const { name, isGood, seconds } of outcomes)
  console.log(`== ${name}: ${isGood ? 'good' : 'FAILED'}, ${seconds} s`);
const uncounted = outcomes.filter(({ isGood, isCounted }) => !isGood && !isCounted).map(({ name }) => name);
const { failed } = tally(root, uncounted);
process.exitCode = failed === 0 && outcomes.every(({ isGood }) => isGood) ? 0 : 1;
