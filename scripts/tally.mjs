/** Adds up the reports of all test runs and prints `N passed, N failed` alone on a line. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @returns the report, or null where that runner wrote none */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    console.log(`${path} is missing or unreadable: that part did not run to its end, and counts as one failure.`);
    return null;
  }
}

const noReport = { passed: 0, failed: 1, skipped: 0 };

/** A file that cannot be loaded holds no failed test; it counts as one. */
function ofVitest(report) {
  if (!report) return noReport;
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !report.success ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A test that passed only when repeated counts as failed. */
function ofPlaywright(report) {
  if (!report) return noReport;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/** @param root folder of the project, with a / at its end */
export function tally(root) {
  const results = [
    ofVitest(read(`${root}test-results/vitest.json`)),
    ofPlaywright(read(`${root}test-results/e2e.json`)),
    ofPlaywright(read(`${root}test-results/e2e-package.json`)),
  ];
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
  return { passed, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = tally(fileURLToPath(new URL('..', import.meta.url))).failed === 0 ? 0 : 1;
}
