/**
 * Builds all that the npm package holds beside its README and licence: `lib` (modules, the script for a script tag and a page
 * with the application beside it, types, custom-elements.json, figure.css) and `dist-cli` (the command line).
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const steps = [
  ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.lib.config.ts', '--logLevel', 'warn'],
  ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.lib.config.ts', '--logLevel', 'warn', '--mode', 'cdn'],
  ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn'],
  ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.build.json'],
  ['scripts/package-types.mjs'],
  [
    'node_modules/@custom-elements-manifest/analyzer/cem.js',
    'analyze',
    '--config',
    'custom-elements-manifest.config.mjs',
    '--quiet',
  ],
];

rmSync(`${root}lib`, { recursive: true, force: true });
for (const [script, ...args] of steps) {
  const { status } = spawnSync(process.execPath, [`${root}${script}`, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

copyFileSync(`${root}src/figure.css`, `${root}lib/figure.css`);
copyFileSync(`${root}src/figure.css`, `${root}lib/cdn/figure.css`);

// The page that links of figures open, beside the script of a script tag.
const openLinks = `<script type="module">
      import './splinescope.js';
      await customElements.whenDefined('spline-lab');
      const open = () => location.hash && document.querySelector('spline-lab').openLink(location.hash);
      open();
      addEventListener('hashchange', open);
    </script>`;
const page = readFileSync(`${root}index.html`, 'utf8');
// The pages of text are not in the package.
const pagesOfText = /\s*<nav slot="after"[\s\S]*?<\/nav>/;
if (!pagesOfText.test(page)) throw new Error('index.html has no links to the pages of text.');
const script = /<script type="module" src="\/src\/page.ts"><\/script>/;
if (!script.test(page)) throw new Error('index.html has another script than expected.');
writeFileSync(`${root}lib/cdn/index.html`, page.replace(pagesOfText, '').replace(script, openLinks));
