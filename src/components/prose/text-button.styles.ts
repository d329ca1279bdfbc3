import { css } from 'lit';

/** Buttons in a text that leads a figure, or asks before it shows one: of the text's own ink and font. */
export const textButtonStyles = css`
  button {
    appearance: none;
    margin: 0;
    min-block-size: 2rem;
    padding: 0.2em 0.8em;
    border: 1px solid currentcolor;
    border-radius: 0.4em;
    background: transparent;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  button:hover:enabled,
  button[aria-current] {
    background: color-mix(in srgb, currentcolor 12%, transparent);
  }
  button:focus-visible {
    outline: 2px solid var(--spline-figure-focus, Highlight);
    outline-offset: 2px;
  }
`;
