import { css } from 'lit';

/** What full controls add below the bar: a slider through time, the chart, the layers. */
export const fullStyles = css`
  .more-controls {
    min-block-size: 27.5rem;
  }
  spline-scrubber {
    display: block;
    min-block-size: 28px;
    padding-block: 8px 4px;
  }
  .chart {
    min-block-size: 300px;
    padding-block-start: 0.75em;
    border-block-start: 1px solid var(--spline-hairline);
  }
  .layers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 1.25em;
    padding-block: 0.5em;
    border-block-start: 1px solid var(--spline-hairline);
    font-size: 0.875em;
  }
  .layers label {
    display: inline-flex;
    max-inline-size: 100%;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.25em;
  }
  .layers select {
    inline-size: auto;
    min-inline-size: 0;
    padding-inline: 0.75em 2em;
    font-family: var(--spline-sans);
    font-size: inherit;
  }
  @container figure (max-width: 34rem) {
    .bar:has(+ .more-controls) {
      min-block-size: calc(2.75rem + 1.75em);
    }
    .bar:has(+ .more-controls) .where {
      flex-basis: 100%;
    }
    .more-controls {
      min-block-size: 31rem;
    }
  }
  @container figure (max-width: 29rem) {
    .more-controls {
      min-block-size: 33rem;
    }
  }
`;
