import { css } from 'lit';

/** A slider whose track is filled as far as the run has come. */
export const scrubberStyles = css`
  .scrubber {
    --thumb: 16px;
    position: relative;
    /* Time goes to the right in every language, as it does in charts. */
    direction: ltr;
    /* Two thirds of what can be pressed; the rest reaches over the gap above, so that 900 pixels hold the legend. */
    height: 16px;
  }
  .scrubber input {
    position: absolute;
    inset: -8px 0 auto;
    width: 100%;
    height: 24px;
    margin: 0;
    appearance: none;
    background: none;
    cursor: pointer;
    touch-action: pan-y;
  }
  .scrubber input:disabled {
    cursor: default;
  }
  .scrubber input::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(
      to right,
      var(--spline-ink-soft) calc(100% * var(--taken)),
      var(--spline-hairline) calc(100% * var(--taken))
    );
  }
  .scrubber input::-moz-range-track {
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(
      to right,
      var(--spline-ink-soft) calc(100% * var(--taken)),
      var(--spline-hairline) calc(100% * var(--taken))
    );
  }
  .scrubber input::-webkit-slider-thumb {
    appearance: none;
    width: var(--thumb);
    height: var(--thumb);
    margin-top: -6px;
    border: 2px solid var(--spline-paper);
    border-radius: 50%;
    background: var(--spline-ink);
  }
  .scrubber input::-moz-range-thumb {
    box-sizing: border-box;
    width: var(--thumb);
    height: var(--thumb);
    border: 2px solid var(--spline-paper);
    border-radius: 50%;
    background: var(--spline-ink);
  }
  .scrubber input:focus-visible {
    outline: 2px solid var(--spline-ink);
    outline-offset: 1px;
    border-radius: 4px;
  }
  .scrubber .tick {
    position: absolute;
    top: -5px;
    left: calc(var(--thumb) / 2 + (100% - var(--thumb)) * var(--at) - 1px);
    width: 2px;
    height: 5px;
    pointer-events: none;
  }
  .scrubber .tick.first {
    background: var(--spline-first);
  }
  .scrubber .tick.second {
    background: var(--spline-second);
  }
  .time-note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin: 8px 0 0;
  }
  .time-note p {
    margin: 0;
    color: var(--spline-ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .transport .time-note .button {
    padding-inline: 14px;
  }
  @container lab (max-width: 820px) {
    .time-note p {
      font-size: 13px;
    }
  }
  @media (forced-colors: active) {
    .scrubber input {
      appearance: auto;
    }
  }
`;
