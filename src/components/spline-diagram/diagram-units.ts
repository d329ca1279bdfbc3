import { svg, type SVGTemplateResult } from 'lit';
import type { UnitPlace } from '../../geometry/unit-place.js';
import { markerPaths } from '../../training/markers.js';
import type { Palette } from '../../training/palette.js';
import { formatCount } from '../format.js';
import { unitName } from '../reading/cell-facts.js';
import { rgb } from '../spline-view/markers.js';
import { styled } from '../style/styled.js';
import type { DiagramLayout } from './diagram-layout.js';
import { diagramStrings as words } from './diagram-strings.js';

export interface DiagramUnits {
  readonly layout: DiagramLayout;
  readonly palette: Palette;
  /** Of the cell that is read; null without one. */
  readonly code: readonly Uint8Array[] | null;
  readonly lit: UnitPlace | null;
  /** The one that Tab leads to. */
  readonly entry: UnitPlace;
}

/** Largest radius of a dot in CSS pixels. */
const LARGEST_DOT = 5;

export const dotRadius = ({ pitch }: DiagramLayout): number => Math.min(LARGEST_DOT, 0.38 * pitch);

/** The hidden units, a group per layer, filled where they are on in the cell that is read. */
export function unitsTemplate({ layout, palette, code, lit, entry }: DiagramUnits): SVGTemplateResult[] {
  const radius = dotRadius(layout);
  return layout.blocks.slice(1, -1).map(({ dots }, layer) => {
    const color = rgb(palette.walls[layer] ?? palette.decisionBoundary);
    const bits = code?.[layer];
    return svg`<g role="group" aria-label=${words.layer(formatCount(layer + 1), formatCount(dots.length), dots.length)} ${styled({ '--layer': color })}>
      ${dots.map(({ x, y }, unit) => {
        const state = bits ? (bits[unit] === 1 ? 'on' : 'off') : '';
        const name = unitName({ layer, unit });
        return svg`<circle role="option" class="unit ${state}" cx=${x} cy=${y} r=${radius}
          data-layer=${layer} data-unit=${unit}
          tabindex=${isAt(entry, layer, unit) ? 0 : -1}
          aria-selected=${lit && isAt(lit, layer, unit) ? 'true' : 'false'}
          aria-label=${state === '' ? name : `${name}, ${words[state]}`} />`;
      })}
    </g>`;
  });
}

const isAt = (place: UnitPlace, layer: number, unit: number): boolean => place.layer === layer && place.unit === unit;

/** A ring around the unit that is lit up. */
export function ringTemplate(layout: DiagramLayout, { layer, unit }: UnitPlace): SVGTemplateResult {
  const { x, y } = layout.blocks[layer + 1]!.dots[unit]!;
  return svg`<circle class="ring" cx=${x} cy=${y} r=${dotRadius(layout) + 3} aria-hidden="true" />`;
}

/** What the network takes in and gives out, named. */
export function endsTemplate({ layout, palette }: Pick<DiagramUnits, 'layout' | 'palette'>): SVGTemplateResult {
  const radius = dotRadius(layout);
  const inputs = layout.blocks[0]!.dots;
  const logits = layout.blocks.at(-1)!.dots;
  const names = [words.x, words.y];
  return svg`<g class="ends" aria-hidden="true">
    ${inputs.map(
      ({ x, y }, index) =>
        svg`<circle cx=${x} cy=${y} r=${radius} />${
          names[index] && svg`<text x=${x - radius - 4} y=${y + 4} text-anchor="end">${names[index]}</text>`
        }`,
    )}
    ${logits.map(({ x, y }, index) => {
      const color = rgb(palette.classMarks[index] ?? palette.decisionBoundary);
      return svg`<path d=${markerPaths[index] ?? ''} fill=${color} transform="translate(${x} ${y}) scale(${radius})" />`;
    })}
  </g>`;
}
