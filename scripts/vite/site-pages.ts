import type { Plugin } from 'vite';
import { authorsParts } from '../authors-page.js';
import { demonstrationEntries, galleryHtml, galleryIndex, presetEntries, variations } from '../gallery.js';
import { withContents } from '../page-contents.js';
import { pageFrame } from '../page-frame.js';
import { withStills } from '../stills.js';

/** What is made for a page beside the frame that all of them have, by its file. */
const partsOf: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  'batch-norm-moves-the-walls.html': () => ({}),
  'authors.html': authorsParts,
  'gallery.html': () => ({
    index: galleryIndex([...presetEntries, ...variations, ...demonstrationEntries]),
    presets: galleryHtml(presetEntries),
    variations: galleryHtml(variations),
    demonstrations: galleryHtml(demonstrationEntries),
  }),
};

const folder = new URL('../../docs/', import.meta.url);

/** Fills pages with their frame and with what is made from the tables of the code, where they say `<!-- NAME -->`. */
export const sitePages = (): Plugin => ({
  name: 'splinescope:site-pages',
  transformIndexHtml: {
    order: 'pre',
    handler(html, { path }) {
      const file = path.replace('/docs/', '');
      const make = partsOf[file];
      if (!make) return html;
      const filled = Object.entries({ ...pageFrame(file), ...make() }).reduce((page, [name, part]) => {
        if (!page.includes(`<!-- ${name} -->`)) throw new Error(`${path} has no place for ${name}.`);
        return page.replace(`<!-- ${name} -->`, () => part);
      }, html);
      const whole = withStills(filled, new URL(file, folder));
      return whole.includes('<!-- contents -->') ? withContents(whole) : whole;
    },
  },
});
