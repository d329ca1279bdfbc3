import type { ExperimentConfig } from '../training/experiment-config.js';
import type { FigureView } from './figure-fields.js';
import { attributesOf, viewAttributesOf, type Entry } from './parse-experiment.js';

/** Addresses of what draws a figure, and of the style sheet that keeps its place until then. */
export interface EmbedSource {
  readonly script: string;
  readonly styles: string;
}

/** What stands in a figure until there is a picture, in feeds, and where no script runs. */
export interface EmbedFallback {
  readonly sentence: string;
  /** Page with the whole application, perhaps at the moment that is shown; empty: none is known. */
  readonly address: string;
  /** What the link to it says. */
  readonly linkText: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * HTML that shows an experiment on another page: style sheet, script, and the fewest attributes of `<spline-figure>`.
 *
 * @param steps taken before it is first shown
 */
export function embedCode(
  config: ExperimentConfig,
  view: FigureView,
  steps: number,
  source: EmbedSource,
  fallback: EmbedFallback,
): string {
  const entries = [
    ...attributesOf(config),
    ...viewAttributesOf(view),
    ...(steps > 0 ? [['steps', String(steps)] as const] : []),
  ];
  return embedTag('spline-figure', entries, source, fallback);
}

/** The same of any element. @param tag its name */
export function embedTag(
  tag: string,
  entries: readonly Entry[],
  { script, styles }: EmbedSource,
  { sentence, address, linkText }: EmbedFallback,
): string {
  const attributes = entries.map(([name, text]) => (text === '' ? ` ${name}` : ` ${name}="${escaped(text)}"`)).join('');
  const link = address === '' ? '' : ` <a href="${escaped(address)}">${escaped(linkText)}</a>`;
  return [
    `<link rel="stylesheet" href="${escaped(styles)}" />`,
    `<script type="module" src="${escaped(script)}"></script>`,
    `<${tag}${attributes}>${escaped(sentence)}${link}</${tag}>`,
    '',
  ].join('\n');
}
