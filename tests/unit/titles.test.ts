/** What a pointer that rests is told, fingers and keys are told too. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../src/components/', import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(folder + name, 'utf8')] as const);

/** What stands in `${ }` from here on, with its braces. */
function expressionAt(source: string, start: number): string {
  let depth = 0;
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '{') depth++;
    if (source[at] === '}' && --depth === 0) return source.slice(start, at + 1);
  }
  throw new Error('This is not closed.');
}

/** Every title in the templates of a source: its words, and the element with them. */
function titlesIn(source: string): { readonly words: string; readonly element: string }[] {
  return [...source.matchAll(/\stitle=/g)].map(({ index, 0: { length } }) => {
    const start = source.lastIndexOf('<', index);
    const tag = /^<([\w-]+)/.exec(source.slice(start))?.[1] ?? '';
    const words = source[index + length] === '$' ? expressionAt(source, index + length) : '';
    return { words, element: source.slice(start, source.indexOf(`</${tag}>`, index) + 1) };
  });
}

/** Named so, too, or saying it in sight. */
const isSaid = (words: string, element: string): boolean =>
  words !== '' && [`aria-label=${words}`, `>${words}<`].some((said) => element.includes(said));

test('no title says what nothing else says', () => {
  const titles = sources.flatMap(([name, source]) => titlesIn(source).map((title) => ({ name, ...title })));
  expect(titles.length).toBeGreaterThan(5);
  expect(titles.filter(({ words, element }) => !isSaid(words, element))).toEqual([]);
});

test('one that does is found', () => {
  const found = (html: string): boolean[] => titlesIn(html).map(({ words, element }) => isSaid(words, element));
  expect(found('<b title=${x}>${y}</b><b title="fact">fact</b>')).toEqual([false, false]);
  expect(found('<b title=${x(`${y}`)} aria-label=${x(`${y}`)}>?</b><b title=${x}>${x}</b>')).toEqual([true, true]);
});
