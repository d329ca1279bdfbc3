import { css } from 'lit';

export const splineFilesStyles = css`
  details {
    border-top: 0;
  }
  .sections {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr));
    gap: 28px 48px;
    align-items: start;
  }
  .section {
    min-width: 0;
  }
  .section > h3 {
    margin: 0 0 8px;
  }
  .result {
    margin: 12px 0 0;
    padding-inline-start: 12px;
    border-inline-start: 2px solid currentcolor;
    overflow-wrap: anywhere;
  }
  .choice + .row {
    margin-top: 8px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
  }
  .section > .help {
    margin: 8px 0 0;
    max-width: 62ch;
  }
  .section > .fields {
    margin: 0 0 12px;
  }
  .absent {
    margin: 8px 0 0;
    color: var(--spline-ink-soft);
    font: italic 14px/1.4 var(--spline-serif);
  }
  .row .button {
    max-width: 100%;
    white-space: normal;
    text-align: center;
  }
`;
