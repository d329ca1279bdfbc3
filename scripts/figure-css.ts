/** The part of figure.css that is for demonstrations: their place before there is a script, by the table of their heights. */
import { demonstrationTags, reservedHeights } from '../src/components/demonstrations/reserved-heights.js';

const START = '/* Demonstrations: made by `npm run docs:attributes` from reserved-heights.ts. */';

/** @param own what else the file holds, with or without that part */
export async function withDemonstrations(own: string): Promise<string> {
  const { format, resolveConfig } = await import('prettier');
  const tags = demonstrationTags.join(', ');
  const waiting = demonstrationTags.map((tag) => `${tag}:not(:defined)`).join(', ');
  const before = demonstrationTags.map((tag) => `${tag}:not(:defined)::before`).join(', ');
  const part = `${START}
    ${tags} {
      display: block;
      container: demonstration / inline-size;
      inline-size: -moz-available;
      inline-size: -webkit-fill-available;
      inline-size: stretch;
      max-inline-size: 64rem;
      margin-inline: auto;
    }
    ${waiting} { display: flow-root; }
    ${before} {
      content: '';
      float: inline-start;
      inline-size: 1px;
      margin-inline-end: -1px;
    }
    ${reservedHeights((tag) => `${tag}:not(:defined)::before`)}`;
  const text = `${own.split(START)[0]}${part}`;
  return format(text, { ...(await resolveConfig('src/figure.css')), parser: 'css' });
}
