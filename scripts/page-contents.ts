/** The contents of a long page: a list of its headings, each with an address of its own. */

const heading = /<h([23])(?: id="([^"]*)")?>(.*?)<\/h\1>/g;

const slugOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/<[^>]*>|&\w+;/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/**
 * Gives every heading of the second and third level an id, where it has none, and lists them where the page says
 * `<!-- contents -->`, those of the third level under theirs.
 *
 * @throws Error naming an id that two headings would have
 */
export function withContents(html: string): string {
  const ids = new Set<string>();
  const sections: { link: string; parts: string[] }[] = [];
  const named = html.replace(heading, (_, level: string, given: string | undefined, words: string) => {
    const id = given ?? slugOf(words);
    if (ids.has(id)) throw new Error(`Two headings are called ${id}.`);
    ids.add(id);
    const link = `<a href="#${id}">${words}</a>`;
    if (level === '2') sections.push({ link, parts: [] });
    else sections.at(-1)?.parts.push(link);
    return `<h${level} id="${id}">${words}</h${level}>`;
  });
  const items = sections.map(({ link, parts }) => {
    const under = parts.length > 0 ? `<ul>${parts.map((part) => `<li>${part}</li>`).join('')}</ul>` : '';
    return `<li>${link}${under}</li>`;
  });
  return named.replace(
    '<!-- contents -->',
    () => `<nav class="contents" aria-label="On this page"><ul>${items.join('')}</ul></nav>`,
  );
}
