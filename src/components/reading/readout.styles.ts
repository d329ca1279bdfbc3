import { css } from 'lit';

export const readoutStyles = css`
  .readout {
    position: absolute;
    bottom: 36px;
    width: max-content;
    max-width: calc(50% - 12px);
    padding: 7px 10px;
    border-radius: 6px;
    background: color-mix(in srgb, var(--spline-raised) 95%, transparent);
    box-shadow: 0 0 0 1px color-mix(in srgb, var(--spline-ink) 14%, transparent);
    color: var(--spline-ink-soft);
    font-size: 0.75rem;
    line-height: 1rem;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }
  .readout.left {
    left: 8px;
  }
  .readout.right {
    right: 8px;
  }
  .readout p,
  .readout dl,
  .readout dd {
    margin: 0;
  }
  .readout .at {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    padding-bottom: 3px;
  }
  .readout .coordinates {
    color: var(--spline-ink);
  }
  /* Formulas are read to the right in every language. */
  .readout :is(.coordinates, .formula) {
    direction: ltr;
    unicode-bidi: isolate;
  }
  .readout .probability {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .readout i {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    forced-color-adjust: none;
  }
  .readout .code {
    display: grid;
    grid-template-columns: 56px minmax(0, auto);
    justify-content: start;
    align-items: center;
  }
  .readout .code svg {
    height: 9px;
    max-width: 100%;
    forced-color-adjust: none;
  }
  .readout dl {
    display: grid;
    gap: 1px;
    padding: 4px 0 3px;
  }
  .readout dl div {
    display: flex;
    gap: 0 6px;
  }
  .readout dt {
    flex: none;
  }
  .readout dd {
    color: var(--spline-ink);
  }
  .readout .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 3px;
  }
  .readout .chip {
    padding: 0 4px;
    border-radius: 8px;
    box-shadow: inset 0 0 0 1px var(--layer);
    color: var(--spline-ink);
    font-size: 0.6875rem;
  }
  .readout .chip.lit {
    background: var(--layer);
    color: var(--spline-paper);
  }
  .readout .close {
    display: none;
    pointer-events: auto;
  }
  @media (hover: none) {
    .readout .close {
      position: absolute;
      top: 0;
      inset-inline-end: 0;
      display: grid;
      place-content: center;
      width: 40px;
      height: 40px;
    }
    .readout .at {
      padding-inline-end: 28px;
    }
  }
  /* Under small pictures and open diagrams, over what comes next: nothing moves when a reading begins or changes. */
  @container (max-width: 1000px) {
    .stage.with-diagram {
      position: static;
    }
    .readout.left,
    .readout.right {
      top: 100%;
      bottom: auto;
      left: 0;
      right: 0;
      z-index: 1;
      width: auto;
      max-width: none;
      margin-top: 4px;
      background: var(--spline-raised);
      box-shadow:
        0 0 0 1px color-mix(in srgb, var(--spline-ink) 14%, transparent),
        var(--spline-shadow);
    }
    .readout dt {
      min-width: 72px;
    }
  }
  /*
   * Where pictures lie one below the other, the reading is between its picture and the numbers: over these it would hide the
   * next picture's switch, too. One under the other picture would be out of sight. A mouse, which comes and goes, moves
   * nothing: only what a finger has read is there to stay.
   */
  @media (hover: none) {
    @container (max-width: 820px) {
      .readout.left,
      .readout.right {
        position: relative;
        top: auto;
        left: auto;
        right: auto;
        /* Of the usual number of lines, so that what is below stands still while the cell changes. */
        min-height: 206px;
        box-sizing: border-box;
        box-shadow: 0 0 0 1px var(--spline-hairline);
      }
      .readout.linked {
        display: none;
      }
    }
  }
`;
