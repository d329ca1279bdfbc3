import type { EmbedSource } from '../io/embed-code.js';

/** As the README has it: beside the page that the code is put into. */
const documented: EmbedSource = { script: 'splinescope/splinescope.js', styles: 'splinescope/figure.css' };

let known: EmbedSource | null = null;

/** @param source where a script tag was loaded from; null: not known, as where a bundler has taken everything in */
export function setEmbedSource(source: EmbedSource | null): void {
  known = source;
}

/** What embed code loads. `isKnown`: from where this page has it too; else whoever uses the code has to put it there. */
export const embedSource = (): EmbedSource & { readonly isKnown: boolean } => ({
  ...(known ?? documented),
  isKnown: known !== null,
});
