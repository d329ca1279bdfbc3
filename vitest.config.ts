import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { launchOptions } from './scripts/browser.ts';
import viteConfig from './vite.config.ts';

const chromium = {
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: launchOptions() }),
  instances: [{ browser: 'chromium' as const }],
};

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      testTimeout: 60_000,
      hookTimeout: 60_000,
      reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
      projects: [
        { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], environment: 'node' } },
        {
          extends: true,
          test: { name: 'gpu', include: ['tests/gpu/**/*.test.ts'], fileParallelism: false, browser: chromium },
        },
        {
          extends: true,
          test: {
            name: 'components',
            include: ['tests/components/**/*.test.ts'],
            fileParallelism: false,
            browser: chromium,
          },
        },
      ],
    },
  }),
);
