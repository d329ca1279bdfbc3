import { defineConfig } from 'vite';

// A relative base lets the built site work from any path of any host.
export default defineConfig({
  base: './',
  build: { target: 'es2022', sourcemap: true },
  worker: { format: 'es' },
});
