import { css } from 'lit';

export const splineBoardStyles = css`
  :host {
    display: block;
    container: board / inline-size;
  }
  .choice {
    display: flex;
    gap: 10px;
    padding: 4px 0 16px;
    cursor: pointer;
  }
  .choice small {
    display: block;
    color: var(--spline-ink-soft);
    font-size: 13px;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 6px 24px;
    max-width: 900px;
  }
  /* Names, pictures and captions of a row stand at the same height, whatever their lengths. */
  figure {
    display: grid;
    grid-row: span 3;
    grid-template: subgrid / minmax(0, 1fr);
    margin: 0 0 18px;
    min-width: 0;
  }
  h3 {
    align-self: end;
    margin: 0;
    font: 600 16px/1.3 var(--spline-serif);
  }
  h3 span {
    font-weight: 400;
    color: var(--spline-ink-soft);
  }
  .frame {
    position: relative;
    width: 100%;
    aspect-ratio: 1;
    border: 1px solid var(--spline-hairline);
    background: var(--spline-sunken);
    overflow: hidden;
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
    forced-color-adjust: none;
  }
  .frame p {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    margin: 0;
    padding: 12px;
    text-align: center;
    color: var(--spline-ink-soft);
    font-size: 13px;
  }
  figcaption {
    font-size: 13px;
    line-height: 1.45;
    font-variant-numeric: tabular-nums;
  }
  figcaption span {
    display: block;
    color: var(--spline-ink-soft);
  }
  figcaption span:first-child {
    color: var(--spline-ink);
    font-weight: 600;
  }
  .rest {
    margin: 8px 0 0;
    max-width: 78ch;
    color: var(--spline-ink-soft);
    font-size: 13px;
  }
  @container board (max-width: 480px) {
    .tiles {
      column-gap: 10px;
    }
    h3 span {
      display: block;
    }
  }
`;
