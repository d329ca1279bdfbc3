import { css } from 'lit';

export const splineShareStyles = css`
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
  }
  a.button {
    display: inline-flex;
    align-items: center;
    color: inherit;
    text-decoration: none;
  }
  .help {
    display: block;
    margin: 8px 0 0;
    color: var(--spline-ink-soft);
    font-size: 14px;
    line-height: 1.4;
  }
  textarea {
    box-sizing: border-box;
    width: 100%;
    margin-top: 4px;
    padding: 8px;
    color: var(--spline-ink);
    background: var(--spline-sunken);
    border: 1px solid var(--spline-hairline);
    border-radius: 4px;
    font: 13px/1.4 ui-monospace, monospace;
    overflow-wrap: anywhere;
  }
`;
