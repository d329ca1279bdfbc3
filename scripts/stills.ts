/** Stills in `docs/stills`, which stand in the tags of figures: for feeds, for paper, and wherever no script runs. */
import { existsSync, readFileSync } from 'node:fs';
import type { Entry } from '../src/io/parse-experiment.js';
import { appAddress } from './app-address.js';
import { escapeHtml } from './escape-html.js';

/** A tag with a still, and one paragraph after that. */
const figureWithStill = /<(spline-[\w-]+)([^>]*)>\s*<img\s+src="(stills\/[\w-]+\.webp)"([^>]*?)\/>\s*<p>.*?<\/p>/gs;
const attribute = /([\w-]+)(?:="([^"]*)")?/g;

/**
 * Completes what stands in the tags of figures: stills get their size in pixels, so that they move nothing when they come, and are
 * loaded only near what is seen; after the words comes a link to the application with that experiment, or, as demonstrations
 * are not in it, to their place on the page, for readers who have it from elsewhere.
 *
 * @param page address of the page
 */
export function withStills(html: string, page: URL): string {
  return html.replace(figureWithStill, (part, tag: string, written: string, source: string) => {
    const attributes = [...written.matchAll(attribute)].map(([, name = '', value = '']): Entry => [name, value]);
    const link =
      tag === 'spline-figure'
        ? `<a href="${escapeHtml(appAddress(attributes))}">Open in the full application</a>`
        : `<a href="${page.pathname.split('/').at(-1)}#${new Map(attributes).get('id')}">Live where scripts run</a>`;
    return `${part.replace(`src="${source}"`, (given) => given + sizeOf(new URL(source, page)))}\n${link}`;
  });
}

/** Nothing for a still that is not there, as before it is taken. */
function sizeOf(file: URL): string {
  if (!existsSync(file)) return '';
  const { width, height } = webpSize(readFileSync(file));
  return ` width="${width}" height="${height}" loading="lazy"`;
}

/** Of a WebP as browsers write it, in pixels. @throws Error where the bytes are not such a file */
export function webpSize(bytes: Buffer): { readonly width: number; readonly height: number } {
  if (bytes.toString('latin1', 8, 16) !== 'WEBPVP8X') throw new Error('This is no WebP in the extended format.');
  return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
}
