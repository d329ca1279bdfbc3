import { css } from 'lit';

/** One network of a figure: picture, title with the switch, numbers. */
export const networkStyles = css`
  .network {
    position: relative;
    min-inline-size: 0;
  }
  .network.first {
    --accent: var(--spline-first);
    --on-accent: var(--spline-paper);
  }
  .network.second {
    --accent: var(--spline-second);
    --on-accent: var(--spline-on-second);
  }
  /* Before it is loaded, as it will be. */
  spline-view:not(:defined) {
    display: block;
    aspect-ratio: 1;
    border-radius: 4px;
    background: var(--spline-sunken);
    box-shadow: 0 0 0 1px var(--spline-hairline);
  }
  .title {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    line-height: 1.2;
  }
  .line-sample {
    inline-size: 1.75em;
    min-inline-size: 0;
    forced-color-adjust: none;
  }
  /*
   * Short of room, words go on in a second line, for which the row is high enough: the switch's first, the name's last; then
   * the sample makes way. A name that shrinks by a pixel is two lines, so the factors are far apart.
   */
  .name {
    flex-shrink: 1e4;
    color: var(--accent);
    font-weight: 600;
  }
  .since {
    flex-shrink: 1e6;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--spline-ink-soft);
    font-size: 0.8125em;
    font-variant-numeric: tabular-nums;
  }
  .switch {
    flex-shrink: 1e8;
    gap: 0.6em;
    min-block-size: 2.75rem;
    font-size: 0.875em;
  }
  .track {
    inline-size: 44px;
    block-size: 26px;
  }
  .knob {
    inline-size: 18px;
    block-size: 18px;
    top: 2.5px;
    inset-inline-start: 2.5px;
  }
  .switch[aria-checked='true'] .knob {
    transform: translateX(18px);
  }
  .switch[aria-checked='true']:dir(rtl) .knob {
    transform: translateX(-18px);
  }
  .numbers {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    min-block-size: calc(1.75em / 0.8125);
    margin: 0;
    color: var(--spline-ink-soft);
    font-size: 0.8125em;
    font-variant-numeric: tabular-nums;
  }
  /* What changes moves nothing beside it. */
  .numbers b {
    display: inline-block;
    min-inline-size: 3em;
    color: var(--spline-ink);
    font-weight: 600;
  }
  /* Cut short rather than put in a second line. */
  .cells {
    flex: 1 1 8em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .curved {
    margin: 0 0 0.5em;
    color: var(--spline-ink-soft);
    font-size: 0.8125em;
  }
  @container figure (max-width: 24rem) {
    .numbers {
      gap: 0 0.75em;
    }
    .since,
    .numbers .accuracy {
      display: none;
    }
  }
  /* Less than phones leave, or text of twice the size there. */
  @container figure (max-width: 15.5em) {
    .title {
      flex-wrap: wrap;
      gap: 0 0.5em;
      padding-block: 0.5em;
    }
  }
  @media (forced-colors: active) {
    spline-view:not(:defined) {
      border: 1px solid CanvasText;
    }
  }
`;
