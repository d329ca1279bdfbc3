import { defineConfig } from 'vite';
import { compactShaders } from './scripts/vite/compact-shaders.ts';
import { compactStyles } from './scripts/vite/compact-styles.ts';
import { sharedWorkers } from './scripts/vite/shared-workers.ts';
import { sitePages } from './scripts/vite/site-pages.ts';
import { sourceCodeLinks } from './scripts/vite/source-code-links.ts';

// A relative base lets the built site work from any path of any host.
export default defineConfig({
  base: './',
  plugins: [compactShaders(), compactStyles(), sharedWorkers(), sitePages(), sourceCodeLinks()],
  build: {
    target: 'es2022',
    sourcemap: true,
    // A still within the page would be loaded by everybody.
    assetsInlineLimit: (path) => (path.endsWith('.webp') ? false : undefined),
    license: { fileName: 'third-party-licenses.md' },
    rolldownOptions: {
      input: [
        'index.html',
        'figures.html',
        'docs/batch-norm-moves-the-walls.html',
        'docs/gallery.html',
        'docs/authors.html',
      ],
    },
  },
});
