import { css } from 'lit';
import { authorTokens } from '../style/tokens.js';

/**
 * Heights of rows are fixed in em, so that `figure.css` can keep their place free before there is a script. Colours and the
 * font come from the page and from custom properties of the author's.
 */
export const splineFigureStyles = css`
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
  .network {
    position: relative;
    min-inline-size: 0;
  }
  .network.first {
    --accent: var(--spline-first);
    --on-accent: var(--spline-paper);
  }
  .network.second {
    --accent: var(--spline-second);
    --on-accent: var(--spline-on-second);
  }
  /* Before it is loaded, as it will be. */
  spline-view:not(:defined) {
    display: block;
    aspect-ratio: 1;
    border-radius: 4px;
    background: var(--spline-sunken);
    box-shadow: 0 0 0 1px var(--spline-hairline);
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
  .title {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    line-height: 1.2;
  }
  .line-sample {
    flex: none;
    inline-size: 1.75em;
    forced-color-adjust: none;
  }
  /* Short of room, words go on in a second line, for which the row is high enough: the switch's first, the name's last. */
  .name {
    color: var(--accent);
    font-weight: 600;
  }
  .since {
    flex-shrink: 10;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--spline-ink-soft);
    font-size: 0.8125em;
    font-variant-numeric: tabular-nums;
  }
  .switch {
    flex-shrink: 100;
    gap: 0.6em;
    min-block-size: 2.75rem;
    font-size: 0.875em;
  }
  .track {
    inline-size: 44px;
    block-size: 26px;
  }
  .knob {
    inline-size: 18px;
    block-size: 18px;
    top: 2.5px;
    inset-inline-start: 2.5px;
  }
  .switch[aria-checked='true'] .knob {
    transform: translateX(18px);
  }
  .switch[aria-checked='true']:dir(rtl) .knob {
    transform: translateX(-18px);
  }
  .numbers {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25em;
    min-block-size: calc(1.75em / 0.8125);
    margin: 0;
    color: var(--spline-ink-soft);
    font-size: 0.8125em;
    font-variant-numeric: tabular-nums;
  }
  /* What changes moves nothing beside it. */
  .numbers b {
    display: inline-block;
    min-inline-size: 3em;
    color: var(--spline-ink);
    font-weight: 600;
  }
  .curved {
    margin: 0 0 0.5em;
    color: var(--spline-ink-soft);
    font-size: 0.8125em;
  }
  .more-controls {
    min-block-size: 27.5rem;
  }
  spline-scrubber {
    display: block;
    min-block-size: 28px;
    padding-block: 8px 4px;
  }
  .chart {
    min-block-size: 300px;
    padding-block-start: 0.75em;
    border-block-start: 1px solid var(--spline-hairline);
  }
  .layers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 1.25em;
    padding-block: 0.5em;
    border-block-start: 1px solid var(--spline-hairline);
    font-size: 0.875em;
  }
  .layers label {
    display: inline-flex;
    max-inline-size: 100%;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.25em;
  }
  .layers select {
    inline-size: auto;
    min-inline-size: 0;
    padding-inline: 0.75em 2em;
    font-family: var(--spline-sans);
    font-size: inherit;
  }
  details {
    border-block-start: 1px solid var(--spline-hairline);
    color: var(--spline-ink-soft);
    font-size: 0.8125em;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-block-size: calc(2.25em / 0.8125);
  }
  summary .settings {
    flex: 0 1 auto;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  summary .more {
    flex: none;
    margin-inline-start: auto;
    text-decoration: underline;
    text-decoration-color: var(--spline-edge);
    text-underline-offset: 0.2em;
  }
  summary:hover .more {
    color: var(--spline-ink);
  }
  details[open] .settings {
    visibility: hidden;
  }
  spline-share {
    display: block;
    margin-block: 0.25em 1em;
  }
  details p {
    margin-block: 0 0.75em;
  }
  .scroll {
    max-block-size: 20em;
    margin-block-end: 0.75em;
    overflow: auto;
    border-block-end: 1px solid var(--spline-hairline);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-block: 0.25em;
    color: var(--spline-ink);
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: 0.2em 0.5em;
    font-weight: 400;
    text-align: end;
  }
  th:first-child {
    padding-inline-start: 0;
    text-align: start;
  }
  thead th {
    border-block-end: 1px solid var(--spline-hairline);
    vertical-align: bottom;
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
    .more-controls {
      min-block-size: 31.5rem;
    }
  }
  @container figure (max-width: 24rem) {
    .numbers {
      gap: 0 0.75em;
    }
    .since,
    .numbers .accuracy {
      display: none;
    }
    .steps {
      min-inline-size: 8em;
    }
    .play {
      min-inline-size: 5.5rem;
    }
  }
  /* Less than phones leave, or text of twice the size there. */
  @container figure (max-width: 15.5em) {
    .title {
      flex-wrap: wrap;
      gap: 0 0.5em;
      padding-block: 0.5em;
    }
  }
  .print-line,
  .unseen {
    display: none;
  }
  .still {
    position: absolute;
    inset-block-start: 0;
    inline-size: 100%;
    aspect-ratio: 1;
  }
  .still canvas {
    inline-size: 100%;
  }
  @media print {
    :host {
      break-inside: avoid;
    }
    .printed spline-view {
      visibility: hidden;
    }
    .bar,
    .more-controls,
    .switch,
    details {
      display: none;
    }
    .unseen {
      position: absolute;
      inset: 1em;
      display: block;
      margin: 0;
    }
    .print-line {
      display: block;
      margin: 0.5em 0 0;
      font-size: 0.8125em;
    }
  }
  @media not print {
    .still {
      display: none;
    }
  }
  @media (forced-colors: active) {
    spline-view:not(:defined),
    .note {
      border: 1px solid CanvasText;
    }
  }
`;
