/** What `npm test` says at its end, from reports as Vitest and Playwright write them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../support/command-line.js';

const script = fileURLToPath(new URL('../../scripts/tally.mjs', import.meta.url));
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(folder.path('test-results'));
});
afterEach(() => folder.remove());

const write = (name: string, report: object): void =>
  writeFileSync(folder.path(`test-results/${name}.json`), JSON.stringify(report));

/** The lines that are printed, and the exit code. */
function tallied(...failedParts: readonly string[]): {
  readonly lines: readonly string[];
  readonly code: number | null;
} {
  const { stdout, status } = spawnSync(process.execPath, [script, folder.path(''), ...failedParts], {
    encoding: 'utf8',
  });
  return { lines: stdout.trimEnd().split('\n'), code: status };
}

const passedTest = { ancestorTitles: ['a part'], title: 'is good', status: 'passed', failureMessages: [] };

const vitest = (testResults: readonly object[], failed: number, success: boolean) => ({
  numPassedTests: 3,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  success,
  testResults,
});

const playwright = (suites: readonly object[], unexpected: number, flaky = 0, errors: readonly object[] = []) => ({
  config: { rootDir: folder.path('e2e') },
  stats: { expected: 2, unexpected, flaky, skipped: 0 },
  errors,
  suites,
});

const spec = (title: string, line: number, status: string, ...messages: string[]) => ({
  title,
  line,
  tests: [{ projectName: 'desktop', status, results: messages.map((message) => ({ errors: [{ message }] })) }],
});

it('has nothing to name where all is good', () => {
  const good = { name: folder.path('tests/a.test.ts'), status: 'passed', message: '', assertionResults: [passedTest] };
  write('vitest', vitest([good], 0, true));
  write('e2e', playwright([], 0));
  write('e2e-package', playwright([], 0));
  expect(tallied()).toEqual({ lines: ['7 passed, 0 failed'], code: 0 });
});

it('counts a part that writes no report', () => {
  write('vitest', vitest([], 0, true));
  write('e2e', playwright([], 0));
  write('e2e-package', playwright([], 0));
  expect(tallied('sizes')).toEqual({ lines: ['FAILED sizes', '7 passed, 1 failed'], code: 1 });
});

it('names every failed test with what its error says, and ends with the tally', () => {
  const red = {
    ancestorTitles: ['a part', 'of it'],
    title: 'is wrong',
    status: 'failed',
    failureMessages: ['AssertionError: expected 1 to be 2\n    at /elsewhere/a.test.ts:2:67\n    at run (file.js:1:1)'],
  };
  write(
    'vitest',
    vitest(
      [
        { name: folder.path('tests/a.test.ts'), status: 'failed', message: '', assertionResults: [passedTest, red] },
        { name: folder.path('tests/b.test.ts'), status: 'failed', message: 'Cannot find it', assertionResults: [] },
      ],
      1,
      false,
    ),
  );
  const message =
    'Error: the step\n\n\u001b[2mexpect(\u001b[22m\u001b[31mreceived\u001b[39m)\n\nExpected: 17\nReceived: 22\n\n> 1 | code()';
  const suite = {
    title: 'undo.spec.ts',
    file: 'undo.spec.ts',
    specs: [spec('comes back', 7, 'expected')],
    suites: [{ title: 'on a phone', file: 'undo.spec.ts', specs: [spec('goes', 9, 'unexpected', message)] }],
  };
  write('e2e', playwright([suite], 1));
  const again = { title: 'site.spec.ts', file: 'site.spec.ts', specs: [spec('opens', 4, 'flaky', 'Test timeout')] };
  write('e2e-package', playwright([again], 0, 1, [{ message: 'Error: no server' }]));
  expect(tallied()).toEqual({
    lines: [
      'FAILED tests/a.test.ts > a part > of it > is wrong: AssertionError: expected 1 to be 2',
      'FAILED tests/b.test.ts: Cannot find it',
      'FAILED [desktop] e2e/undo.spec.ts:9 > on a phone > goes: Error: the step | expect(received) | Expected: 17 | Received: 22',
      'FAILED [desktop] e2e/site.spec.ts:4 > opens: Test timeout',
      'FAILED Error: no server',
      '7 passed, 5 failed',
    ],
    code: 1,
  });
});

it('says which report is missing, and where Vitest failed outside of its tests', () => {
  write('vitest', vitest([], 0, false));
  write('e2e', playwright([], 0));
  expect(tallied()).toEqual({
    lines: [
      'FAILED Vitest failed outside of its tests: its own output says how.',
      'FAILED test-results/e2e-package.json is missing or unreadable: that part did not run to its end, and counts as one failure.',
      '5 passed, 2 failed',
    ],
    code: 1,
  });
});
