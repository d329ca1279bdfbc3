/** Adds up the reports of all test runs: names what failed and prints `N passed, N failed` alone on the last line. */
import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failedInPlaywright, failedInVitest } from './failed-tests.mjs';

/** A file that cannot be loaded holds no failed test; it counts as one. */
function ofVitest(report, root) {
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !report.success ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    names: failedInVitest(report, root),
  };
}

/** A test that passed only when repeated counts as failed. */
function ofPlaywright(report, root) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped,
    names: failedInPlaywright(report, root),
  };
}

const reports = [
  { file: 'vitest.json', countOf: ofVitest },
  { file: 'e2e.json', countOf: ofPlaywright },
  { file: 'e2e-package.json', countOf: ofPlaywright },
];

/** @returns null where that runner wrote none */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function resultOf({ file, countOf }, root) {
  const path = `test-results/${file}`;
  const report = read(`${root}${path}`);
  if (report) return countOf(report, root);
  const name = `${path} is missing or unreadable: that part did not run to its end, and counts as one failure.`;
  return { passed: 0, failed: 1, skipped: 0, names: [name] };
}

/**
 * @param root folder of the project, with a / at its end
 * @param failedParts names of what has failed and writes no report; each counts as one failure
 */
export function tally(root, failedParts = []) {
  const parts = { passed: 0, failed: failedParts.length, skipped: 0, names: failedParts };
  const results = [...reports.map((report) => resultOf(report, root)), parts];
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  for (const name of results.flatMap(({ names }) => names)) console.log(`FAILED ${name}`);
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
  return { passed, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder = fileURLToPath(new URL('..', import.meta.url)), ...failedParts] = process.argv;
  process.exitCode = tally(resolve(folder) + sep, failedParts).failed === 0 ? 0 : 1;
}
