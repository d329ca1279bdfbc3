import { html, nothing, svg, type TemplateResult } from 'lit';
import { dashes, lineWidth } from './chart-options.js';

/** A piece of a network's line as the chart draws it. */
export const lineSample = (model: number): TemplateResult => html`
  <svg class="line-sample" viewBox="0 0 32 6" width="32" height="6" aria-hidden="true">
    ${svg`<path d="M1 3H31" fill="none" stroke-width=${lineWidth + 0.5}
      stroke-dasharray=${(dashes[model] ?? []).join(' ') || nothing}
      style="stroke:var(${model === 0 ? '--spline-first' : '--spline-second'})" />`}
  </svg>
`;
