/** What the pages of the site are made of: the tables of the code, and recipes whose attributes there are. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { authorsParts, numberHelp, recipes } from '../../scripts/authors-page.js';
import { elementDocs } from '../../scripts/element-docs.js';
import { demonstrationEntries, galleryHtml, presetEntries, tagsOf, variations } from '../../scripts/gallery.js';
import { withContents } from '../../scripts/page-contents.js';
import { pageFrame } from '../../scripts/page-frame.js';
import { webpSize, withStills } from '../../scripts/stills.js';
import { demonstrationTags } from '../../src/components/demonstrations/reserved-heights.js';
import { figureNumbers } from '../../src/components/spline-figure/figure-numbers.js';
import { readLink } from '../../src/io/link.js';
import { attributeNames, parseExperiment, type Entry } from '../../src/io/parse-experiment.js';
import { experimentAttributes } from '../../src/training/experiment-attributes.js';
import { presetNames } from '../../src/training/experiment-config.js';

/** Attributes of the tags of figures in a text. */
function figuresIn(html: string): Entry[][] {
  return [...html.matchAll(/<spline-figure([^>]*)>/g)].map(([, attributes = '']) =>
    [...attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const isKnown = ([name]: Entry): boolean => attributeNames.includes(name);

const problemsOf = (entries: readonly Entry[]): readonly string[] => parseExperiment(entries.filter(isKnown)).problems;

describe('the frame of the pages of text', () => {
  it.each(['batch-norm-moves-the-walls.html', 'gallery.html', 'authors.html'])('%s names itself alone', (file) => {
    const { header = '' } = pageFrame(file);
    expect([...header.matchAll(/href="([^"]*)" aria-current="page"/g)].map(([, address]) => address)).toEqual([file]);
    const page = readFileSync(`docs/${file}`, 'utf8');
    for (const name of Object.keys(pageFrame(file))) expect(page).toContain(`<!-- ${name} -->`);
  });
});

describe('contents', () => {
  it('list every heading under its section, each at its own address', () => {
    const page = withContents('<!-- contents --><h2 id="one">First</h2><h3>A &amp; <code>b</code></h3><h2>Second</h2>');
    expect(page).toContain(
      '<ul><li><a href="#one">First</a><ul><li><a href="#a-b">A &amp; <code>b</code></a></li></ul></li>' +
        '<li><a href="#second">Second</a></li></ul>',
    );
    expect(page).toContain('<h3 id="a-b">A &amp; <code>b</code></h3><h2 id="second">Second</h2>');
  });

  it('refuse two headings of one name', () => {
    expect(() => withContents('<h2>Events</h2><h3>Events</h3>')).toThrow('Two headings are called events.');
  });
});

describe('the gallery', () => {
  it('has every preset', () => {
    expect(presetEntries.map(({ id }) => id)).toEqual(presetNames);
  });

  it.each([...presetEntries, ...variations])('tags of $id are understood, and are those shown', (entry) => {
    const written = figuresIn(tagsOf(entry));
    const shown = figuresIn(galleryHtml([entry]));
    expect(written).toEqual(entry.figures.map(({ attributes }) => attributes));
    expect(shown).toHaveLength(written.length);
    for (const [index, attributes] of written.entries()) {
      expect(problemsOf(attributes)).toEqual([]);
      const names = attributes.map(([name]) => name).filter((name) => name !== 'controls' && name !== 'group');
      expect(names.filter((name) => !attributeNames.includes(name))).toEqual([]);
      expect(shown[index]).toEqual(expect.arrayContaining(attributes));
    }
  });

  it('has every demonstration, each with its section of the article', () => {
    const article = readFileSync('docs/batch-norm-moves-the-walls.html', 'utf8');
    const tags = demonstrationEntries.map((entry) => /^<([\w-]+)>.*<\/\1>$/.exec(tagsOf(entry))?.[1]);
    expect(tags.toSorted()).toEqual(demonstrationTags);
    const html = galleryHtml(demonstrationEntries);
    for (const tag of tags) expect(html).toContain(`<${tag} id=`);
    for (const [index, { section }] of demonstrationEntries.entries()) {
      expect(html).toContain(`href="batch-norm-moves-the-walls.html#${section}"`);
      const [, text = ''] = article.split(`<h2 id="${section}">`);
      expect(text.split('</section>')[0]).toContain(`<${tags[index]} `);
    }
  });

  it('shows each name of a group in one entry, whose figures say the same data', () => {
    const grouped = variations.filter(({ figures }) => figures.length > 1);
    expect(grouped).not.toEqual([]);
    for (const { figures } of grouped) {
      const said = figures.map(({ attributes }) => new Map(attributes));
      expect(new Set(said.map((one) => one.get('group'))).size).toBe(1);
      const data = figures.map(({ attributes }) => parseExperiment(attributes.filter(isKnown)).config.data);
      expect(data).toEqual(data.map(() => data[0]));
    }
  });

  it.each([...presetEntries, ...variations])('links of $id open the same experiments', async (entry) => {
    const html = withStills(galleryHtml([entry]), pathToFileURL('docs/gallery.html'));
    const links = [...html.matchAll(/index\.html#([^"]*)"/g)].map(([, link = '']) => link);
    // In the tag of each figure, and below them.
    expect(links).toHaveLength(2 * entry.figures.length);
    for (const [index, link] of links.entries()) {
      const { link: opened, ignored } = await readLink(link.replaceAll('&amp;', '&'));
      expect(ignored).toEqual([]);
      const { attributes = [] } = entry.figures[index % entry.figures.length] ?? {};
      expect(opened?.config).toEqual(parseExperiment(attributes.filter(isKnown)).config);
    }
  });
});

describe('stills', () => {
  const pages = [
    ['batch-norm-moves-the-walls.html', readFileSync('docs/batch-norm-moves-the-walls.html', 'utf8')],
    ['gallery.html', galleryHtml([...presetEntries, ...variations, ...demonstrationEntries])],
  ] as const;
  const files = readdirSync('docs/stills');
  const tags = ['spline-figure', ...demonstrationTags].join('|');
  const filled = pages.map(([file, html]) => [file, withStills(html, pathToFileURL(`docs/${file}`))] as const);

  it.each(filled)('stand in every figure of %s, with their size, words and a link', (file, html) => {
    const figures = [...html.matchAll(new RegExp(`<(${tags})\\s[^>]*\\bid="([\\w-]+)".*?</\\1>`, 'gs'))];
    expect(figures.length).toBeGreaterThan(10);
    for (const [tag, name, id] of figures) {
      const [, source, size, alt = ''] = /<img\s+src="(.*?)" (width.*?) loading="lazy"\s+alt="(.*?)"/.exec(tag) ?? [];
      const { width, height } = webpSize(readFileSync(`docs/${source}`));
      expect(size).toBe(`width="${width}" height="${height}"`);
      expect(alt.length).toBeGreaterThan(4);
      expect(tag).toMatch(/<p>[^<]{15,}<\/p>/);
      expect(tag).toContain(name === 'spline-figure' ? '<a href="../index.html#v=1&amp;' : `<a href="${file}#${id}">`);
    }
    expect(figures).toHaveLength([...html.matchAll(new RegExp(`<(${tags})\\b`, 'g'))].length);
  });

  it('open the experiments of the article', async () => {
    const [[, article = ''] = []] = filled;
    const links = [...article.matchAll(/index\.html#(v=1[^"]*)"/g)].map(([, link = '']) =>
      link.replaceAll('&amp;', '&'),
    );
    const figures = figuresIn(article);
    expect(links).toHaveLength(figures.length);
    for (const [index, link] of links.entries()) {
      const { link: opened, ignored } = await readLink(link);
      expect(ignored).toEqual([]);
      expect(opened?.config).toEqual(parseExperiment(figures[index]!.filter(isKnown)).config);
    }
  });

  it('are all used, and small', () => {
    const used = pages.flatMap(([, html]) => [...html.matchAll(/src="stills\/([^"]*)"/g)].map(([, file]) => file));
    expect(files.toSorted()).toEqual([...new Set(used)].toSorted());
    const sizes = files.map((file) => statSync(`docs/stills/${file}`).size);
    expect(Math.max(...sizes)).toBeLessThan(40_000);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(660_000);
  });
});

describe('the page for authors', () => {
  const parts = authorsParts();

  it('has a place for everything that is made, and every setting', () => {
    const page = readFileSync('docs/authors.html', 'utf8');
    for (const name of Object.keys(parts)) expect(page).toContain(`<!-- ${name} -->`);
    for (const { name } of experimentAttributes) expect(parts.experiment).toContain(`<code>${name}</code>`);
  });

  it('has what the source of the element says', () => {
    const docs = elementDocs(readFileSync('src/components/spline-figure/spline-figure.ts', 'utf8'));
    expect(docs.attributes).toContainEqual(['autoplay', expect.stringContaining('trains by itself')]);
    expect(docs.events.map(([name]) => name)).toEqual(expect.arrayContaining(['spline-ready', 'spline-numbers']));
    expect(docs.methods).toContainEqual(['play(): void', expect.stringContaining('Trains on')]);
    expect(docs.customProperties[0]?.[0]).toBe('--spline-figure-font');
    expect(docs.slots).toContainEqual(['', expect.stringContaining('fallback')]);
    expect(docs.properties.map(([name]) => name)).toContain('numbers');
    expect(docs.methods.map(([name]) => name).join()).not.toMatch(/attributeChangedCallback|render/);
  });

  it('has what every demonstration takes, and its numbers', () => {
    for (const tag of demonstrationTags) expect(parts[tag]).toContain('<th scope="row"><code>');
    expect(parts['spline-jitter']).toContain('<code>batch-size</code>');
    expect(parts['spline-jitter']).toContain('<code>flipShare</code>');
    expect(parts['every-demonstration']).toContain('<code>theme</code>');
  });

  it('has what the elements of sentences take, and every name of a number', () => {
    for (const [tag, name] of [
      ['spline-set', 'action'],
      ['spline-value', 'per'],
      ['spline-predict', 'open'],
      ['spline-transport', 'for'],
      ['spline-step', 'action'],
    ] as const)
      expect(parts[tag]).toContain(`<code>${name}</code>`);
    const rows = [...parts.numbers!.matchAll(/<th scope="row"><code>(\w+)<\/code>/g)].map(([, name]) => name);
    expect(rows).toEqual(Object.keys(figureNumbers(null, null, 1)));
    expect(rows.map((name) => name!.replace(/1$/, '')).sort()).toEqual(Object.keys(numberHelp).sort());
  });

  it('each table has a name of its own', () => {
    const labels = Object.values(parts).flatMap((part) =>
      [...part.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label),
    );
    expect(labels).toContain('Properties');
    expect(new Set(labels).size).toBe(labels.length);
  });

  it.each(Object.entries(recipes))('every attribute in the recipe %s is known and understood', (_, path) => {
    // As HTML: expressions of JSX are strings there.
    const source = readFileSync(path, 'utf8').replaceAll(/=\{(?:(\w+)|\(.*\))\}/g, '="$1"');
    const figures = figuresIn(source);
    expect(figures.length > 0).toBe(path !== recipes.demonstration);
    const { attributes, events } = elementDocs(readFileSync('src/components/spline-figure/spline-figure.ts', 'utf8'));
    const known = [
      ...attributeNames,
      ...attributes.map(([name]) => name),
      'id',
      'slot',
      ...events.map(([name]) => name),
    ];
    for (const entries of figures) {
      const names = entries.map(([name]) => name.replace(/^on(?=spline-)/, ''));
      expect(names.filter((name) => !known.includes(name))).toEqual([]);
      expect(problemsOf(entries)).toEqual([]);
    }
  });
});
