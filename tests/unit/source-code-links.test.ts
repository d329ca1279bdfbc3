/** The Mozilla Public License asks whoever hands code on in another form than its source to say where the source is. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pageFrame } from '../../scripts/page-frame.js';
import { sourceCodeSection } from '../../scripts/vite/source-code-links.js';

const licenses = `# Licenses

## lit - 3.3.3 (BSD-3-Clause)

BSD 3-Clause License

## mediabunny - 1.61.0 (MPL-2.0)

Mozilla Public License Version 2.0
`;

it('says where the source of a package under the Mozilla Public License is, and of that version', () => {
  expect(sourceCodeSection(licenses, (name) => `git+https://github.com/someone/${name}.git`)).toBe(
    '\n## Source code\n\nSource code of mediabunny 1.61.0: https://github.com/someone/mediabunny or ' +
      'https://registry.npmjs.org/mediabunny/-/mediabunny-1.61.0.tgz\n',
  );
});

it('says nothing where there is none', () => {
  expect(sourceCodeSection(licenses.replace('MPL-2.0', 'MIT'), () => 'https://example.org')).toBe('');
});

it.each(['authors', 'gallery', 'batch-norm-moves-the-walls'])('the page %s leads to the licences', (name) => {
  const { footer } = pageFrame(`${name}.html`);
  expect(footer).toContain('href="../third-party-licenses.md"');
  expect(readFileSync(`docs/${name}.html`, 'utf8')).toContain('<!-- footer -->');
});
