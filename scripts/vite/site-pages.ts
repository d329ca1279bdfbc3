import type { Plugin } from 'vite';
import { authorsParts } from '../authors-page.js';
import { galleryHtml, galleryIndex, presetEntries, variations } from '../gallery.js';

const partsOf: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  '/docs/authors.html': authorsParts,
  '/docs/gallery.html': () => ({
    index: galleryIndex([...presetEntries, ...variations]),
    presets: galleryHtml(presetEntries),
    variations: galleryHtml(variations),
  }),
};

/** Fills pages with what is made from the tables of the code, where they say `<!-- NAME -->`. */
export const sitePages = (): Plugin => ({
  name: 'splinescope:site-pages',
  transformIndexHtml: {
    order: 'pre',
    handler(html, { path }) {
      const make = partsOf[path];
      if (!make) return html;
      return Object.entries(make()).reduce((page, [name, part]) => {
        if (!page.includes(`<!-- ${name} -->`)) throw new Error(`${path} has no place for ${name}.`);
        return page.replace(`<!-- ${name} -->`, () => part);
      }, html);
    },
  },
});
