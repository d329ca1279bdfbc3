import { css, html, svg, type TemplateResult } from 'lit';
import { RING_RADIUS, RING_WIDTH } from '../../training/markers.js';
import { palettes } from '../../training/palette.js';
import type { PictureLayers, PictureTheme } from '../../training/picture.js';
import type { PointSet } from '../../training/picture.js';
import { formatCount } from '../format.js';
import { english, type Language } from '../language.js';
import { markerIcon } from './marker-icon.js';
import { rgb } from './markers.js';
import { legendStrings } from './picture-strings.js';

export interface LegendContents {
  readonly classCount: number;
  readonly depth: number;
  readonly theme: PictureTheme;
  readonly points: PointSet;
  readonly layers: PictureLayers;
  readonly language?: Language;
}

/** What the marks and lines of a picture mean; only what is drawn is listed. */
export function legendTemplate({
  classCount,
  depth,
  theme,
  points,
  layers,
  language = english,
}: LegendContents): TemplateResult {
  const palette = palettes[theme];
  const ink = rgb(palette.decisionBoundary);
  const drawnWalls = Array.from({ length: depth }, (_, layer) => layer).filter((layer) => layers.walls[layer] ?? true);
  const words = language.of('legend', legendStrings);
  return html`
    <ul class="legend" aria-label=${words.label}>
      ${
        points === 'none'
          ? null
          : Array.from(
              { length: classCount },
              (_, label) =>
                html`<li>${markerIcon(palette, label, true)}${words.class(formatCount(label, language))}</li>`,
            )
      }
      ${points === 'all' ? html`<li>${markerIcon(palette, 0, false)}${words.test}</li>` : null}
      ${
        points === 'none'
          ? null
          : html`<li>
            <svg viewBox="-8 -8 16 16" aria-hidden="true">
              ${svg`<circle r=${RING_RADIUS} fill="none" stroke=${ink} stroke-width=${RING_WIDTH} />`}
            </svg>
            ${words.wrong}
          </li>`
      }
      ${
        drawnWalls.length > 0
          ? html`<li>
            ${words.walls}
            ${drawnWalls.map((layer) => html`<span class="swatch">${line(rgb(palette.walls[layer] ?? palette.casing), 1.75)}${formatCount(layer + 1, language)}</span>`)}
          </li>`
          : null
      }
      ${layers.decisionBoundary ? html`<li>${line(ink, 3)}${words.decision}</li>` : null}
    </ul>
  `;
}

const line = (color: string, width: number): TemplateResult => html`
  <svg class="line" viewBox="0 0 22 16" aria-hidden="true">
    ${svg`<path d="M1 12 21 4" stroke=${color} stroke-width=${width} stroke-linecap="round" />`}
  </svg>
`;

export const legendStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin: 0;
    padding: 0;
    list-style: none;
    font: 0.8125rem/1.25rem var(--spline-sans);
    color: var(--spline-ink-soft);
  }
  .legend li,
  .legend .swatch {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .legend svg {
    width: 16px;
    height: 16px;
    flex: none;
    forced-color-adjust: none;
  }
  .legend svg.line {
    width: 22px;
  }
  .legend .swatch {
    gap: 3px;
    margin-inline-start: 2px;
    font-variant-numeric: tabular-nums;
  }
`;
