import { css } from 'lit';

export const splineViewStyles = css`
  :host {
    display: block;
    position: relative;
    min-width: 0;
    color: var(--spline-ink);
    font-family: var(--spline-sans);
  }
  .stage {
    position: relative;
  }
  .frame {
    position: relative;
    container: picture / inline-size;
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
  .frame.free {
    touch-action: none;
  }
  .frame:is(.none, .read) {
    touch-action: auto;
  }
  .frame.none {
    cursor: auto;
  }
  .frame.moving {
    cursor: grab;
  }
  .surface,
  .surface canvas,
  .exact,
  .overlay {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    display: block;
  }
  .exact,
  .overlay {
    pointer-events: none;
  }
  .exact {
    transform-origin: 0 0;
  }
  .exact[hidden] {
    display: none;
  }
  /* Who has a pointer that hovers, or the focus, sees them when they are of use. */
  @media (hover: hover) {
    .tools.view {
      opacity: 0;
      transition: opacity 120ms;
    }
    .frame:hover .tools.view,
    .frame:focus-within .tools.view {
      opacity: 1;
    }
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
  .hint {
    position: absolute;
    inset-inline-start: 8px;
    bottom: 8px;
    max-width: calc(100% - 16px);
    margin: 0;
    padding: 3px 8px;
    border-radius: 4px;
    background: color-mix(in srgb, var(--spline-raised) 92%, transparent);
    color: var(--spline-ink-soft);
    font-size: 0.75rem;
    line-height: 1rem;
    pointer-events: none;
  }
  .note p {
    margin: 0;
  }
  .hint {
    inset-inline: auto;
    left: 50%;
    top: 50%;
    bottom: auto;
    transform: translate(-50%, -50%);
    color: var(--spline-ink);
    font-size: 0.8125rem;
  }
  /* Above what is said of the picture, and in the way of no pointer. */
  .first-hint {
    position: absolute;
    inset-inline-start: 8px;
    bottom: 8px;
    display: flex;
    align-items: flex-start;
    gap: 4px;
    max-width: min(100% - 16px, 21rem);
    padding-block: 4px;
    padding-inline: 10px 4px;
    border-radius: 6px;
    background: var(--spline-raised);
    box-shadow: 0 0 0 1px var(--spline-hairline);
    color: var(--spline-ink);
    font-size: 0.8125rem;
    line-height: 1.125rem;
    cursor: auto;
    pointer-events: none;
  }
  .note ~ .first-hint {
    bottom: 54px;
  }
  .first-hint p {
    margin: 4px 0;
  }
  .first-hint button {
    display: grid;
    place-content: center;
    flex: none;
    width: 28px;
    height: 28px;
    border-radius: 50%;
    pointer-events: auto;
  }
  .first-hint button:hover {
    background: var(--spline-sunken);
  }
  .first-hint svg.icon {
    width: 14px;
    height: 14px;
  }
  .with-fingers {
    display: none;
  }
  @media (hover: none) {
    .with-fingers {
      display: inline;
    }
    .with-pointer {
      display: none;
    }
  }
  @media print {
    .first-hint {
      display: none;
    }
  }
  .message {
    position: absolute;
    inset: auto 0 0;
  }
  .print-line {
    margin: 0.5em 0 0;
    font-size: 0.8125rem;
  }
  @media print {
    .frame {
      box-shadow: none;
    }
    .frame:has(.still) > :not(.still),
    .tools,
    .handle {
      visibility: hidden;
    }
    .still canvas {
      display: block;
      inline-size: 100%;
    }
  }
  @media not print {
    .still,
    .print-line {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .frame,
    .first-hint,
    .first-hint button,
    .handle {
      border: 1px solid CanvasText;
    }
  }
`;
