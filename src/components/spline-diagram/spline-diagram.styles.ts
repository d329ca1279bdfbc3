import { css } from 'lit';

export const splineDiagramStyles = css`
  :host {
    display: block;
    color: var(--spline-ink);
    font: 13px/20px var(--spline-sans);
  }
  /* What is laid over its neighbours lets them be pointed at beside the summary. */
  details > * {
    pointer-events: auto;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 4px;
    width: fit-content;
    min-height: 24px;
    margin-inline-start: auto;
    color: var(--spline-ink-soft);
  }
  summary:hover {
    color: var(--spline-ink);
  }
  summary svg.icon {
    width: 14px;
    height: 14px;
    transition: transform 120ms;
  }
  details[open] summary svg.icon {
    transform: rotate(90deg);
  }
  svg.network {
    display: block;
    width: 100%;
    overflow: visible;
    touch-action: pan-y;
    cursor: default;
    forced-color-adjust: none;
  }
  .unit {
    fill: color-mix(in srgb, var(--layer) 30%, transparent);
    stroke: var(--layer);
    stroke-width: 1;
  }
  .unit.off {
    fill: var(--spline-paper);
  }
  .unit.on {
    fill: var(--layer);
  }
  .ring {
    fill: none;
    stroke: var(--spline-ink);
    stroke-width: 2;
    pointer-events: none;
  }
  .links line {
    stroke: var(--spline-ink);
  }
  .links .negative {
    stroke-dasharray: 3 3;
  }
  .ends circle {
    fill: var(--spline-ink-soft);
  }
  text {
    fill: var(--spline-ink-soft);
    font: 12px var(--spline-sans);
  }
  .facts {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: start;
    gap: 12px;
    /* Three lines: nothing moves from unit to unit. */
    min-height: 64px;
    font-variant-numeric: tabular-nums;
  }
  @container (max-width: 820px) {
    summary {
      margin-inline-start: 0;
    }
  }
  @container (max-width: 1000px) {
    .facts {
      min-height: 84px;
    }
  }
  @container (max-width: 400px) {
    .facts {
      min-height: 124px;
    }
  }
  .facts p {
    margin: 0;
  }
  .which {
    display: flex;
    gap: 4px;
  }
  .which .button.icon {
    width: 32px;
    min-height: 32px;
  }
  .about {
    color: var(--spline-ink-soft);
  }
  .about b {
    color: var(--spline-ink);
    font-weight: 600;
  }
`;
