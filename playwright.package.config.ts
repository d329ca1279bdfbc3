import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './scripts/browser.ts';

/** The packed package where people put it: needs what `npm run build:package` and `npm run check:package` leave. */
export default defineConfig({
  testDir: 'e2e-package',
  outputDir: 'test-results/e2e-package',
  globalSetup: './e2e-package/support/workspace.ts',
  workers: 2,
  timeout: 240_000,
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e-package.json' }]],
  expect: { timeout: 60_000 },
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: launchOptions(),
    // As with the journeys, without what takes long to record.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
  },
});
