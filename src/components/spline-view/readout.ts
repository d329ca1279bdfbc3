import { html, svg, type TemplateResult } from 'lit';
import { palettes } from '../../training/palette.js';
import type { PictureTheme } from '../../training/picture.js';
import { formatCoordinate, formatPercent } from '../format.js';
import { strings } from '../strings.js';
import { rgb } from './markers.js';
import type { PointReading } from './point-reading.js';
import type { Point } from './view-transform.js';

const activeUnits = (code: Uint8Array): number => code.reduce((sum, bit) => sum + bit, 0);

/** The reading as one sentence, for ears. */
export function readingSentence(point: Point, { probabilities, code }: PointReading): string {
  return strings.readout.spoken(
    strings.readout.at(formatCoordinate(point.x), formatCoordinate(point.y)),
    probabilities.map((share, index) => strings.readout.class(index, formatPercent(share))).join(', '),
    code.map((bits, layer) => strings.readout.layer(layer + 1, activeUnits(bits), bits.length)).join(', '),
  );
}

/** Coordinates, class probabilities and the activation code as one strip of cells per layer, in the layer's colour. */
export function readoutTemplate(point: Point, reading: PointReading, theme: PictureTheme): TemplateResult {
  const { classMarks, walls } = palettes[theme];
  return html`
    <p class="at">
      <span class="coordinates"
        >${strings.readout.at(formatCoordinate(point.x), formatCoordinate(point.y))}</span
      >
      ${reading.probabilities.map(
        (share, index) => html`
          <span class="probability">
            <i style="background:${rgb(classMarks[index] ?? [0, 0, 0])}"></i
            >${strings.readout.class(index, formatPercent(share))}
          </span>
        `,
      )}
    </p>
    ${reading.code.map(
      (bits, layer) => html`
        <p class="code">
          <span class="units">${layer + 1}: ${activeUnits(bits)}/${bits.length}</span>
          ${codeStrip(bits, rgb(walls[layer] ?? [0, 0, 0]), strings.readout.layer(layer + 1, activeUnits(bits), bits.length))}
        </p>
      `,
    )}
  `;
}

/** One cell per unit, filled where it is active. */
function codeStrip(bits: Uint8Array, color: string, label: string): TemplateResult {
  const cells = (bit: number): string =>
    [...bits].map((value, unit) => (value === bit ? `M${unit + 0.1} 0h0.8v1h-0.8z` : '')).join('');
  return html`
    <svg viewBox="0 0 ${bits.length} 1" preserveAspectRatio="none" role="img" aria-label=${label}
      style="width:${bits.length * (bits.length > 40 ? 4 : 8)}px">
      ${svg`<path d=${cells(0)} fill="currentColor" opacity="0.16" /><path d=${cells(1)} fill=${color} />`}
    </svg>
  `;
}
