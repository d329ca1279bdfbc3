import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { pictureTemplate } from '../picture.js';

const [WIDTH, HEIGHT] = [240, 150];
const EDGE = 14;

/** Two numbers of one draw. */
export interface Pair {
  readonly plain: number;
  readonly normalized: number;
}

/**
 * A row for each draw with a dot for each of its two numbers, on an axis that holds all of them.
 *
 * @param rows that there will be; those without both numbers are left free
 */
export function dotChart(
  pairs: readonly Pair[],
  rows: number,
  { label, text }: { readonly label: string; readonly text: (value: number) => string },
): TemplateResult {
  const values = pairs.flatMap(({ plain, normalized }) => [plain, normalized]).filter(Number.isFinite);
  const [least, most] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1];
  const range = Math.max(most - least, 1e-9);
  const x = (value: number): number => EDGE + ((WIDTH - 2 * EDGE) * (value - least)) / range;
  const row = ({ plain, normalized }: Pair, index: number): SVGTemplateResult | typeof nothing => {
    if (!Number.isFinite(plain + normalized)) return nothing;
    const y = (HEIGHT * (index + 0.5)) / rows;
    return svg`<path class="guide" d="M${x(plain)} ${y}H${x(normalized)}" /><circle
        class="plain" cx=${x(plain)} cy=${y} r="6" /><circle class="normalized" cx=${x(normalized)} cy=${y} r="6" />`;
  };
  return html`
    ${pictureTemplate(`0 0 ${WIDTH} ${HEIGHT}`, label, pairs.map(row))}
    <div class="axis"><span>${values.length > 0 ? text(least) : ''}</span><span>${values.length > 0 ? text(most) : ''}</span></div>
  `;
}
