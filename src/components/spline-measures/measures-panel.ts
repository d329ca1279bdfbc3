import { html, nothing, type TemplateResult } from 'lit';
import type { AlignmentCost } from '../../analysis/alignment-cost.js';
import { isAbsent, type Measures } from '../../analysis/measures.js';
import type { Normalization } from '../../training/network-spec.js';
import type { CurveId, MeasureCurves } from '../run-measures/measure-curves.js';
import type { ChartMark } from '../spline-chart/chart-marks.js';
import { barsTemplate, type Bar } from './bars.js';
import { epsilonSentences } from './epsilon-sentences.js';
import { marginHistogram } from './margin-histogram.js';
import type { ChartLine } from './measure-chart-options.js';
import { formatNumber } from './measure-format.js';
import { layerRows } from './layer-rows.js';
import { landscapeRows, notebookGroups, paperGroups, type MeasureGroup } from './measure-groups.js';
import { measureStrings as words } from './measure-strings.js';
import { absenceSentences, isAnyCurved, measuresTable, type MeasuredColumn } from './measures-table.js';
import { regionGauge } from './region-gauge.js';

/** A network with its numbers and their course over the run. */
export interface MeasuredTwin extends MeasuredColumn {
  /** What the run began with. */
  readonly first: Normalization;
  readonly curves: MeasureCurves;
}

/** What charts over training share. */
export interface Courses {
  /** Changes of it redraw them. */
  readonly theme: string;
  /** Switches and changes of the run. */
  readonly marks: readonly ChartMark[];
}

/** Everything that is measured, literal and true, in numbers and as pictures. */
export function measuresPanel(
  twins: readonly MeasuredTwin[],
  courses: Courses,
  radiusField: TemplateResult,
): TemplateResult {
  const { notebook, papers, landscape } = words.sections;
  const section = (
    { title, about }: { readonly title: string; readonly about: string },
    body: unknown,
  ): TemplateResult =>
    html`<section class="part">
      <h3>${title}</h3>
      <p class="effect">${about}</p>
      ${body}
    </section>`;
  return html`
    ${absenceSentences(twins).map((sentence) => html`<p class="absence">${sentence}</p>`)}
    ${section(
      notebook,
      notebookGroups.map((group) => groupTemplate(group, twins, courses)),
    )}
    ${section(papers, html`${radiusField}${paperGroups.map((group) => groupTemplate(group, twins, courses))}`)}
    ${section(
      landscape,
      html`${measuresTable(landscape.title, landscapeRows, twins)}
      <div class="charts">
        ${chart(words.charts.loss, twins, courses, 'lossLeast', 'lossMost')}
        ${chart(words.charts.gradientChange, twins, courses, 'gradientChangeLeast', 'gradientChangeMost')}
        ${chart(words.charts.smoothness, twins, courses, 'effectiveSmoothness')}
      </div>`,
    )}
  `;
}

function groupTemplate(group: MeasureGroup, twins: readonly MeasuredTwin[], courses: Courses): TemplateResult {
  const { title, note } = words.groups[group.id];
  return html`
    <section class="group" id=${group.id}>
      <div>
        <h4>${title}</h4>
        <p class="note">${note}</p>
        ${measuresTable(title, group.rows, twins)} ${layersTemplate(group, twins)}
        ${
          group.id === 'cost'
            ? epsilonSentences(twins).map((sentence) => html`<p class="absence">${sentence}</p>`)
            : nothing
        }
      </div>
      <div class="pictures">${picture(group, twins, courses)}</div>
    </section>
  `;
}

/** Closed at first; nothing where there is nothing to tell of layers. */
function layersTemplate(group: MeasureGroup, twins: readonly MeasuredTwin[]): TemplateResult | typeof nothing {
  const depth = twins.find(({ measures }) => measures)?.measures?.epsilonUnits.length ?? 0;
  const rows = layerRows(group, depth).filter(({ read }) =>
    twins.some(({ measures }) => measures && read(measures) !== null),
  );
  if (rows.length === 0) return nothing;
  const { title } = words.layers;
  return html`<details class="layers">
    <summary>${title}</summary>
    ${measuresTable(`${words.groups[group.id].title}: ${title}`, rows, twins)}
  </details>`;
}

function picture({ id }: MeasureGroup, twins: readonly MeasuredTwin[], courses: Courses): unknown {
  const { charts } = words;
  switch (id) {
    case 'alignment':
      return [distanceBars(twins), chart(charts.wallDistance, twins, courses, 'wallDistance')];
    case 'density':
      return chart(charts.wallDensityNear, twins, courses, 'wallDensityNear');
    case 'margin':
      return [marginHistogram(twins), chart(charts.marginLowQuantile, twins, courses, 'marginLowQuantile')];
    case 'gradient':
      return chart(charts.gradientNorm, twins, courses, 'gradientNormOfTrainingSet');
    case 'entropy':
      return chart(
        isAnyCurved(twins) ? charts.effectiveCodes : charts.effectiveCells,
        twins,
        courses,
        'effectiveCodes',
      );
    case 'regions':
      return [regionGauge(twins), chart(charts.cells, twins, courses, 'activationCells')];
    case 'nearby':
      return [nearbyBars(twins), chart(charts.nearbyUnitsRatio, twins, courses, 'nearbyUnitsRatio')];
    case 'length':
      return lengthBars(twins);
    case 'cost':
      return costBars(twins).map((bars, layer) => barsTemplate(barWords.cost(String(layer + 1)), bars));
    default:
      return id satisfies never;
  }
}

function chart(
  label: string,
  twins: readonly MeasuredTwin[],
  { theme, marks }: Courses,
  ...ids: CurveId[]
): TemplateResult {
  const lines: ChartLine[] = twins.map(({ name, first, curves }) => ({
    name,
    normalization: first,
    steps: curves.steps,
    values: ids.map((id) => curves.column(id)),
  }));
  return html`<spline-measure-chart .label=${label} .lines=${lines} .marks=${marks} .theme=${theme}></spline-measure-chart>`;
}

/** Two bars for every network that has both numbers. */
function pairs(
  twins: readonly MeasuredTwin[],
  names: readonly [string, string],
  read: (measures: Measures) => readonly [number | null, number | null] | null,
): Bar[] {
  return twins.flatMap(({ name, measures }, model) => {
    const values = measures && read(measures);
    if (!values) return [];
    return values.flatMap((value, index) =>
      value === null
        ? []
        : [
            {
              label: `${name}, ${names[index]}`,
              model,
              parts: [value],
              isHollow: index === 1,
              text: formatNumber(value),
            },
          ],
    );
  });
}

const shown = (title: string, bars: readonly Bar[]): TemplateResult | typeof nothing =>
  bars.length > 0 ? barsTemplate(title, bars) : nothing;

const { bars: barWords } = words;

const distanceBars = (twins: readonly MeasuredTwin[]): TemplateResult | typeof nothing =>
  shown(
    barWords.distances,
    pairs(twins, [barWords.data, barWords.uniform], ({ wallDistances }) =>
      isAbsent(wallDistances) ? null : [wallDistances.data.anyWall.mean, wallDistances.uniform.anyWall.mean],
    ),
  );

const nearbyBars = (twins: readonly MeasuredTwin[]): TemplateResult | typeof nothing =>
  shown(
    barWords.nearby,
    pairs(twins, [barWords.data, barWords.uniform], ({ nearbyUnits }) =>
      isAbsent(nearbyUnits) ? null : [nearbyUnits.data.mean, nearbyUnits.uniform.mean],
    ),
  );

const lengthBars = (twins: readonly MeasuredTwin[]): TemplateResult | typeof nothing =>
  shown(
    barWords.length,
    pairs(twins, [barWords.near, barWords.overall], ({ wallDensity }) =>
      isAbsent(wallDensity) ? null : [wallDensity.densityNear, wallDensity.density],
    ),
  );

/** Every layer on a scale of its own: costs of different layers are in different spaces. */
function costBars(twins: readonly MeasuredTwin[]): Bar[][] {
  const depth = Math.max(0, ...twins.map(({ measures }) => (measures ? costsOf(measures).length : 0)));
  return Array.from({ length: depth }, (_, layer) =>
    twins.flatMap(({ name, measures }, model) => {
      const cost = measures && costsOf(measures)[layer];
      if (!cost) return [];
      const text = barWords.ofCost(formatNumber(cost.cost), formatNumber(cost.excess));
      return [{ label: name, model, parts: [cost.optimum, cost.excess], text }];
    }),
  );
}

const costsOf = ({ alignmentCost }: Measures): readonly AlignmentCost[] =>
  isAbsent(alignmentCost) ? [] : alignmentCost;
