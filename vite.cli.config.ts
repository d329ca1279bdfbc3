import { defineConfig } from 'vite';

/** The command line as one file for Node that needs no package. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/entry.ts',
    outDir: 'dist-cli',
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'splinescope.js' } },
  },
});
