import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { init, parse } from 'es-module-lexer';

await init;

/** The files with all that they import from files, directly or not, but not what they load when it is needed. */
export function withImports(files) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    const [imports] = parse(readFileSync(file, 'utf8'));
    for (const { type, specifier } of imports) {
      if (type === 'static' && specifier.startsWith('.')) visit(resolve(dirname(file), specifier));
    }
  };
  files.forEach(visit);
  return [...found];
}
