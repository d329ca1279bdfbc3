/**
 * After the compiler: keeps the declarations that a user of the package can reach, and puts those of bundled packages,
 * which nobody installs, beside them.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const lib = join(root, 'lib');

/** Declarations of packages that are bundled, in node_modules. */
const bundled = { comlink: 'comlink/dist/umd/comlink.d.ts', uplot: 'uplot/dist/uPlot.d.ts' };

const reached = new Set();
const waiting = ['index.d.ts', 'auto.d.ts', 'demonstrations.d.ts'].map((entry) => join(lib, entry));
while (waiting.length > 0) {
  const file = waiting.pop();
  if (reached.has(file)) continue;
  reached.add(file);
  let text = readFileSync(file, 'utf8');
  // From the last to the first, so that the places of those before stay right.
  for (const { fileName, pos } of ts.preProcessFile(text).importedFiles.toReversed()) {
    if (/^lit($|\/)/.test(fileName)) continue;
    const found = fileName.startsWith('.') ? declarationOf(join(dirname(file), fileName)) : vendored(fileName, file);
    waiting.push(found);
    const path = relative(dirname(file), found)
      .replaceAll('\\', '/')
      .replace(/\.d\.ts$/, '.js');
    const start = text.indexOf(fileName, pos);
    text = text.slice(0, start) + (path.startsWith('.') ? path : `./${path}`) + text.slice(start + fileName.length);
  }
  writeFileSync(file, text);
}

for (const name of readdirSync(lib, { recursive: true })) {
  const file = join(lib, name);
  if (name.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
}

function declarationOf(path) {
  const file = `${path.replace(/\.js$/, '')}.d.ts`;
  if (!existsSync(file)) throw new Error(`${file} is imported but missing.`);
  return file;
}

/** The declarations of a bundled package, copied. */
function vendored(name, from) {
  if (!(name in bundled)) throw new Error(`${from} needs the types of ${name}, which the package does not bring.`);
  const source = join(root, 'node_modules', bundled[name]);
  const folder = join(lib, 'vendor/types', name);
  if (existsSync(folder)) return join(folder, basename(source));
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(dirname(source)).filter((one) => one.endsWith('.d.ts'))) {
    // As a module: some are written for CommonJS.
    const text = readFileSync(join(dirname(source), file), 'utf8').replace(/^export = /m, 'export default ');
    writeFileSync(join(folder, file), text.replace(/^export as namespace .*$/m, ''));
  }
  return join(folder, basename(source));
}
