import { css, unsafeCSS, type CSSResult } from 'lit';
import { palettes, type Rgb } from '../../training/palette.js';
import { authorTokens } from '../style/tokens.js';
import { marksStyles } from './marks.styles.js';

const rgb = ([red, green, blue]: Rgb): CSSResult => unsafeCSS(`rgb(${red} ${green} ${blue})`);

/** The palette's colours as custom properties: marks of two classes, walls of four layers, decision boundary. */
const pictureColors = (theme: 'light' | 'dark'): CSSResult => {
  const { classMarks, walls, decisionBoundary, casing } = palettes[theme];
  return css`
    --class-0: ${rgb(classMarks[0]!)};
    --class-1: ${rgb(classMarks[1]!)};
    --layer-0: ${rgb(walls[0]!)};
    --layer-1: ${rgb(walls[1]!)};
    --layer-2: ${rgb(walls[3]!)};
    --layer-3: ${rgb(walls[5]!)};
    --boundary: ${rgb(decisionBoundary)};
    --casing: ${rgb(casing)};
  `;
};

/** The place of a demonstration in its page. The font and the colours of text come from there, and from the author. */
const frameStyles = css`
  :host {
    display: block;
    container: demonstration / inline-size;
    /* In a grid or a row it would be as wide as its contents count for: nothing. */
    inline-size: -moz-available;
    inline-size: -webkit-fill-available;
    inline-size: stretch;
    max-inline-size: 64rem;
    margin-inline: auto;
    /* Tells when the page's text has another colour. */
    transition: color 1ms;
  }
  :host([hidden]) {
    display: none;
  }
  .theme {
    ${pictureColors('light')}
  }
  .theme.dark {
    ${pictureColors('dark')}
  }
  figure {
    ${authorTokens}
    --spline-target: calc(2.25em / 0.875);
    display: flex;
    flex-direction: column;
    gap: 1em;
    margin: 0;
    color: var(--spline-ink);
    font-family: var(--spline-sans);
    line-height: 1.4;
    text-align: start;
  }
  .stage {
    position: relative;
  }
  .pictures {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1em 1.5em;
    align-items: start;
  }
  @container demonstration (min-width: 15em) {
    .pictures:has(> :nth-child(5)) {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 1em;
    }
  }
  @container demonstration (min-width: 28em) {
    .pictures:has(> :nth-child(2)) {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .pictures:has(> :nth-child(3)) {
      grid-template-columns: minmax(0, 1fr);
    }
    .pictures:has(> :nth-child(5)) {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  @container demonstration (min-width: 34em) {
    .pictures:has(> :nth-child(3)) {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  @container demonstration (min-width: 44em) {
    .pictures:has(> :nth-child(5)) {
      grid-template-columns: repeat(5, minmax(0, 1fr));
    }
  }
  .none-yet {
    visibility: hidden;
  }
  .fallback {
    position: absolute;
    inset: 0;
    overflow: auto;
  }
  .fallback ::slotted(img) {
    display: block;
    inline-size: 100%;
    block-size: auto;
  }
  /* What the author writes is in the language of the page, whatever that of the other words. */
  :host(:dir(rtl)) slot {
    direction: rtl;
  }
  .panel {
    display: grid;
    gap: 0.375em;
    min-inline-size: 0;
  }
  .panel h3 {
    margin: 0;
    font: 600 0.9375em/1.3 var(--spline-sans);
  }
  .under {
    margin: 0;
    font-size: 0.8125em;
    color: var(--spline-ink-soft);
    font-variant-numeric: tabular-nums;
  }
  /* Places in a picture are x and y of the plane: they do not turn round with the direction of the text. */
  .plane {
    position: relative;
    direction: ltr;
    touch-action: pan-y;
  }
  svg.picture {
    display: block;
    inline-size: 100%;
    block-size: auto;
    border: 1px solid var(--spline-hairline);
    background: var(--spline-raised);
    touch-action: pan-y;
    forced-color-adjust: none;
  }
  .axis {
    display: flex;
    justify-content: space-between;
    gap: 0.5em;
    min-block-size: 1lh;
    direction: ltr;
    font-size: 0.8125em;
    line-height: 1.3;
    color: var(--spline-ink-soft);
    font-variant-numeric: tabular-nums;
  }
  /* Below all that stays as high: it has more to say when more is known. */
  .numbers {
    flex: 1;
    margin: 0;
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
  }
  .note {
    margin: 0;
    padding: 0.5em 0.75em;
    border-inline-start: 3px solid var(--spline-warning);
    background: var(--spline-warning-paper);
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }
  @media (forced-colors: active) {
    .note {
      border: 1px solid CanvasText;
    }
  }
`;

/** What readers act by. */
const controlsStyles = css`
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

const paperStyles = css`
  @media print {
    :host {
      break-inside: avoid;
    }
    .controls,
    .handle {
      display: none;
    }
  }
`;

/** What all demonstrations look like: pictures side by side, controls below, then numbers. */
export const demonstrationStyles = [frameStyles, marksStyles, controlsStyles, paperStyles];
