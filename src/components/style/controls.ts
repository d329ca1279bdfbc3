import { css } from 'lit';

/** Native controls in the page's own dress: shared by every element that shows one. */
export const controlStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    margin: 0;
  }
  :focus-visible {
    outline: 2px solid var(--spline-focus);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  button {
    appearance: none;
    border: 0;
    background: none;
    padding: 0;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:disabled,
  button[aria-disabled='true'] {
    cursor: default;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: var(--spline-target, 36px);
    padding: 4px 12px;
    border-radius: 18px;
    border: 1px solid var(--spline-hairline);
    background: var(--spline-raised);
    font: 500 0.875rem/1.2 var(--spline-sans);
    white-space: nowrap;
    transition: border-color 120ms, background-color 120ms;
  }
  .button:hover:not(:disabled, [aria-disabled='true']) {
    border-color: var(--spline-edge);
  }
  .button:active:not(:disabled, [aria-disabled='true']),
  .button[aria-pressed='true'] {
    background: var(--spline-sunken);
    border-color: var(--spline-edge);
  }
  .button:disabled,
  .button[aria-disabled='true'] {
    color: var(--spline-ink-soft);
    opacity: 0.6;
  }
  .button.primary {
    background: var(--spline-ink);
    border-color: var(--spline-ink);
    color: var(--spline-paper);
  }
  .button.icon {
    width: var(--spline-target, 36px);
    padding: 0;
  }
  svg.icon {
    width: 18px;
    height: 18px;
    flex: none;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  input[type='text'],
  input[type='number'],
  select,
  textarea {
    appearance: none;
    width: 100%;
    min-height: 36px;
    padding: 4px 10px;
    border: 1px solid var(--spline-edge);
    border-radius: 6px;
    background: var(--spline-raised);
    font: 0.875rem/1.4 var(--spline-sans);
    font-variant-numeric: tabular-nums;
  }
  input[type='number']::-webkit-inner-spin-button {
    opacity: 0.5;
  }
  input[aria-invalid='true'],
  textarea[aria-invalid='true'] {
    border-color: var(--spline-warning);
    box-shadow: inset 0 0 0 1px var(--spline-warning);
  }
  select {
    padding-inline-end: 30px;
    text-overflow: ellipsis;
    background-image:
      linear-gradient(45deg, transparent 50%, currentcolor 50%),
      linear-gradient(-45deg, transparent 50%, currentcolor 50%);
    background-size: 5px 5px;
    background-position:
      right 15px center,
      right 10px center;
    background-repeat: no-repeat;
    cursor: pointer;
  }
  select:dir(rtl) {
    background-position:
      left 10px center,
      left 15px center;
  }

  input[type='range'] {
    appearance: none;
    width: 100%;
    height: 28px;
    background: none;
    cursor: pointer;
  }
  input[type='range']::-webkit-slider-runnable-track {
    height: 2px;
    border-radius: 1px;
    background: var(--spline-edge);
  }
  input[type='range']::-moz-range-track {
    height: 2px;
    border-radius: 1px;
    background: var(--spline-edge);
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    width: 18px;
    height: 18px;
    margin-top: -8px;
    border: 2px solid var(--spline-paper);
    border-radius: 50%;
    background: var(--spline-ink);
    box-shadow: 0 0 0 1px var(--spline-ink);
  }
  input[type='range']::-moz-range-thumb {
    width: 14px;
    height: 14px;
    border: 2px solid var(--spline-paper);
    border-radius: 50%;
    background: var(--spline-ink);
    box-shadow: 0 0 0 1px var(--spline-ink);
  }

  input[type='checkbox'],
  input[type='radio'] {
    appearance: none;
    display: inline-grid;
    place-content: center;
    flex: none;
    width: 20px;
    height: 20px;
    border: 1px solid var(--spline-edge);
    border-radius: 5px;
    background: var(--spline-raised);
    cursor: pointer;
  }
  input[type='radio'] {
    border-radius: 50%;
  }
  input[type='checkbox']:checked,
  input[type='radio']:checked {
    background: var(--spline-ink);
    border-color: var(--spline-ink);
  }
  input[type='checkbox']:checked::after {
    content: '';
    width: 11px;
    height: 6px;
    margin-top: -3px;
    border: solid var(--spline-paper);
    border-width: 0 0 2px 2px;
    transform: rotate(-45deg);
  }
  input[type='radio']:checked::after {
    content: '';
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--spline-paper);
  }

  summary {
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }

  @media (forced-colors: active) {
    .button,
    button[role='switch'] {
      border: 1px solid ButtonText;
    }
    .button.primary {
      background: ButtonFace;
      color: ButtonText;
    }
    .button[aria-pressed='true'] {
      border-width: 3px;
    }
    /* The arrows of select boxes are pictures, which are left out then. */
    input[type='checkbox'],
    input[type='radio'],
    input[type='range'],
    select {
      appearance: auto;
    }
  }
  /* Nobody presses paper. */
  @media print {
    :is(button, input, select, textarea, label:has(input, select, textarea), details:not([open])) {
      display: none !important;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
  }
`;

/** Of what is nothing but controls. */
export const offPaperStyles = css`
  @media print {
    :host {
      display: none !important;
    }
  }
`;
