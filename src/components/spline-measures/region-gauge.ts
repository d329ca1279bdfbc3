import { html, nothing, svg, type TemplateResult } from 'lit';
import { isAbsent } from '../../analysis/measures.js';
import { formatCount } from '../format.js';
import { formatNumber } from './measure-format.js';
import { measureStrings as words } from './measure-strings.js';
import type { MeasuredColumn } from './measures-table.js';

const WIDTH = 360;
const LINE = 58;

/**
 * Cells of every network that has them counted, among what is usual and what is possible, on a logarithmic scale. Nothing
 * where none has.
 */
export function regionGauge(columns: readonly MeasuredColumn[]): TemplateResult | typeof nothing {
  const cells = columns.map(({ measures }) =>
    !measures || isAbsent(measures.regions) ? null : measures.regions.activationCells,
  );
  const bounds = columns[cells.findIndex((count) => count !== null)]?.measures?.regionBounds;
  if (!bounds || isAbsent(bounds)) return nothing;
  const { concurrentLines, generalLines, typical, reachable, upper, upperOfRelu } = bounds;
  const bound = upperOfRelu ?? upper;
  const place = (count: number): number => 8 + ((WIDTH - 16) * Math.log(Math.max(1, count))) / Math.log(bound);
  const marks = [
    { count: concurrentLines, name: words.gauge.marks.concurrent },
    { count: typical, name: words.gauge.marks.typical },
    { count: bound, name: words.gauge.marks.upper },
  ];
  const spoken = cells
    .flatMap((count, model) => (count === null ? [] : [words.gauge.cells(columns[model]!.name, formatCount(count))]))
    .join('; ');
  return html`
    <figure class="gauge">
      <figcaption>${words.gauge.title}</figcaption>
      <svg viewBox="0 0 ${WIDTH} 84" role="img" aria-label="${words.gauge.title}. ${spoken}.">
        ${svg`<path class="axis" d="M8 ${LINE}H${WIDTH - 8}" />`}
        ${marks.map(({ count, name }) => {
          const x = place(count);
          const anchor = x > WIDTH - 60 ? 'end' : 'middle';
          return svg`<path class="tick" d="M${x} ${LINE - 6}V${LINE + 6}" />
            <text x=${anchor === 'end' ? WIDTH - 8 : x} y=${LINE + 20} text-anchor=${anchor}>${name}</text>`;
        })}
        ${cells.map((count, model) => {
          if (count === null) return nothing;
          const [x, top] = [place(count), model === 0 ? 26 : 10];
          const isLeft = x > WIDTH / 2;
          return svg`<g class=${model === 0 ? 'first' : 'second'}>
            <path class="needle" d="M${x} ${top}V${LINE}" /><circle cx=${x} cy=${LINE} r="4.5" />
            <text x=${x + (isLeft ? -6 : 6)} y=${top + 5} text-anchor=${isLeft ? 'end' : 'start'}>${formatCount(count)}</text>
          </g>`;
        })}
      </svg>
      <ul>
        ${columns.map(({ name, measures: own }) =>
          !own || isAbsent(own.regions)
            ? nothing
            : html`<li>${words.gauge.regions(name, formatCount(own.regions.linearRegions))}</li>`,
        )}
        <li>${words.gauge.concurrent(formatCount(concurrentLines))}</li>
        <li>${words.gauge.general(formatCount(generalLines))}</li>
        <li>${words.gauge.typical(formatCount(typical))}</li>
        ${reachable === null ? nothing : html`<li>${words.gauge.reachable(large(reachable))}</li>`}
        <li>${words.gauge.upper(large(bound))}</li>
      </ul>
    </figure>
  `;
}

const large = (count: number): string => (count < 1e9 ? formatCount(count) : formatNumber(count));
