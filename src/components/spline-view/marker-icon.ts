import { html, svg, type TemplateResult } from 'lit';
import { MARKER_RADIUS, markerPaths } from '../../training/markers.js';
import type { Palette } from '../../training/palette.js';
import { rgb } from './markers.js';

/** The mark of a class beside its name: filled as for training points, or hollow as for test points. */
export function markerIcon({ classMarks, casing }: Palette, label: number, isFilled: boolean): TemplateResult {
  const color = rgb(classMarks[label] ?? casing);
  return html`<svg viewBox="-8 -8 16 16" aria-hidden="true">
    ${svg`<path d=${markerPaths[label] ?? ''} transform="scale(${MARKER_RADIUS * 1.25})" stroke=${color}
      stroke-width="0.4" fill=${isFilled ? color : 'none'} />`}
  </svg>`;
}
