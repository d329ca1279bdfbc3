import { css } from 'lit';

export const splineControlsStyles = css`
  :host {
    display: block;
    color: var(--spline-ink);
    font: 14px/1.4 var(--spline-sans);
  }
  details {
    border-bottom: 1px solid var(--spline-hairline);
  }
  details:first-of-type {
    border-top: 1px solid var(--spline-hairline);
  }
  summary {
    display: flex;
    align-items: baseline;
    gap: 4px 16px;
    flex-wrap: wrap;
    padding: 14px 0;
  }
  summary svg.icon {
    align-self: center;
    width: 14px;
    height: 14px;
    transition: transform 160ms;
  }
  details[open] summary svg.icon {
    transform: rotate(90deg);
  }
  summary h2 {
    margin: 0;
    min-width: 84px;
    font: 600 18px/1.3 var(--spline-serif);
  }
  summary:hover h2 {
    text-decoration: underline;
    text-underline-offset: 4px;
    text-decoration-thickness: 1px;
  }
  summary .now {
    color: var(--spline-ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .body {
    padding: 0 0 28px 30px;
  }
  h3 {
    margin: 24px 0 2px;
    font: 600 15px/1.4 var(--spline-serif);
  }
  .effect {
    margin: 0 0 16px;
    font: italic 15px/1.4 var(--spline-serif);
    color: var(--spline-ink-soft);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
    gap: 20px 32px;
    align-items: start;
  }
  .field {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .field > label:not(.choice),
  legend {
    display: block;
    margin-bottom: 4px;
    padding: 0;
    font-weight: 600;
  }
  .help,
  .choice small {
    margin: 4px 0 0;
    color: var(--spline-ink-soft);
    font-size: 13px;
    line-height: 1.4;
  }
  .choice small {
    display: block;
    margin: 0;
  }
  .refusal {
    margin: 0;
    color: var(--spline-warning);
    font-size: 13px;
  }
  .refusal:not(:empty) {
    margin-top: 4px;
  }
  .choice {
    display: flex;
    gap: 10px;
    padding: 4px 0;
    cursor: pointer;
  }
  .swatch {
    display: inline-block;
    width: 18px;
    height: 3px;
    margin-inline-end: 8px;
    vertical-align: middle;
    forced-color-adjust: none;
  }
  textarea {
    font: 13px/1.5 var(--spline-mono);
    resize: vertical;
  }
  .fields + .button {
    margin-top: 20px;
  }
  @container (max-width: 560px) {
    .body {
      padding-inline-start: 0;
    }
  }
`;
