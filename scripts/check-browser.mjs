/**
 * Runs before the tests: starts the browser that they will use; where there is none, lets Playwright download one.
 * Says what to install, and fails, where that does not help either.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { runnerImport } from 'vite';

const { module: finder } = await runnerImport(fileURLToPath(new URL('browser.ts', import.meta.url)));

/** Null where the browser starts, else what went wrong. */
async function problem() {
  try {
    const browser = await chromium.launch(finder.launchOptions());
    console.log(`Tests run in Chromium ${browser.version()}.`);
    await browser.close();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function download() {
  console.log('No Chromium started. Letting Playwright download one.');
  const cli = fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url));
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit' });
}

let message = await problem();
if (message !== null && !process.env.CHROMIUM_PATH) {
  download();
  message = await problem();
}
if (message !== null) {
  console.error(
    message.includes(finder.missingBrowserMessage) ? message : `${message}\n${finder.missingBrowserMessage}`,
  );
  process.exit(1);
}
