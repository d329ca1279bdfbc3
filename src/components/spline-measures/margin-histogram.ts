import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { isAbsent } from '../../analysis/measures.js';
import { histogramOf } from '../../analysis/summary.js';
import { formatCount } from '../format.js';
import { formatNumber } from './measure-format.js';
import { measureStrings as words } from './measure-strings.js';
import type { MeasuredColumn } from './measures-table.js';

const BINS = 40;
const [WIDTH, HALF] = [360, 62];
const MIDDLE = HALF + 12;
/** What a word beside the 0 takes. */
const ROOM = 70;

/**
 * Signed margins of two networks on one axis: those of the first above it, of the second below, 0 marked. A network without
 * margins is left out: it may well misclassify points.
 */
export function marginHistogram(columns: readonly MeasuredColumn[]): TemplateResult | typeof nothing {
  const all = columns.map(({ measures }) =>
    !measures || isAbsent(measures.margins) ? [] : measures.margins.values.filter((value) => value !== null),
  );
  const values = all.flat();
  if (values.length === 0) return nothing;
  const from = Math.min(0, ...values);
  const to = Math.max(0, ...values);
  if (from === to) return nothing;
  const counts = all.map((margins) => histogramOf(margins, from, to, BINS).counts);
  const most = Math.max(1, ...counts.flat());
  const zero = (WIDTH * -from) / (to - from);
  const hasRoom = (width: number): boolean => width > ROOM;
  const sentence = columns
    .flatMap(({ name }, model) => {
      const margins = all[model]!;
      if (margins.length === 0) return [];
      const wrong = margins.filter((value) => value < 0).length;
      return [words.histogram.sentence(name, formatCount(wrong), formatCount(margins.length))];
    })
    .join('; ');
  return html`
    <figure class="histogram">
      <figcaption>${words.histogram.title}</figcaption>
      <svg viewBox="0 0 ${WIDTH} ${2 * MIDDLE + 16}" role="img" aria-label="${words.histogram.title}. ${sentence}.">
        ${counts.map((ofModel, model) => columnsOf(ofModel, model, most))}
        ${svg`<path class="axis" d="M0 ${MIDDLE}H${WIDTH}" />
          <path class="zero" d="M${zero} 10V${2 * MIDDLE - 10}" />
          ${hasRoom(zero) ? svg`<text x=${zero - 5} y="9" text-anchor="end">${words.histogram.wrong}</text>` : ''}
          ${hasRoom(WIDTH - zero) ? svg`<text x=${zero + 5} y="9">${words.histogram.right}</text>` : ''}
          ${hasRoom(zero) ? svg`<text x="0" y=${2 * MIDDLE + 12}>${formatNumber(from)}</text>` : ''}
          <text x=${zero} y=${2 * MIDDLE + 12} text-anchor=${zeroAnchor(zero)}>0</text>
          ${hasRoom(WIDTH - zero) ? svg`<text x=${WIDTH} y=${2 * MIDDLE + 12} text-anchor="end">${formatNumber(to)}</text>` : ''}`}
      </svg>
      <p>${sentence}.</p>
    </figure>
  `;
}

/** At an end of the axis a centred 0 would stick out of it. */
const zeroAnchor = (zero: number): string => (zero < 4 ? 'start' : zero > WIDTH - 4 ? 'end' : 'middle');

function columnsOf(counts: readonly number[], model: number, most: number): SVGTemplateResult[] {
  const width = WIDTH / BINS;
  return counts.map((count, bin) => {
    const height = (HALF * count) / most;
    const y = model === 0 ? MIDDLE - height : MIDDLE;
    return svg`<rect x=${bin * width + 0.5} y=${y} width=${width - 1} height=${height}
      class=${model === 0 ? 'first' : 'second'} />`;
  });
}
