/** What the pages of text share: their head, their links to one another, their end. */

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='6' fill='%23fbfaf7'/%3E%3Cpath d='M2 24 30 8M6 2l20 28M2 12l28 10' stroke='%2337339f' stroke-width='2'/%3E%3Ccircle cx='16' cy='16' r='7' fill='none' stroke='%231c1a17' stroke-width='3'/%3E%3C/svg%3E";

const head = `<meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="${icon}" />
    <link rel="stylesheet" href="/src/pages/pages.css" />`;

const pages = [
  ['batch-norm-moves-the-walls.html', 'Article'],
  ['gallery.html', 'Gallery'],
  ['authors.html', 'For authors'],
] as const;

const footer = `<footer>
      Made with <a href="../index.html">Splinescope</a>. Every figure can stand in a page of yours:
      <a href="authors.html">how</a>. <a href="../third-party-licenses.md">Licences of what is in it</a>.
    </footer>`;

/** The parts of a page in `docs`, by the names that it has for their places. @param file name of the page's file */
export function pageFrame(file: string): Readonly<Record<string, string>> {
  const links = pages.map(
    ([address, name]) => `<a href="${address}"${address === file ? ' aria-current="page"' : ''}>${name}</a>`,
  );
  const header = `<header>
      <nav class="site" aria-label="Site">
        <a class="home" href="../index.html">Splinescope</a>
        ${links.join('\n        ')}
      </nav>
    </header>`;
  return { head, header, footer };
}
