import { css, html, nothing, type TemplateResult } from 'lit';
import { palettes } from '../../training/palette.js';
import type { PictureTheme } from '../../training/picture.js';
import { formatList, formatSetting } from '../format.js';
import { english } from '../language.js';
import type { NumberScale } from '../shared-scale.js';
import { styled } from '../style/styled.js';
import { rgb } from './markers.js';
import { scaleStrings } from './picture-strings.js';

/** What the colours of a fill by a number stand for, once for all pictures in that scale. */
export function scaleLegend(
  { fill, values }: NumberScale,
  theme: PictureTheme,
  pictureCount: number,
  language = english,
): TemplateResult {
  const words = language.of('scale', scaleStrings);
  const [low, high] = [formatSetting(values.low, language), formatSetting(values.high, language)];
  const colours = palettes[theme].sequentialFills.map(rgb).join(', ');
  const notes = [...(values.isLogarithmic ? [words.logarithmic] : []), ...(pictureCount > 1 ? [words.shared] : [])];
  return html`
    <div class="scale">
      <spline-term hint=${words.hint}>${words[fill]}${values.isLogarithmic ? words.log : nothing}</spline-term>
      <span class="values" role="img" aria-label=${words.label(words[fill], low, high, formatList(notes, language))}>
        <b>${low}</b><span class="ramp" ${styled({ background: `linear-gradient(to right, ${colours})` })}></span><b>${high}</b>
      </span>
    </div>
  `;
}

export const scaleLegendStyles = css`
  .scale {
    /* Beside the legend where there is room. */
    flex: 1 1 350px;
    max-width: 520px;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    font: 0.8125rem/1.25rem var(--spline-sans);
    color: var(--spline-ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .scale .values {
    flex: 1 1 138px;
    max-width: 320px;
    display: flex;
    align-items: center;
    gap: 8px;
    /* As its colours. */
    direction: ltr;
  }
  .scale b {
    font-weight: 500;
    color: var(--spline-ink);
  }
  .scale .ramp {
    flex: 1;
    height: 10px;
    border-radius: 2px;
    box-shadow: 0 0 0 1px color-mix(in srgb, var(--spline-ink) 20%, transparent);
    forced-color-adjust: none;
  }
`;
