import { css } from 'lit';

export const splineMeasuresStyles = css`
  :host {
    container: measures / inline-size;
  }
  details:first-of-type {
    border-top: 0;
  }
  .body {
    padding-inline-start: 0;
  }
  .basis {
    margin: 0;
    max-width: 78ch;
    color: var(--spline-ink-soft);
  }
  .work {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 40px;
    margin-bottom: 8px;
  }
  .work progress {
    appearance: none;
    flex: 0 1 240px;
    height: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--spline-hairline);
    overflow: hidden;
  }
  .work progress::-webkit-progress-bar {
    background: var(--spline-hairline);
  }
  .work progress::-webkit-progress-value {
    background: var(--spline-ink-soft);
  }
  .work progress::-moz-progress-bar {
    background: var(--spline-ink-soft);
  }
  /* What takes less than a second comes and goes unseen. */
  .work .late {
    display: contents;
    animation: come 0s 1s both;
  }
  @keyframes come {
    from {
      visibility: hidden;
    }
  }
  .part + .part {
    margin-top: 40px;
    padding-top: 8px;
    border-top: 1px solid var(--spline-hairline);
  }
  .part > h3 {
    margin: 16px 0 2px;
    font: 600 18px/1.3 var(--spline-serif);
  }
  .part > .effect {
    max-width: 78ch;
  }
  .group {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 12px 40px;
    padding: 20px 0;
    border-top: 1px solid var(--spline-hairline);
  }
  .group h4 {
    margin: 0;
    font: 600 16px/1.4 var(--spline-serif);
  }
  .note,
  .absence {
    margin: 2px 0 8px;
    max-width: 68ch;
    color: var(--spline-ink-soft);
    font-size: 13px;
    line-height: 1.45;
  }
  .absence {
    margin-top: 8px;
  }
  details.layers {
    padding: 0;
    border: 0;
  }
  .layers > summary {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    min-height: 32px;
    padding: 0;
    color: var(--spline-ink-soft);
    font: 13px/1.4 var(--spline-sans);
    text-decoration: underline;
    text-decoration-color: var(--spline-edge);
    text-underline-offset: 3px;
  }
  .pictures {
    display: grid;
    /* A chart drawn for a wider page must not keep the column as wide. */
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 16px;
  }
  /* As wide as beside a picture: numbers stay near their names. */
  .part > .measures {
    max-width: 640px;
  }
  .part > .measures + .charts {
    margin-top: 20px;
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 24px 32px;
  }
  table.measures {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .measures th,
  .measures td {
    padding-block: 5px;
    padding-inline: 12px 0;
    text-align: end;
    vertical-align: top;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .measures tr > :first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  .measures td {
    width: 108px;
    font-weight: 600;
    white-space: nowrap;
  }
  .measures thead th {
    color: var(--spline-ink-soft);
    font-size: 13px;
  }
  .measures thead .line-sample {
    display: block;
    margin: 0 0 2px auto;
    width: 32px;
    height: 6px;
    forced-color-adjust: none;
  }
  .measures tbody tr {
    border-top: 1px solid var(--spline-hairline);
  }
  .measures tr.proxy {
    background: var(--spline-sunken);
  }
  .measures tr.proxy > :first-child {
    padding-inline-start: 8px;
  }
  .measures tr.proxy > :last-child {
    padding-inline-end: 8px;
  }
  .measures .how {
    display: block;
    color: var(--spline-ink-soft);
    font-size: 12px;
    line-height: 24px;
  }
  figure {
    margin: 0;
  }
  figcaption {
    margin-bottom: 4px;
    font: 600 13px/1.4 var(--spline-sans);
  }
  figure ul {
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  figure p {
    margin: 4px 0 0;
    font-size: 13px;
    color: var(--spline-ink-soft);
  }
  figure svg {
    display: block;
    width: 100%;
    max-width: 480px;
    overflow: visible;
    forced-color-adjust: none;
  }
  .bars li {
    display: grid;
    grid-template-columns: minmax(0, 190px) minmax(40px, 1fr) auto;
    align-items: center;
    gap: 4px 12px;
    min-height: 26px;
  }
  .bars svg {
    height: 12px;
    max-width: none;
  }
  .bars .value {
    min-width: 56px;
    text-align: end;
  }
  .first {
    --accent: var(--spline-first);
  }
  .second {
    --accent: var(--spline-second);
  }
  rect {
    fill: var(--accent);
  }
  rect.light {
    fill: color-mix(in srgb, var(--accent) 30%, transparent);
  }
  text {
    fill: var(--spline-ink-soft);
    font: 11px var(--spline-sans);
  }
  .axis,
  .tick,
  .zero {
    fill: none;
    stroke: var(--spline-edge);
  }
  .zero {
    stroke: var(--spline-ink);
    stroke-width: 1.5;
  }
  .needle {
    stroke: var(--accent);
    stroke-width: 1.5;
  }
  .gauge circle {
    fill: var(--accent);
  }
  .gauge g text {
    fill: var(--accent);
    font-weight: 600;
  }
  .gauge ul {
    margin-top: 4px;
    color: var(--spline-ink-soft);
  }
  .notes {
    display: grid;
    gap: 8px;
    max-width: 76ch;
    margin: 0;
    padding-inline-start: 20px;
    font: 16px/1.5 var(--spline-serif);
  }
  .found h3 {
    margin: 24px 0 6px;
    font: 600 17px/1.3 var(--spline-serif);
  }
  .found ul {
    margin: 0;
    padding: 0;
    list-style: none;
    max-width: 84ch;
    font: 16px/1.5 var(--spline-serif);
    font-variant-numeric: tabular-nums;
  }
  .found li {
    display: grid;
    grid-template-columns: 22px minmax(0, 1fr);
    padding: 5px 0;
  }
  .found .mark {
    color: var(--spline-ink-soft);
    font: 600 15px/24px var(--spline-sans);
  }
  .radius {
    width: 220px;
    max-width: 100%;
    margin-bottom: 16px;
  }
  @container measures (max-width: 900px) {
    .group,
    .charts {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container measures (max-width: 480px) {
    .measures td {
      width: 82px;
    }
    .bars li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .bars svg {
      grid-column: 1 / -1;
      grid-row: 2;
    }
  }
`;
