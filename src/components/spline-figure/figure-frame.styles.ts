import { css } from 'lit';
import { authorTokens } from '../style/tokens.js';

/** The place of a figure in its page, what stands there before there is a picture, and what is said below it. */
export const frameStyles = css`
  :host {
    display: block;
    container: figure / inline-size;
    /* In a grid or a row it would be as wide as its contents count for: nothing. */
    inline-size: -moz-available;
    inline-size: -webkit-fill-available;
    inline-size: stretch;
    max-inline-size: 32rem;
    margin-inline: auto;
    /* Tells when the page's text has another colour. */
    transition: color 1ms;
  }
  :host([compare]) {
    max-inline-size: 64rem;
  }
  :host([hidden]) {
    display: none;
  }
  .figure {
    ${authorTokens}
    margin: 0;
    color: var(--spline-ink);
    font-family: var(--spline-sans);
    line-height: 1.4;
    text-align: start;
  }
  /* What stands in the attribute may name no other network. */
  :host([compare]) .figure:not(.several) {
    max-inline-size: 32rem;
    margin-inline: auto;
  }
  /* On the whole screen pictures are as large as leaves what is below them in sight. */
  :host(:fullscreen) {
    overflow: auto;
  }
  :host(:fullscreen) .theme {
    min-block-size: 100%;
    padding: 1em;
    background: var(--spline-paper);
  }
  :host(:fullscreen) .figure {
    --picture: max(16rem, 100vh - 12.5em);
    max-inline-size: var(--picture);
    margin-inline: auto;
  }
  :host(:fullscreen) .several {
    max-inline-size: calc(2 * var(--picture) + 1em);
  }
  .words {
    display: contents;
  }
  .networks {
    position: relative;
    display: grid;
    gap: 1em;
  }
  .several .networks {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .before-picture .network {
    visibility: hidden;
  }
  .fallback {
    position: absolute;
    inset: 0;
    z-index: 1;
  }
  .fallback img,
  .fallback ::slotted(img) {
    display: block;
    inline-size: 100%;
    block-size: auto;
  }
  @media screen {
    /* Nothing is loaded, and nobody led to where the figure will be in a moment, whatever the page says of its images. */
    .coming ::slotted(:is(img[loading='lazy'], a)) {
      display: none !important;
    }
  }
  .note {
    display: flex;
    align-items: flex-start;
    gap: 0.5em;
    margin: 0.5em 0;
    padding: 0.5em 0.75em;
    border-inline-start: 3px solid var(--spline-warning);
    background: var(--spline-warning-paper);
    color: var(--spline-ink);
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }
  .note p {
    flex: 1;
    margin: 0;
    white-space: pre-line;
  }
  .note .button {
    flex: none;
  }
  /* What the author writes is in the language of the page, whatever that of the figure's words. */
  :host(:dir(rtl)) slot {
    direction: rtl;
  }
  ::slotted([slot='caption']) {
    text-align: start;
    display: block;
    color: var(--spline-ink-soft);
    font-size: 0.875em;
  }
  @container figure (max-width: 34rem) {
    .several .networks {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .note {
      border: 1px solid CanvasText;
    }
  }
`;
