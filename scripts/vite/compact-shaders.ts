import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/**
 * WGSL without comments and needless white space. WGSL has no strings, so that `//` is always a comment. Around operators
 * spaces stay: `a - -b` and `array<f32, 2> = x` would be read otherwise without them.
 */
export function compactWgsl(text: string): string {
  return withoutBlockComments(text.replace(/\/\/.*$/gm, ''))
    .replace(/\s+/g, ' ')
    .replace(/ ?([{}();,:]) ?/g, '$1')
    .trim();
}

/** Block comments of WGSL nest. */
function withoutBlockComments(text: string): string {
  const innermost = /\/\*(?:(?!\/\*|\*\/)[^])*\*\//;
  let rest = text;
  while (innermost.test(rest)) rest = rest.replace(innermost, ' ');
  return rest;
}

const SUFFIX = '.wgsl?raw';

/** Leaves comments and white space of shaders out of what is built. What a compiler says then has no lines to point at. */
export const compactShaders = (): Plugin => ({
  name: 'splinescope:compact-shaders',
  apply: 'build',
  enforce: 'pre',
  async load(id) {
    if (!id.endsWith(SUFFIX)) return null;
    const text = await readFile(id.slice(0, -'?raw'.length), 'utf8');
    return { code: `export default ${JSON.stringify(compactWgsl(text))};`, moduleType: 'js' };
  },
});
