import { css, unsafeCSS, type CSSResult } from 'lit';
import { palettes, type Rgb } from '../../training/palette.js';

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

/** What all demonstrations look like: pictures side by side, a line of numbers, controls below. */
export const demonstrationStyles = css`
  :host {
    display: block;
    contain: content;
    container-type: inline-size;
  }
  .theme {
    ${pictureColors('light')}
    background: var(--spline-paper);
    color: var(--spline-ink);
    font: 1rem/1.5 var(--spline-serif);
  }
  .theme.dark {
    ${pictureColors('dark')}
  }
  figure {
    display: grid;
    gap: 1rem;
    margin: 0;
    /* Room for the ring around what has the focus. */
    padding: 1rem 0.25rem;
  }

  .pictures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: 1rem 1.5rem;
    align-items: start;
    margin: 0;
    padding: 0;
  }
  .pictures.five {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr));
    gap: 1rem;
  }
  .panel {
    display: grid;
    gap: 0.375rem;
    min-width: 0;
  }
  .panel h3 {
    margin: 0;
    font: 600 0.9375rem/1.3 var(--spline-sans);
  }
  .under {
    margin: 0;
    font: 0.875rem/1.4 var(--spline-sans);
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
    width: 100%;
    height: auto;
    border: 1px solid var(--spline-hairline);
    background: var(--spline-raised);
    touch-action: pan-y;
    forced-color-adjust: none;
  }
  .axis {
    display: flex;
    justify-content: space-between;
    gap: 0.5rem;
    direction: ltr;
    font: 0.8125rem/1.3 var(--spline-sans);
    color: var(--spline-ink-soft);
    font-variant-numeric: tabular-nums;
  }
  path,
  line,
  polyline,
  circle,
  polygon {
    vector-effect: non-scaling-stroke;
    fill: none;
  }
  .dot {
    fill: var(--spline-edge);
  }
  .points {
    stroke: var(--spline-edge);
    stroke-width: 5;
    stroke-linecap: round;
  }
  .wall {
    stroke-width: 1;
  }
  .layer-0 {
    stroke: var(--layer-0);
    stroke-width: 1.5;
  }
  .layer-1 {
    stroke: var(--layer-1);
  }
  .layer-2 {
    stroke: var(--layer-2);
  }
  .layer-3 {
    stroke: var(--layer-3);
  }
  .layer-1.folded {
    stroke-width: 3;
  }
  .own {
    stroke: var(--spline-ink);
    stroke-width: 2.5;
  }
  .mean {
    stroke: var(--spline-ink);
    stroke-width: 2;
  }
  .guide {
    stroke: var(--spline-edge);
    stroke-width: 1;
    stroke-dasharray: 2 3;
  }
  .frame {
    stroke: var(--spline-hairline);
    stroke-width: 1;
  }
  .plain {
    stroke: var(--spline-first);
    stroke-width: 2.5;
    stroke-dasharray: 7 4;
  }
  .ghost {
    stroke: var(--spline-second);
    stroke-width: 1;
    opacity: 0.35;
  }
  .boundary {
    stroke: var(--boundary);
    stroke-width: 2.5;
  }
  .band {
    fill: color-mix(in srgb, var(--spline-second) 18%, transparent);
  }
  .band-sample {
    stroke: color-mix(in srgb, var(--spline-second) 18%, transparent);
    stroke-width: 12;
  }
  .points.class-0 {
    stroke: var(--class-0);
  }
  .points.class-1 {
    stroke: var(--class-1);
  }
  .points.faint {
    opacity: 0.45;
    stroke-width: 4;
  }
  .normalized {
    stroke: var(--spline-second);
    stroke-width: 2.5;
  }
  polyline.thin {
    stroke-width: 1.25;
  }
  .curve {
    stroke: var(--spline-ink);
    stroke-width: 1.5;
  }
  circle.plain {
    fill: var(--spline-raised);
    stroke-dasharray: none;
  }
  circle.normalized {
    fill: var(--spline-second);
  }

  .handle {
    position: absolute;
    width: 2.25rem;
    height: 2.25rem;
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
    width: 1rem;
    height: 1rem;
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

  .numbers {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .note {
    margin: 0;
    padding: 0.5rem 0.75rem;
    background: var(--spline-warning-paper);
    color: var(--spline-warning);
    font: 0.875rem/1.4 var(--spline-sans);
  }
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: 0.5rem 1.5rem;
    align-items: end;
  }
  .slider {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 0.75rem;
    font: 0.875rem/1.4 var(--spline-sans);
  }
  .slider input {
    grid-column: 1 / -1;
    touch-action: pan-y;
  }
  .slider output {
    direction: ltr;
    font-variant-numeric: tabular-nums;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .button {
    min-height: 2.25rem;
    font: 500 0.875rem/1.2 var(--spline-sans);
    white-space: normal;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2.25rem;
    font: 0.875rem/1.4 var(--spline-sans);
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
    font: 0.875rem/1.4 var(--spline-sans);
  }
  .key li {
    display: flex;
    align-items: center;
    gap: 0.375rem;
  }
  .key svg {
    width: 1.75rem;
    height: 0.75rem;
    forced-color-adjust: none;
  }
  .wait {
    display: grid;
    place-items: center;
    aspect-ratio: 1;
    border: 1px solid var(--spline-hairline);
    font: 0.875rem/1.4 var(--spline-sans);
    color: var(--spline-ink-soft);
  }

  @media (forced-colors: active) {
    .handle::after {
      border-color: ButtonText;
      background: ButtonFace;
    }
  }
  @media print {
    .controls,
    .pause {
      display: none;
    }
  }
`;
