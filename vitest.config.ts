import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { launchOptions } from './scripts/browser.ts';
import viteConfig from './vite.config.ts';

/** Made anew for each project: Vitest writes the project's name into the instances. */
const chromium = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: launchOptions() }),
  instances: [{ browser: 'chromium' as const }],
});

// Bundled before the first test: one that is found in the middle of a run reloads the page under it.
const optimizeDeps = {
  include: [
    'lit',
    'lit/decorators.js',
    'lit/directives/live.js',
    'lit/directives/style-map.js',
    'gifenc',
    'mediabunny',
    'papaparse',
    'uplot',
    'valibot',
    'wgpu-matrix',
  ],
};

export default mergeConfig(
  viteConfig,
  defineConfig({
    optimizeDeps,
    test: {
      // How long anything takes depends on the machine, and on what else it does.
      testTimeout: 120_000,
      hookTimeout: 120_000,
      reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
      // One file at a time of each project, and all three projects at once, which Vitest does within one group alone. That keeps
      // two cores busy where each by itself left half of one idle.
      fileParallelism: false,
      sequence: { groupOrder: 1 },
      projects: [
        { extends: true, test: { name: 'unit', include: ['tests/{unit,cli}/**/*.test.ts'], environment: 'node' } },
        {
          extends: true,
          // In one page, files share a device and what is compiled for it: on a software adapter most of the time is that.
          test: {
            name: 'gpu',
            include: ['tests/gpu/**/*.test.ts'],
            isolate: false,
            browser: chromium(),
          },
        },
        {
          extends: true,
          test: {
            name: 'components',
            expect: { poll: { timeout: 60_000 } },
            include: ['tests/components/**/*.test.ts'],
            browser: chromium(),
          },
        },
      ],
    },
  }),
);
