/** Finds the tests that failed in the JSON reports of Vitest and Playwright, each as one line: where, which, and why. */
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Characters of an error that are shown at most. */
const MOST_CHARACTERS = 300;

/** What an error says, without the code and the calls that it came from. */
function saidBy(message = '') {
  const lines = stripVTControlCharacters(message).split('\n');
  const end = lines.findIndex((line) => /^\s+at |^[\s>]*\d+ \|/.test(line));
  const said = lines
    .slice(0, end < 0 ? undefined : end)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return said.join(' | ').slice(0, MOST_CHARACTERS) || 'no message';
}

/** @param root folder of the project, which paths are shown relative to */
export function failedInVitest({ testResults, numFailedTests, success }, root) {
  const failed = testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(root, name);
      const tests = assertionResults.filter(({ status }) => status === 'failed');
      // A file that cannot be loaded holds no failed test.
      if (tests.length === 0) return [`${file}: ${saidBy(message)}`];
      return tests.map(({ ancestorTitles, title, failureMessages }) => {
        return `${file} > ${[...ancestorTitles, title].join(' > ')}: ${saidBy(failureMessages[0])}`;
      });
    });
  const isOutside = !success && failed.length === 0 && numFailedTests === 0;
  return isOutside ? ['Vitest failed outside of its tests: its own output says how.'] : failed;
}

/** @param root folder of the project, which paths are shown relative to */
export function failedInPlaywright({ config, suites, errors }, root) {
  const ofSuite = ({ title, file, specs, suites: inner = [] }, titles) => {
    const path = title === file ? titles : [...titles, title];
    const place = ({ line }) => `${relative(root, join(config.rootDir, file))}:${line}`;
    const own = specs.flatMap((spec) =>
      spec.tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ projectName, results }) => {
          const name = [...path, spec.title].join(' > ');
          const error = results.find(({ errors: found }) => found.length > 0)?.errors[0];
          return `${projectName ? `[${projectName}] ` : ''}${place(spec)} > ${name}: ${saidBy(error?.message)}`;
        }),
    );
    return [...own, ...inner.flatMap((one) => ofSuite(one, path))];
  };
  return [...suites.flatMap((suite) => ofSuite(suite, [])), ...errors.map(({ message }) => saidBy(message))];
}
