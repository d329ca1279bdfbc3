import { css } from 'lit';

/** What readers act by. */
export const controlsStyles = css`
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13em), 1fr));
    gap: 0.5em 1.5em;
    align-items: end;
  }
  .slider {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 0.75em;
    font-size: 0.875em;
  }
  .slider input {
    grid-column: 1 / -1;
    block-size: 2em;
    touch-action: pan-y;
  }
  .slider output {
    direction: ltr;
    font-variant-numeric: tabular-nums;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .controls > .buttons {
    grid-column: 1 / -1;
    gap: 0.5em 1em;
  }
  .controls > .buttons:not(:has(*)) {
    display: none;
  }
  .button {
    padding: 0.25em 0.875em;
    border-radius: 1.25em;
    font: 500 0.875em/1.2 var(--spline-sans);
    white-space: normal;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: var(--spline-target);
    font-size: 0.875em;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1em;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 0.8125em;
  }
  .key li {
    display: flex;
    align-items: center;
    gap: 0.375em;
  }
  .key svg {
    inline-size: 2em;
    block-size: 0.875em;
    flex: none;
    forced-color-adjust: none;
  }
  .handle {
    position: absolute;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    margin: -1.125rem 0 0 -1.125rem;
    border-radius: 50%;
    display: grid;
    place-items: center;
    cursor: grab;
    touch-action: pan-y;
  }
  .handle:active {
    cursor: grabbing;
  }
  .handle::after {
    content: '';
    inline-size: 1rem;
    block-size: 1rem;
    border: 2px solid var(--spline-ink);
    border-radius: 50%;
    background: color-mix(in srgb, var(--spline-raised) 75%, transparent);
  }
  .handle.plain::after {
    border-color: var(--spline-first);
  }
  .handle.turn::after {
    border-radius: 3px;
  }
  @media (forced-colors: active) {
    .handle::after {
      border-color: ButtonText;
      background: ButtonFace;
    }
  }
`;
