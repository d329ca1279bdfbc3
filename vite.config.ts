import { defineConfig } from 'vite';
import { compactShaders } from './scripts/vite/compact-shaders.ts';

// A relative base lets the built site work from any path of any host.
export default defineConfig({
  base: './',
  plugins: [compactShaders()],
  build: {
    target: 'es2022',
    sourcemap: true,
    rolldownOptions: { input: ['index.html', 'figures.html', 'docs/batch-norm-moves-the-walls.html'] },
  },
  worker: { format: 'es' },
});
