import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { attributeDocs } from '../../scripts/attribute-docs.js';
import { attributeTypes } from '../../scripts/attribute-types.js';
import { withDemonstrations } from '../../scripts/figure-css.js';

it.each([
  ['docs/attributes.md', attributeDocs],
  ['types/figure-attributes.d.ts', attributeTypes],
  ['src/figure.css', () => withDemonstrations(readFileSync('src/figure.css', 'utf8'))],
])('%s is that of the table; `npm run docs:attributes` makes it anew', async (file, make) => {
  const text = await make();
  if (process.env.WRITE_DOCS) writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});
