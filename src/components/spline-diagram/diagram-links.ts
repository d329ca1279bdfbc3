import { svg, type SVGTemplateResult } from 'lit';
import type { UnitPlace } from '../../geometry/unit-place.js';
import type { FoldedLayer, FoldedNetwork } from '../../training/model-state.js';
import type { DiagramLayout, Dot } from './diagram-layout.js';

/** Weights of less than this share of the largest are left out: the diagram stays quiet. */
const FAINTEST = 0.15;

/** Lines from a unit to what it takes in and to what it goes to: thicker for larger weights, dashed for negative ones. */
export function linksTemplate(
  { layers }: FoldedNetwork,
  { blocks }: DiagramLayout,
  { layer, unit }: UnitPlace,
): SVGTemplateResult {
  const own = blocks[layer + 1]!.dots[unit]!;
  const [before, after] = [blocks[layer]!.dots, blocks[layer + 2]!.dots];
  return svg`<g class="links" aria-hidden="true">
    ${bundle(own, before, rowOf(layers[layer]!, unit))}${bundle(own, after, columnOf(layers[layer + 1]!, unit))}
  </g>`;
}

const rowOf = ({ weight, inputWidth }: FoldedLayer, unit: number): Float64Array =>
  weight.subarray(unit * inputWidth, (unit + 1) * inputWidth);

const columnOf = ({ weight, inputWidth, width }: FoldedLayer, unit: number): Float64Array =>
  Float64Array.from({ length: width }, (_, m) => weight[m * inputWidth + unit]!);

function bundle(own: Dot, others: readonly Dot[], weights: Float64Array): SVGTemplateResult[] {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  return others.flatMap(({ x, y }, i) => {
    const size = Math.abs(weights[i]!) / largest;
    if (!(size >= FAINTEST)) return [];
    return svg`<line x1=${own.x} y1=${own.y} x2=${x} y2=${y} class=${weights[i]! < 0 ? 'negative' : ''}
      stroke-width=${(0.5 + 1.5 * size).toFixed(2)} opacity=${(0.15 + 0.45 * size).toFixed(2)} />`;
  });
}
