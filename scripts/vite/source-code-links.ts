import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** In the folder of a build, as the configurations call it. */
const LICENSES = 'third-party-licenses.md';

/**
 * Where the sources of packages under the Mozilla Public License are, which asks whoever hands them on in another form to
 * say so (3.2 a): a section for the end of the licences, or nothing.
 *
 * @param licenses as Vite writes them
 * @param repositoryOf address of a package's repository, as in its package.json
 */
export function sourceCodeSection(licenses: string, repositoryOf: (name: string) => string): string {
  const lines = [...licenses.matchAll(/^## (\S+) - (\S+) \(MPL-[\d.]+\)$/gm)].map(([, name = '', version = '']) => {
    const repository = repositoryOf(name)
      .replace(/^git\+/, '')
      .replace(/\.git$/, '');
    const tarball = `https://registry.npmjs.org/${name}/-/${name.replace(/^@[^/]*\//, '')}-${version}.tgz`;
    return `Source code of ${name} ${version}: ${repository} or ${tarball}\n`;
  });
  return lines.length > 0 ? `\n## Source code\n\n${lines.join('\n')}` : '';
}

/** Says in the licences of a build where the sources are that its minified files are made of. */
export function sourceCodeLinks(): Plugin {
  let root = '';
  const repositoryOf = (name: string): string => {
    const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
    return (JSON.parse(text) as { repository: { url: string } }).repository.url;
  };
  return {
    name: 'splinescope:source-code-links',
    apply: 'build',
    configResolved(config) {
      ({ root } = config);
    },
    writeBundle({ dir }, bundle) {
      if (!dir || !(LICENSES in bundle)) return;
      const file = join(dir, LICENSES);
      appendFileSync(file, sourceCodeSection(readFileSync(file, 'utf8'), repositoryOf));
    },
  };
}
