import { css } from 'lit';

export const splineSurfaceStyles = css`
  :host {
    display: block;
    min-width: 0;
    color: var(--spline-ink);
    font-family: var(--spline-sans);
  }
  .frame {
    position: relative;
    aspect-ratio: 5 / 4;
    overflow: hidden;
    border-radius: 4px;
    touch-action: pan-y;
    cursor: grab;
    user-select: none;
    -webkit-user-select: none;
    box-shadow: 0 0 0 1px var(--spline-hairline);
  }
  .frame:active {
    cursor: grabbing;
  }
  .frame:focus-visible {
    outline-offset: 3px;
  }
  .under,
  .drawing,
  .drawing canvas,
  .over {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    display: block;
  }
  .over {
    pointer-events: none;
  }
  .note {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    margin: 8px 0 0;
    color: var(--spline-ink-soft);
    font-size: 13px;
    line-height: 18px;
    font-variant-numeric: tabular-nums;
  }
  .note b {
    /* Nothing moves when it comes and goes. */
    min-width: 96px;
    color: var(--spline-ink);
    font-weight: 500;
  }
  .reading {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    /* Two lines, and a finger's button: nothing moves when a reading comes and goes. */
    min-height: 40px;
    color: var(--spline-ink-soft);
    font-size: 13px;
    line-height: 18px;
    font-variant-numeric: tabular-nums;
  }
  .reading p {
    margin: 0;
  }
  .reading .button {
    flex: none;
    width: 40px;
    min-height: 40px;
    border-radius: 20px;
  }
  @media (hover: hover) {
    .reading .by-touch {
      display: none;
    }
  }
  .hint {
    position: absolute;
    left: 50%;
    top: 50%;
    max-width: calc(100% - 16px);
    margin: 0;
    padding: 3px 8px;
    border-radius: 4px;
    transform: translate(-50%, -50%);
    background: color-mix(in srgb, var(--spline-raised) 92%, transparent);
    font-size: 13px;
    line-height: 16px;
    pointer-events: none;
  }
  @media print {
    .frame:has(.still) > :not(.still) {
      visibility: hidden;
    }
    .still canvas {
      display: block;
      inline-size: 100%;
    }
  }
  @media not print {
    .still {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .frame {
      border: 1px solid CanvasText;
    }
  }
`;
