import { html, svg, type TemplateResult } from 'lit';
import type { Line, LineCost } from '../../../analysis/demonstrations/line-cost.js';
import { formatCount } from '../../format.js';
import type { Language, Words } from '../../language.js';
import { pictureTemplate } from '../picture.js';
import type { oneUnitStrings } from './one-unit-strings.js';

/** Farthest offsets of the slider and of the chart. */
export const MOST_OFFSET = 5;
const [WIDTH, HEIGHT, MARGIN] = [300, 260, 12];
/** Costs are drawn up to that of a line so far from the best one; the scale stays when the line moves. */
const HIGHEST_DISTANCE = 4;

/** The cost over the offset of the line: the parabola, the plain line on it, and BN's line at its lowest point. */
export function costChart(
  { offset }: Line,
  { cost, least, bestOffset }: LineCost,
  count: number,
  words: Words<typeof oneUnitStrings>,
  language: Language,
): TemplateResult {
  const most = least + count * HIGHEST_DISTANCE ** 2;
  const x = (at: number): number => (WIDTH * (at + MOST_OFFSET)) / (2 * MOST_OFFSET);
  const y = (value: number): number => HEIGHT - MARGIN - ((HEIGHT - 2 * MARGIN) * value) / most;
  const curve = Array.from({ length: 101 }, (_, i) => {
    const at = -MOST_OFFSET + (2 * MOST_OFFSET * i) / 100;
    return `${x(at).toFixed(2)},${y(least + count * (at - bestOffset) ** 2).toFixed(2)}`;
  }).join(' ');
  return html`
    ${pictureTemplate(
      `0 0 ${WIDTH} ${HEIGHT}`,
      words.chart,
      svg`
        <path class="frame" d="M0 ${y(0)}H${WIDTH}" />
        <path class="guide" d="M${x(bestOffset)} ${y(0)}V${y(least)}" />
        <path class="guide" d="M${x(offset)} ${y(0)}V${Math.max(0, y(cost))}" />
        <polyline class="curve" points=${curve} />
        <circle class="plain" cx=${x(offset)} cy=${Math.max(8, y(cost))} r="7" />
        <circle class="normalized" cx=${x(bestOffset)} cy=${y(least)} r="5" />
      `,
    )}
    <div class="axis">
      <span>−${formatCount(MOST_OFFSET, language)}</span><span>${words.offset}</span><span>${formatCount(MOST_OFFSET, language)}</span>
    </div>
    <p class="under">${words.axis(formatCount(most, language))}</p>
  `;
}
