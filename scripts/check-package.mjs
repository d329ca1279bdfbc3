/**
 * Packs what `npm run build:package` has built and checks the tarball: publint (what bundlers and Node make of
 * package.json), attw (whether types are found wherever code is), and that the manifest of elements is complete.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withImports } from './module-graph.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}test-results/package`;

function run(command, ...args) {
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    // npm is a batch file there.
    shell: command === 'npm' && process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    console.log(stdout);
    console.log(`${args[0]} failed.`);
    process.exit(1);
  }
  return stdout;
}

mkdirSync(folder, { recursive: true });
const [packed] = JSON.parse(run('npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder));
const tarball = `${folder}/${packed.filename}`;
console.log(
  `${packed.filename}: ${packed.entryCount} files, ${Math.round(packed.size / 1000)} kB, ${Math.round(packed.unpackedSize / 1000)} kB unpacked`,
);

const script = (path) => `${root}node_modules/${path}`;
run(process.execPath, script('publint/src/cli.js'), 'run', tarball, '--strict');
console.log('publint: good');
// A script for script tags has no types; CommonJS has to import this package dynamically.
run(
  process.execPath,
  script('@arethetypeswrong/cli/dist/index.js'),
  tarball,
  '--profile',
  'esm-only',
  '--exclude-entrypoints',
  './cdn',
  './figure.css',
);
console.log('attw: good');

const { modules } = JSON.parse(readFileSync(`${root}lib/custom-elements.json`, 'utf8'));
const described = modules.flatMap(({ declarations }) => declarations.map(({ tagName }) => tagName));
const registrations = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/\(["'`](spline-[a-z-]+)["'`],/g)].map(([, tag]) => tag);
const definitions = readdirSync(`${root}src/components`, { recursive: true })
  .map((file) => `${root}src/components/${file}`)
  .filter((file) => file.endsWith('define.ts'));
const registered = definitions.flatMap(registrations);
const missing = registered.filter((tag) => !described.includes(tag));
if (missing.length > 0) {
  console.log(
    `custom-elements.json lacks ${missing.join(', ')}: name it in the class's comment, as in \`@element spline-view\`.`,
  );
  process.exit(1);
}
console.log(`custom-elements.json: ${described.length} elements`);

// Beside the script for a script tag lie what keeps figures' places free and the page that their links open.
const files = packed.files.map(({ path }) => path);
const absent = ['lib/figure.css', 'lib/cdn/figure.css', 'lib/cdn/index.html', 'lib/cdn/splinescope.js'].filter(
  (path) => !files.includes(path),
);
if (absent.length > 0) {
  console.log(`The package lacks ${absent.join(', ')}.`);
  process.exit(1);
}

// The Mozilla Public License asks for it where code is handed on in another form than its source.
const { version } = JSON.parse(readFileSync(script('mediabunny/package.json'), 'utf8'));
for (const path of ['lib/third-party-licenses.md', 'lib/cdn/third-party-licenses.md']) {
  if (
    !files.includes(path) ||
    !readFileSync(root + path, 'utf8').includes(`\nSource code of mediabunny ${version}: https:`)
  ) {
    console.log(`${path} does not say where the source of mediabunny ${version} is.`);
    process.exit(1);
  }
}

// What `sideEffects` does not name is dropped by bundlers, our own among them.
const byAuto = withImports([`${root}lib/auto.js`, `${root}lib/demonstrations.js`])
  .filter((file) => file.endsWith('define.js'))
  .flatMap(registrations);
const left = registered.filter((tag) => !byAuto.includes(tag));
if (left.length > 0) {
  console.log(`lib/auto.js and lib/demonstrations.js do not define ${left.join(', ')}.`);
  process.exit(1);
}
console.log(`lib/auto.js and lib/demonstrations.js: ${byAuto.length} tags`);
