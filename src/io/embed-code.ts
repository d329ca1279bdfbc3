import type { ExperimentConfig } from '../training/experiment-config.js';
import type { FigureView } from './figure-fields.js';
import { attributesOf, viewAttributesOf } from './parse-experiment.js';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * HTML that shows an experiment on another page: the fewest attributes of `<spline-figure>`, and the script that draws it.
 *
 * @param steps taken before it is first shown
 * @param script address of the script
 */
export function embedCode(config: ExperimentConfig, view: FigureView, steps: number, script: string): string {
  const entries = [
    ...attributesOf(config),
    ...viewAttributesOf(view),
    ...(steps > 0 ? [['steps', String(steps)] as const] : []),
  ];
  const attributes = entries.map(([name, text]) => (text === '' ? ` ${name}` : ` ${name}="${escaped(text)}"`)).join('');
  return `<spline-figure${attributes}></spline-figure>\n<script type="module" src="${escaped(script)}"></script>\n`;
}
