import { css } from 'lit';

export const transportStyles = css`
  .bar {
    position: sticky;
    bottom: 0;
    z-index: 2;
    /* As wide as the window, whatever the width of the column; an image's outset never makes the page scroll. */
    border-image: linear-gradient(var(--spline-paper), var(--spline-paper)) fill 0 / 0 / 0 100vmax;
  }
  .transport {
    position: relative;
    padding: 0 0 max(8px, env(safe-area-inset-bottom));
  }
  .transport-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .play {
    min-width: 112px;
  }
  .speed {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    margin-left: 12px;
  }
  .speed select {
    width: auto;
    min-width: 84px;
    text-overflow: clip;
    border-color: var(--spline-hairline);
    border-radius: 18px;
  }
  .speed select:hover {
    border-color: var(--spline-edge);
  }
  /* Short of room, two lines, which are as high as the buttons. */
  .where {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    justify-content: end;
    gap: 0 16px;
    margin: 0;
    color: var(--spline-ink-soft);
    line-height: 18px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .where b {
    color: var(--spline-ink);
    font-weight: 600;
  }
  /* Takes no room; at the top of the window, over the title at most: the numbers are at its bottom. */
  .notices {
    position: sticky;
    top: 8px;
    z-index: 3;
    order: -1;
    height: 0;
    margin-bottom: calc(-1 * var(--row-gap));
  }
  .notice {
    position: absolute;
    left: 50%;
    top: 0;
    display: flex;
    align-items: flex-start;
    gap: 12px;
    box-sizing: border-box;
    width: max-content;
    max-width: min(100%, 720px);
    max-height: calc(100dvh - 16px);
    overflow: auto;
    padding: 8px 8px 8px 16px;
    transform: translateX(-50%);
    border: 1px solid var(--spline-edge);
    border-radius: 8px;
    background: var(--spline-raised);
    box-shadow: var(--spline-shadow);
  }
  .notice p {
    align-self: center;
    white-space: pre-line;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .notice .button {
    position: sticky;
    top: 0;
    flex: none;
  }
  @container lab (max-width: 1360px) {
    /* Room for steps of five digits beside it. */
    .speed span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  @container lab (max-width: 820px) {
    /* Within thumb reach from the first picture to the last panel. */
    .bar {
      order: 9;
      margin-top: auto;
    }
    .transport-row {
      flex-wrap: nowrap;
      justify-content: space-between;
      gap: 6px;
    }
    .transport .button {
      min-width: 44px;
      min-height: 44px;
      padding: 0;
      border-radius: 22px;
    }
    .transport .button:not(.play) span,
    .where {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .transport .play {
      flex: 1 1 96px;
      max-width: 140px;
      padding-inline: 10px;
    }
    .speed {
      margin: 0;
      flex: 0 1 auto;
      min-width: 0;
    }
    .speed select {
      min-width: 0;
      min-height: 44px;
      width: 100%;
      border-radius: 22px;
    }
  }
  @container lab (max-width: 420px) {
    .transport .play span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    /* Eight in a row, from 320 pixels on: 30 wide and 44 high at least. */
    .transport-row {
      gap: 2px;
    }
    .transport-row .button {
      flex: 1 1 30px;
      min-width: 30px;
      max-width: 48px;
    }
    .transport .play {
      flex: 1 0 40px;
      min-width: 40px;
    }
    .speed {
      flex: 1 0 54px;
      max-width: 80px;
    }
    .speed select {
      padding: 4px 14px 4px 6px;
      font-size: 12px;
      background-position:
        right 8px center,
        right 4px center;
    }
  }
`;
