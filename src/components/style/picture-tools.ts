import { css } from 'lit';

/** Small buttons in the top right corner of a picture, and those behind one of them. */
export const pictureToolsStyles = css`
  .tools {
    position: absolute;
    top: 8px;
    right: 8px;
    left: 8px;
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    pointer-events: none;
    gap: 4px;
  }
  /* Stay together where there is no room for all in one row. */
  .tools .zoom {
    display: flex;
    gap: 4px;
  }
  .tools :is(button, summary) {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-width: 32px;
    height: 32px;
    pointer-events: auto;
    border-radius: 16px;
    background: color-mix(in srgb, var(--spline-raised) 88%, transparent);
    box-shadow: 0 0 0 1px color-mix(in srgb, var(--spline-ink) 16%, transparent);
    color: var(--spline-ink);
    font: 500 0.8125rem/1 var(--spline-sans);
    cursor: pointer;
  }
  .tools button:disabled {
    color: var(--spline-ink-soft);
    cursor: default;
  }
  .tools :is(button:enabled, summary):hover {
    background: var(--spline-raised);
    box-shadow: 0 0 0 1px var(--spline-ink);
  }
  /* Under the pointer, too: the rule above outweighs the first of these two. */
  .tools button[aria-pressed='true'],
  .tools button[aria-pressed='true']:hover:enabled,
  .tools [open] summary,
  .tools [open] summary:hover {
    background: var(--spline-ink);
    box-shadow: 0 0 0 1px var(--spline-ink);
    color: var(--spline-paper);
  }
  .tools .worded {
    padding-inline: 9px 12px;
  }
  /* On a phone's picture there is room for one row of pictures; their words are heard, and shown by a pointer that rests. */
  @container picture (max-width: 27rem) {
    .tools .worded {
      padding: 0;
    }
    .tools .worded span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  .tools svg.icon {
    width: 16px;
    height: 16px;
  }
  .tools summary::-webkit-details-marker {
    display: none;
  }
  .arrows {
    position: absolute;
    top: calc(100% + 4px);
    right: 0;
    display: grid;
    grid-template-columns: repeat(4, 32px);
    gap: 4px;
    /* Left is to the left in every language. */
    direction: ltr;
  }
  .tools:dir(rtl) .arrows {
    right: auto;
    left: 0;
  }
  @media print {
    .tools {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .tools :is(button, summary) {
      border: 1px solid CanvasText;
    }
    .tools :is(button[aria-pressed='true'], [open] summary) {
      border-width: 3px;
    }
  }
`;
