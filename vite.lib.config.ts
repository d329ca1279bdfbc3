import { defineConfig, type UserConfig } from 'vite';
import { compactShaders } from './scripts/vite/compact-shaders.ts';
import { compactStyles } from './scripts/vite/compact-styles.ts';
import { sharedWorkers } from './scripts/vite/shared-workers.ts';
import { sourceCodeLinks } from './scripts/vite/source-code-links.ts';

const shared: UserConfig = {
  // Files find one another by relative addresses, from whatever host and path.
  base: './',
  publicDir: false,
  plugins: [compactShaders(), compactStyles(), sourceCodeLinks()],
  worker: { format: 'es' },
};

/** A file for each module, so that bundlers leave out what is not used. Lit alone is left for the package manager. */
const modules: UserConfig = {
  ...shared,
  build: {
    outDir: 'lib',
    target: 'es2022',
    lib: {
      entry: { index: 'src/index.ts', auto: 'src/auto.ts', demonstrations: 'src/demonstrations.ts' },
      formats: ['es'],
    },
    license: { fileName: 'third-party-licenses.md' },
    rolldownOptions: {
      external: [/^lit($|\/)/],
      output: {
        preserveModules: true,
        preserveModulesRoot: 'src',
        // npm leaves folders called node_modules out of a package.
        entryFileNames: ({ name }) => `${name.replace('node_modules', 'vendor')}.js`,
      },
    },
  },
};

/** One file for a script tag, with chunks beside it that are loaded when they are needed. */
const cdn: UserConfig = {
  ...shared,
  plugins: [compactShaders(), compactStyles(), sharedWorkers(), sourceCodeLinks()],
  build: {
    outDir: 'lib/cdn',
    target: 'es2022',
    license: { fileName: 'third-party-licenses.md' },
    rolldownOptions: {
      input: { splinescope: 'src/cdn.ts' },
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: 'chunks/[name]-[hash][extname]',
      },
    },
    assetsDir: 'chunks',
  },
};

/** What the npm package holds, in `lib`; with `--mode cdn` what script tags load, in `lib/cdn`. */
export default defineConfig(({ mode }) => (mode === 'cdn' ? cdn : modules));
