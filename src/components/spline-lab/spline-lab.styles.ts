import { css } from 'lit';

export const splineLabStyles = css`
  :host {
    display: block;
    container: lab / inline-size;
  }
  .page {
    --gap: 32px;
    --row-gap: 14px;
    --edge: clamp(16px, 3cqi, 64px);
    /* What stands above and below the pictures. */
    --around: 358px;
    display: flex;
    flex-direction: column;
    gap: var(--row-gap);
    min-height: 100vh;
    min-height: 100dvh;
    padding: 12px var(--edge) 32px;
    background: var(--spline-paper);
    color: var(--spline-ink);
    font: 14px/1.4 var(--spline-sans);
    -webkit-text-size-adjust: 100%;
  }
  /* The twins fill the width, unless that would push the numbers and the legend under them off the screen. */
  .page > :not(.visually-hidden, dialog) {
    width: 100%;
    max-width: max(992px, calc((100vh - var(--around)) * 2 + var(--gap)));
    margin-inline: auto;
  }
  slot[name='after'] {
    display: block;
  }
  /* Two lines more. */
  .page:has(.curved) {
    --around: 398px;
  }
  .masthead {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    /* A lead of two lines begins above the title. */
    align-items: last baseline;
    gap: 4px 28px;
  }
  h1 {
    margin: 0;
    font: 600 30px/1 var(--spline-serif);
    letter-spacing: -0.01em;
  }
  .lead {
    margin: 0;
    font: 16px/1.25 var(--spline-serif);
    color: var(--spline-ink-soft);
    text-wrap: balance;
  }
  .lead spline-term {
    color: var(--spline-ink);
  }
  .tools {
    display: flex;
    align-items: center;
    align-self: start;
    gap: 8px;
  }
  .badge {
    /* Its words come with the engine: nothing else moves then. */
    min-width: 76px;
    margin-right: 8px;
    text-align: right;
    font-size: 13px;
    color: var(--spline-ink-soft);
    white-space: nowrap;
  }
  .notes {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 32px;
  }
  .engine {
    margin: 0;
    font-size: 13px;
    line-height: 20px;
    color: var(--spline-ink-soft);
  }
  spline-controls,
  spline-files {
    container: controls / inline-size;
  }
  .page > .drop {
    position: fixed;
    inset: 12px;
    z-index: 3;
    width: auto;
    max-width: none;
    margin: 0;
    display: grid;
    place-content: center;
    padding: 24px;
    border: 2px dashed var(--spline-focus);
    border-radius: 12px;
    background: color-mix(in srgb, var(--spline-paper) 88%, transparent);
    text-align: center;
    font: 16px/1.5 var(--spline-sans);
    pointer-events: none;
  }
  .drop b {
    font: 600 26px/1.4 var(--spline-serif);
  }
  /* It says the same as that of the first. */
  .second spline-view::part(print-line) {
    display: none;
  }
  @media print {
    .page {
      --edge: 0;
      min-height: 0;
      padding: 0;
    }
    .page > :not(.visually-hidden, dialog) {
      max-width: none;
    }
    .tools,
    .presets,
    .engine,
    .notices,
    .bar,
    slot[name='after'] {
      display: none;
    }
  }
  @container lab (max-width: 1100px) {
    .masthead {
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: baseline;
    }
    .lead {
      grid-column: 1 / -1;
      grid-row: 2;
      line-height: 1.45;
    }
  }
  @container lab (max-width: 820px) {
    .page {
      --row-gap: 16px;
      padding-block: 16px 0;
    }
    .masthead {
      gap: 8px 16px;
    }
    h1 {
      font-size: 26px;
    }
  }
  @container lab (max-width: 360px) {
    .badge {
      display: none;
    }
  }
`;
