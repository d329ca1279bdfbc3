import { css } from 'lit';

/** What paper has in place of pictures and controls. */
export const printStyles = css`
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
    .bar,
    .more-controls,
    .switch,
    details {
      display: none;
    }
    .printed spline-view {
      visibility: hidden;
    }
    /* What stands in the tag, as high as it is. */
    .before-picture .networks {
      display: block;
    }
    .before-picture .network {
      display: none;
    }
    .before-picture .fallback {
      position: static;
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
`;
