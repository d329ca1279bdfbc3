import { css, unsafeCSS, type CSSResult } from 'lit';
import { palettes, type Rgb } from '../../training/palette.js';
import { authorTokens } from '../style/tokens.js';
import { controlsStyles } from './controls.styles.js';
import { marksStyles } from './marks.styles.js';
import { reservedHeights } from './reserved-heights.js';

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
  @container demonstration (min-width: 27.5em) {
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
  .before-picture .pictures {
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
  /* Longer when there is something to tell. */
  .measured {
    min-block-size: 2.8em;
  }
  @container demonstration (max-width: 18em) {
    .measured {
      min-block-size: 4.2em;
    }
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
    min-block-size: 1.3em;
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

/** Its place, as `figure.css` keeps it free before there is a script. */
const placeStyles = unsafeCSS(reservedHeights((tag) => `:host(${tag}) figure`));

const foldStyles = css`
  details .button {
    padding-inline: 1em;
    border-radius: 1.5em;
    font-size: 1em;
  }
  details .row {
    margin-block: 0.25em 0.75em;
  }
`;

const paperStyles = css`
  @media screen {
    /* There will be a picture in a moment, whatever the page says of its images. */
    .fallback ::slotted(:is(img[loading='lazy'], a)) {
      display: none !important;
    }
  }
  @media print {
    :host {
      break-inside: avoid;
    }
    .none-yet {
      display: none;
    }
    .fallback {
      position: static;
    }
    .controls,
    .handle,
    details,
    .before-picture :is(.pictures, .key, .under, .numbers) {
      display: none;
    }
    .fallback {
      position: static;
    }
    figure {
      min-block-size: 0 !important;
    }
  }
`;

/** What all demonstrations look like: pictures side by side, controls below, then numbers. */
export const demonstrationStyles = [frameStyles, marksStyles, controlsStyles, foldStyles, placeStyles, paperStyles];
