import { html, nothing, svg, type TemplateResult } from 'lit';
import type { CellReading } from '../../geometry/read-cell.js';
import type { UnitPlace } from '../../geometry/unit-place.js';
import { palettes } from '../../training/palette.js';
import type { PictureTheme } from '../../training/picture.js';
import { formatCoordinate, formatCount, formatMeasure, formatPercent, formatSmallShare } from '../format.js';
import type { Language } from '../language.js';
import { rgb } from '../spline-view/markers.js';
import { icon } from '../style/icons.js';
import { styled } from '../style/styled.js';
import { formulas, reachesWindowEdge, slopes, unitName, wallUnits } from './cell-facts.js';
import { codeSentence } from './code-sentence.js';
import { boundaryWords, marginWords } from './decision-words.js';
import { readingStrings } from './reading-strings.js';
import { activeUnits, type Reading } from './reading.js';

/**
 * All that is known about a point and its cell.
 *
 * @param lit the unit that is lit up
 * @param close ends the reading, for fingers
 */
export function readoutTemplate(
  reading: Reading,
  theme: PictureTheme,
  lit: UnitPlace | null,
  close: () => void,
  language: Language,
): TemplateResult {
  const words = language.of('reading', readingStrings);
  const { point, probabilities, code, cell, absence, step, decision, trainingPoint } = reading;
  const { classMarks } = palettes[theme];
  return html`
    <button type="button" class="close" aria-label=${words.close} @click=${close}>${icon('close')}</button>
    <p class="at">
      <span class="coordinates">${words.at(formatCoordinate(point.x, language), formatCoordinate(point.y, language))}</span>
      ${probabilities.map(
        (share, index) => html`
          <span class="probability">
            <i ${styled({ background: rgb(classMarks[index] ?? [0, 0, 0]) })}></i
            >${words.class(formatCount(index, language), formatPercent(share, language))}
          </span>
        `,
      )}
    </p>
    ${code.map((bits, layer) => codeTemplate(bits, layer, theme, language))}
    <dl>
      ${cell ? cellRows(reading, cell, theme, lit, language) : nothing} ${nearestRow(reading, theme, lit, language)}
      ${decision ? row(words.boundary, boundaryWords(decision, 'short', language)) : nothing}
      ${trainingPoint ? row(words.margin, marginWords(trainingPoint, 'short', language)) : nothing}
    </dl>
    <p class="source">
      ${absence ? words.absences[absence] : words.exact(formatCount(step, language))}
    </p>
  `;
}

function codeTemplate(bits: Uint8Array, layer: number, theme: PictureTheme, language: Language): TemplateResult {
  const words = language.of('reading', readingStrings);
  const active = activeUnits(bits);
  return html`
    <p class="code">
      <span class="units">${words.layerShort(
        formatCount(layer + 1, language),
        formatCount(active, language),
        formatCount(bits.length, language),
      )}</span>
      ${codeStrip(bits, rgb(palettes[theme].walls[layer] ?? [0, 0, 0]), codeSentence(bits, layer, language))}
    </p>
  `;
}

/** One cell per unit, filled where it is on. */
function codeStrip(bits: Uint8Array, color: string, label: string): TemplateResult {
  const cells = (bit: number): string =>
    [...bits].map((value, unit) => (value === bit ? `M${unit + 0.1} 0h0.8v1h-0.8z` : '')).join('');
  return html`
    <svg viewBox="0 0 ${bits.length} 1" preserveAspectRatio="none" role="img" aria-label=${label}
      ${styled({ width: `${bits.length * (bits.length > 40 ? 4 : 8)}px` })}>
      ${svg`<path d=${cells(0)} fill="currentColor" opacity="0.16" /><path d=${cells(1)} fill=${color} />`}
    </svg>
  `;
}

function cellRows(
  { share }: Reading,
  cell: CellReading,
  theme: PictureTheme,
  lit: UnitPlace | null,
  language: Language,
): readonly TemplateResult[] {
  const words = language.of('reading', readingStrings);
  const units = wallUnits(cell);
  return [
    ...formulas(cell, language).map(({ name, formula }) =>
      row(name, html`<span class="formula" dir="ltr">= ${formula}</span>`),
    ),
    row(words.slope, slopes(cell, language)),
    row(words.area, words.areaValue(formatMeasure(cell.area, language), formatSmallShare(share, language))),
    row(
      words.wallCount(formatCount(units.length, language), units.length),
      html`<span class="chips">
        ${units.map((unit) => chip(unit, theme, lit, language))}
        ${reachesWindowEdge(cell) ? html`<span>${words.windowEdge}</span>` : nothing}
      </span>`,
    ),
  ];
}

function nearestRow(
  { nearest, isExactDistance }: Reading,
  theme: PictureTheme,
  lit: UnitPlace | null,
  language: Language,
): TemplateResult {
  const words = language.of('reading', readingStrings);
  if (nearest.layer < 0) return row(words.nearest, words.noWall);
  const distance = formatMeasure(nearest.distance, language);
  const away = isExactDistance ? words.nearestExact(distance) : words.nearestFirstOrder(distance);
  return row(words.nearest, html`<span class="chips">${chip(nearest, theme, lit, language)} ${away}</span>`);
}

const row = (label: string, value: TemplateResult | string): TemplateResult =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;

/** A unit in the colour of its layer. */
function chip(place: UnitPlace, theme: PictureTheme, lit: UnitPlace | null, language: Language): TemplateResult {
  const words = language.of('reading', readingStrings);
  const { layer, unit } = place;
  const isLit = lit?.layer === layer && lit.unit === unit;
  const color = rgb(palettes[theme].walls[layer] ?? [0, 0, 0]);
  return html`<span class="chip ${isLit ? 'lit' : ''}" ${styled({ '--layer': color })}
    ><span aria-hidden="true">${words.unitShort(formatCount(layer + 1, language), formatCount(unit + 1, language))}</span
    ><span class="visually-hidden">${unitName(place, language)}${language.common.semicolon}</span></span
  >`;
}
