import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** As sources write it: `new Worker(new URL('./<name>-worker.ts', import.meta.url), ...)`. */
const address = /new URL\('(\.\/[\w-]+-worker\.ts)', import\.meta\.url\)/g;

/**
 * Makes Workers of the same chunks as the page, so that code of several of them is loaded and kept once. Vite would bundle each
 * for itself.
 */
export const sharedWorkers = (): Plugin => ({
  name: 'splinescope:shared-workers',
  apply: 'build',
  // Vite leaves alone what is no longer written so.
  enforce: 'pre',
  transform: {
    filter: { code: address },
    handler(code, id) {
      const shared = code.replaceAll(address, (_, path: string) => {
        const file = this.emitFile({ type: 'chunk', id: resolve(dirname(id), path) });
        return `new URL(import.meta.ROLLUP_FILE_URL_${file})`;
      });
      // Lines stay where they are.
      return { code: shared, map: null };
    },
  },
});
