import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** As sources write it: `new Worker(new URL('./<name>-worker.ts', import.meta.url), ...)`. */
const address = /new URL\('(\.\/[\w-]+-worker\.ts)', import\.meta\.url\)/g;

/** What joins modules in a chunk; of what the builder adds, this alone needs no document. */
const RUNTIME = '\0rolldown/runtime.js';

/**
 * Makes Workers of the same chunks as the page, so that code of several of them is loaded and kept once. Vite would bundle each
 * for itself.
 *
 * What several Workers have is in two chunks, or each of them would wait for twenty: what a page has from its start, and the
 * rest. Neither holds what no Worker has, which might need a document.
 */
export const sharedWorkers = (): Plugin => {
  const workers = new Set<string>();
  /** All that Workers have. */
  let ofWorkers: ReadonlySet<string> = new Set();
  const chunks = new Map<string, 'basics' | 'shared-work'>();
  const codeSplitting = {
    groups: [
      {
        debugName: 'shared with Workers',
        name: (id: string) => chunks.get(id) ?? null,
        includeDependenciesRecursively: false,
      },
    ],
  };
  return {
    name: 'splinescope:shared-workers',
    apply: 'build',
    // Vite leaves alone what is no longer written so.
    enforce: 'pre',
    config: () => ({ build: { rolldownOptions: { output: { codeSplitting } } } }),
    transform: {
      filter: { code: address },
      handler(code, id) {
        const shared = code.replaceAll(address, (_, path: string) => {
          const worker = resolve(dirname(id), path);
          workers.add(worker);
          return `new URL(import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'chunk', id: worker })})`;
        });
        // Lines stay where they are.
        return { code: shared, map: null };
      },
    },
    buildEnd() {
      const importsOf = (id: string) => this.getModuleInfo(id)?.importedIds ?? [];
      const pages = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry && !workers.has(id));
      const fromStart = withImports(pages, importsOf);
      const ofEach = [...workers].map((worker) => withImports([worker], importsOf));
      ofWorkers = new Set(ofEach.flatMap((modules) => [...modules]));
      for (const id of ofWorkers) {
        if (workers.has(id)) continue;
        if (fromStart.has(id)) chunks.set(id, 'basics');
        else if (ofEach.filter((modules) => modules.has(id)).length > 1) chunks.set(id, 'shared-work');
      }
    },
    generateBundle(_, bundle) {
      const chunkOf = (file: string) => (bundle[file]?.type === 'chunk' ? bundle[file] : null);
      const files = Object.keys(bundle).filter((file) => workers.has(chunkOf(file)?.facadeModuleId ?? ''));
      const loaded = withImports(files, (file) => chunkOf(file)?.imports ?? []);
      const strange = [...loaded]
        .flatMap((file) => chunkOf(file)?.moduleIds ?? [])
        .find((id) => !ofWorkers.has(id) && id !== RUNTIME);
      if (strange) this.error(`${strange} has come into a chunk of Workers, which have no document.`);
    },
  };
};

/** Modules or files with all that they import, directly or not, but not what they load when it is needed. */
function withImports(ids: readonly string[], importsOf: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(ids);
  // Grows while it is gone through.
  for (const id of found) importsOf(id).forEach((imported) => found.add(imported));
  return found;
}
