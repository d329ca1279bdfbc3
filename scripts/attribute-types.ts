/** Names of the attributes of `<spline-figure>`, for types of tags, made from the tables of settings. */
import { format, resolveConfig } from 'prettier';
import { attributeNames } from '../src/io/parse-experiment.js';

export async function attributeTypes(): Promise<string> {
  const text = `/** Settings of \`<spline-figure>\`, written as text; made by \`npm run docs:attributes\`. */
export type FigureAttribute = ${attributeNames.map((name) => `'${name}'`).join(' | ')};`;
  return format(text, { ...(await resolveConfig('types/figure-attributes.d.ts')), parser: 'typescript' });
}
