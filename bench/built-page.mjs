/** The built page (`vite build` comes first) and a Chromium with the test suite's flags. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { preview, runnerImport } from 'vite';

const pathOf = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * Serves what was built for as long as `work` takes.
 *
 * @param work gets `address`, `browserVersion`, `errors` (those of all its pages so far, which are also printed) and
 *   `newPage(options)`, a blank page
 * @returns what `work` returns
 */
export async function withBuiltPage(work) {
  const { module } = await runnerImport(pathOf('scripts/browser.ts'));
  const server = await preview({
    root: pathOf(''),
    preview: { host: '127.0.0.1', port: Number(process.env.PORT ?? 0) },
  });
  const browser = await chromium.launch(module.launchOptions());
  const errors = [];
  const newPage = async (options) => {
    const page = await browser.newPage(options);
    page.on('pageerror', (error) => {
      errors.push(error);
      console.error(error);
    });
    return page;
  };
  try {
    return await work({ address: server.resolvedUrls.local[0], browserVersion: browser.version(), errors, newPage });
  } finally {
    await browser.close();
    await server.close();
  }
}

/** How many objects of a class of a page are alive, of those that garbage collection has left. @param session CDP */
export async function liveObjects(session, className) {
  const objectGroup = 'live';
  const prototype = await session.send('Runtime.evaluate', { expression: `${className}.prototype`, objectGroup });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: prototype.result.objectId,
    objectGroup,
  });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await session.send('Runtime.releaseObjectGroup', { objectGroup });
  return result.value;
}
