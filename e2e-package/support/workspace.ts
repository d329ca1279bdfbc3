/** A fresh folder outside of the project, into which the packed package is installed as anybody would, with the tools that use it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tarballs = fileURLToPath(new URL('../../test-results/package/', import.meta.url));
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** All fixtures share one installation; each names what it uses in its own source alone. */
const tools = {
  '@11ty/eleventy': '3.1.8',
  '@types/react': '19.3.0',
  '@types/react-dom': '19.3.0',
  '@vitejs/plugin-vue': '6.0.9',
  react: '19.3.1',
  'react-dom': '19.3.1',
  typescript: '6.0.3',
  vite: '8.3.8',
  vue: '3.5.45',
  'vue-tsc': '3.3.14',
};

export default function installPackage(): () => void {
  const tarball = readdirSync(tarballs).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error('There is no packed package: npm run build:package && npm run check:package.');
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'splinescope-package-'));
  cpSync(fixtures, folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, type: 'module', dependencies: { ...tools, splinescope: join(tarballs, tarball) } }),
  );
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'];
  // npm is a batch file on Windows.
  const shell = process.platform === 'win32';
  execFileSync('npm', ['install', ...flags], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell });
  process.env.PACKAGE_WORKSPACE = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
