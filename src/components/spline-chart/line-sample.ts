import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Normalization } from '../../training/network-spec.js';
import { styled } from '../style/styled.js';
import { dashOf, dotSize, isDotFilled, lineWidth } from './curve-look.js';

const colorOf = (model: number): string => `var(${model === 0 ? '--spline-first' : '--spline-second'})`;

/** A piece of a network's line as the chart draws it while the network has this normaliser. */
export const lineSample = (model: number, normalization: Normalization): TemplateResult => html`
  <svg class="line-sample" viewBox="0 0 32 6" width="32" height="6" aria-hidden="true">
    ${svg`<path d="M1 3H31" fill="none" stroke-width=${lineWidth + 0.5}
      stroke-dasharray=${dashOf(normalization === 'none').join(' ') || nothing}
      ${styled({ stroke: colorOf(model) })} />`}
  </svg>
`;

/** A dot of a network's accuracy in training mode as the chart draws it. */
export const dotSample = (model: number): TemplateResult => {
  const stroke = colorOf(model);
  return html`
    <svg class="dot-sample" viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
      ${svg`<circle cx="4" cy="4" r=${dotSize / 2} ${styled({ stroke, fill: isDotFilled(model) ? stroke : 'none' })} />`}
    </svg>
  `;
};
