import { css } from 'lit';

export const splineViewStyles = css`
  :host {
    display: block;
    min-width: 0;
    color: var(--spline-ink);
    font-family: var(--spline-sans);
  }
  .frame {
    position: relative;
    aspect-ratio: 1;
    overflow: hidden;
    border-radius: 4px;
    background: var(--spline-sunken);
    touch-action: pan-y;
    cursor: crosshair;
    user-select: none;
    -webkit-user-select: none;
    box-shadow: 0 0 0 1px var(--spline-hairline);
  }
  .frame:focus-visible {
    outline-offset: 3px;
  }
  .frame.moving {
    cursor: grab;
  }
  .surface,
  .surface canvas,
  .overlay {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    display: block;
  }
  .overlay {
    pointer-events: none;
  }
  .tools {
    position: absolute;
    top: 8px;
    right: 8px;
    display: flex;
    gap: 4px;
  }
  .tools button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-width: 32px;
    height: 32px;
    border-radius: 16px;
    background: color-mix(in srgb, var(--spline-raised) 88%, transparent);
    box-shadow: 0 0 0 1px color-mix(in srgb, var(--spline-ink) 16%, transparent);
    color: var(--spline-ink);
    font: 500 13px/1 var(--spline-sans);
  }
  .tools button:hover,
  .tools button[aria-pressed='true'] {
    background: var(--spline-raised);
    box-shadow: 0 0 0 1px var(--spline-ink);
  }
  .tools button[aria-pressed='true'] {
    background: var(--spline-ink);
    color: var(--spline-paper);
  }
  .tools .move {
    padding: 0 12px 0 9px;
  }
  .tools svg.icon {
    width: 16px;
    height: 16px;
  }
  .handle {
    position: absolute;
    width: 44px;
    height: 44px;
    margin: -22px 0 0 -22px;
    display: grid;
    place-content: center;
    border-radius: 50%;
    background: color-mix(in srgb, var(--spline-raised) 90%, transparent);
    box-shadow:
      0 0 0 1px var(--spline-ink),
      var(--spline-shadow);
    touch-action: none;
    cursor: grab;
  }
  .handle.turn {
    width: 32px;
    height: 32px;
    margin: -16px 0 0 -16px;
  }
  .handle:active {
    cursor: grabbing;
  }
  .note,
  .readout,
  .hint {
    position: absolute;
    left: 8px;
    bottom: 8px;
    max-width: calc(100% - 16px);
    margin: 0;
    padding: 3px 8px;
    border-radius: 4px;
    background: color-mix(in srgb, var(--spline-raised) 92%, transparent);
    color: var(--spline-ink-soft);
    font-size: 12px;
    line-height: 16px;
    pointer-events: none;
  }
  .hint {
    left: 50%;
    top: 50%;
    bottom: auto;
    transform: translate(-50%, -50%);
    color: var(--spline-ink);
    font-size: 13px;
  }
  .message {
    position: absolute;
    inset: auto 0 0;
  }
  .readout {
    bottom: 36px;
    width: max-content;
    padding: 6px 10px;
    font-variant-numeric: tabular-nums;
    box-shadow: 0 0 0 1px color-mix(in srgb, var(--spline-ink) 14%, transparent);
  }
  /* Below the tools. */
  .readout.above {
    top: 48px;
    bottom: auto;
  }
  .readout p {
    margin: 0;
  }
  .readout .at {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    padding-bottom: 2px;
  }
  .readout .coordinates {
    color: var(--spline-ink);
  }
  .readout .probability {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .readout i {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    forced-color-adjust: none;
  }
  .readout .code {
    display: grid;
    grid-template-columns: 56px minmax(0, auto);
    justify-content: start;
    align-items: center;
  }
  .readout svg {
    height: 9px;
    max-width: 100%;
    forced-color-adjust: none;
  }
  @media (forced-colors: active) {
    .frame,
    .handle,
    .tools button {
      border: 1px solid CanvasText;
    }
  }
`;
