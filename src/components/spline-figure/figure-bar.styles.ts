import { css } from 'lit';

/** Play and the step, in a figure or elsewhere in the page. */
export const barStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375em 0.5em;
    min-block-size: 3.5em;
    border-block-start: 1px solid var(--spline-hairline);
  }
  .bar .button {
    min-block-size: 2.75rem;
    font-size: 0.875em;
    border-radius: 1.5rem;
  }
  .bar .button.icon {
    inline-size: 2.75rem;
  }
  .play {
    min-inline-size: 6.5rem;
  }
  .speed {
    inline-size: auto;
    min-block-size: 2.75rem;
    padding-inline: 0.75em 2em;
    border-color: var(--spline-hairline);
    border-radius: 1.5rem;
    font-family: var(--spline-sans);
    font-size: 0.875em;
  }
  .where {
    display: flex;
    flex-wrap: wrap;
    flex: 1;
    justify-content: space-between;
    gap: 0 1em;
    margin: 0;
    color: var(--spline-ink-soft);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  /* Room for the words at the last step, in whatever font: one more digit moves nothing beside them. */
  .steps::after {
    content: attr(data-last);
    display: block;
    block-size: 0;
    overflow: hidden;
    visibility: hidden;
    font-weight: 600;
  }
  .where b {
    color: var(--spline-ink);
    font-weight: 600;
  }
  @container figure (max-width: 24rem) {
    /* As wide as the longest of its names. */
    .play {
      min-inline-size: max(5.5rem, 6.5em);
    }
    /* Short of room, the step is always below the state: a longer state moves neither. */
    .where {
      flex-direction: column;
      min-block-size: 2.8em;
    }
  }
  @media (forced-colors: active) {
    /* Whose arrow is the browser's then. */
    .speed {
      padding-inline: 0.5em;
    }
  }
`;
