import { css, unsafeCSS } from 'lit';
import uplotStyles from 'uplot/dist/uPlot.min.css?inline';

export const splineChartStyles = css`
  ${unsafeCSS(uplotStyles)}
  :host {
    display: block;
    position: relative;
    container: chart / inline-size;
    /* In a row or a column that does not stretch it, a container would be as wide as its contents count for: nothing. */
    inline-size: -moz-available;
    inline-size: -webkit-fill-available;
    inline-size: stretch;
    color: var(--spline-ink);
    font: 0.8125rem/1.4 var(--spline-sans);
  }
  .part > spline-chart {
    min-height: 294px;
  }
  .heading {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
    margin: 0 0 4px;
    padding: 0;
    padding-inline-end: 36px;
    list-style: none;
  }
  /* In the row of the heading, which it does not make higher. */
  .button.sound {
    position: absolute;
    inset-block-start: -5px;
    inset-inline-end: 0;
    width: 28px;
    min-height: 28px;
  }
  .sound-note {
    margin: 0 0 4px;
    padding-inline-end: 36px;
    text-align: end;
  }
  .heading li {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  .heading svg,
  .readout svg {
    width: 32px;
    height: 6px;
    flex: none;
    forced-color-adjust: none;
  }
  .dots {
    margin: 0 0 4px;
    max-width: 84ch;
    color: var(--spline-ink-soft);
  }
  .dot-sample {
    width: 8px;
    height: 8px;
    margin-inline-end: 6px;
    overflow: visible;
    forced-color-adjust: none;
  }
  .plot {
    height: 220px;
    overflow: hidden;
  }
  .u-hz .u-cursor-x {
    border-color: var(--spline-ink-soft);
  }
  .readout {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: 0 16px;
    min-block-size: 1.5em;
    margin: 0;
    padding-inline: 20px;
    line-height: 1.5;
    font-variant-numeric: tabular-nums;
  }
  @container chart (max-width: 30rem) {
    .part > spline-chart {
      min-height: 314px;
    }
    .readout {
      min-block-size: 3em;
    }
  }
  .readout span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  .readout svg {
    width: 20px;
  }
  /* In the middle of axes that have no curve yet, and of their height. */
  .empty {
    position: absolute;
    inset-inline: 0;
    width: fit-content;
    max-width: 80%;
    margin: -132px auto 0;
    padding: 4px 12px;
    background: var(--spline-paper);
    color: var(--spline-ink-soft);
    text-align: center;
    pointer-events: none;
  }
  .uplot {
    width: auto;
    font-family: inherit;
  }
  /* As wide as paper is. */
  @media print {
    .plot:has(.uplot) {
      height: auto;
    }
    :is(.uplot, .u-wrap, .u-wrap canvas) {
      position: static;
      width: 100% !important;
      height: auto !important;
    }
    :is(.u-under, .u-over, .u-axis) {
      display: none;
    }
  }
  summary {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    color: var(--spline-ink-soft);
    text-decoration: underline;
    text-decoration-color: var(--spline-edge);
    text-underline-offset: 3px;
  }
  summary:hover {
    color: var(--spline-ink);
  }
  .scroll {
    max-height: 320px;
    overflow: auto;
    border-block: 1px solid var(--spline-hairline);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding: 8px 0;
    text-align: start;
    color: var(--spline-ink-soft);
  }
  th,
  td {
    padding: 3px 8px;
    text-align: end;
    font-weight: 400;
  }
  thead th {
    position: sticky;
    top: 0;
    background: var(--spline-paper);
    font-weight: 600;
    box-shadow: 0 1px 0 var(--spline-hairline);
  }
`;
