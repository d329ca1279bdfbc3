import { css } from 'lit';

export const splineScrubberStyles = css`
  :host {
    display: block;
    font-family: var(--spline-sans);
  }
  .time-note {
    margin-block: 0.25em 0.5em;
    font-size: 0.8125em;
  }
  .time-note p {
    flex: 1 1 16em;
  }
`;
