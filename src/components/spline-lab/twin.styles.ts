import { css } from 'lit';

export const twinStyles = css`
  .twins {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--gap);
  }
  .twin {
    min-width: 0;
  }
  .twin.first {
    --accent: var(--spline-first);
    --on-accent: var(--spline-paper);
  }
  .twin.second {
    --accent: var(--spline-second);
    --on-accent: var(--spline-on-second);
  }
  .twin > header {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 40px;
    padding-bottom: 6px;
  }
  .line-sample {
    flex: none;
    forced-color-adjust: none;
  }
  h2 {
    margin: 0;
    font: 600 22px/1.2 var(--spline-serif);
    color: var(--accent);
    white-space: nowrap;
  }
  .since {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 13px;
    color: var(--spline-ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .numbers {
    display: grid;
    /* The exact count is at some step while training: its label is the longest. */
    grid-template-columns: minmax(180px, 2fr) minmax(48px, 0.8fr) minmax(80px, 1.1fr) minmax(76px, 1.1fr) minmax(88px, 1.1fr);
    gap: 4px 8px;
    padding: 8px 0 4px;
    font-variant-numeric: tabular-nums;
  }
  .curved {
    margin: 0 0 4px;
    font-size: 12px;
    line-height: 16px;
    color: var(--spline-ink-soft);
  }
  /* Room in its last line for the diagram's summary, at the right. */
  .curved::after {
    content: '';
    display: inline-block;
    width: 132px;
  }
  .number {
    min-width: 0;
    margin: 0;
  }
  .number b {
    display: block;
    font: 500 19px/1.25 var(--spline-sans);
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  .number > span {
    display: block;
    font-size: 12px;
    line-height: 16px;
    color: var(--spline-ink-soft);
    white-space: nowrap;
  }
  .number.cells b {
    color: var(--accent);
  }
  .number.cells.former b {
    color: var(--spline-ink-soft);
  }
  .number.cells .sampled {
    min-height: 16px;
  }
  /* Beside the sampled count, over the empty end of the numbers, which would take its clicks. */
  .numbers + spline-diagram,
  .curved + spline-diagram {
    position: relative;
    margin-top: -20px;
    pointer-events: none;
  }
  @container lab (max-width: 1100px) {
    .number b {
      font-size: 17px;
    }
  }
  @container lab (max-width: 1040px) {
    .numbers {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 10px;
      padding-bottom: 16px;
    }
    .number.cells {
      grid-column: span 2;
    }
    .numbers + spline-diagram {
      margin-top: -8px;
    }
    .curved + spline-diagram {
      margin-top: 0;
    }
    .curved::after {
      display: none;
    }
  }
  @container lab (max-width: 820px) {
    .twins {
      grid-template-columns: minmax(0, 1fr);
    }
    /* Between the pictures, near both. */
    .twin.second {
      order: 1;
    }
  }
  @media print {
    .twins {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .twin {
      break-inside: avoid;
    }
  }
  @container lab (max-width: 380px) {
    h2 {
      white-space: normal;
    }
    .line-sample {
      display: none;
    }
  }
  @container lab (max-width: 420px) {
    .twin > header {
      gap: 8px;
    }
    h2 {
      font-size: 20px;
    }
    .switch-words {
      font-size: 13px;
      max-width: 96px;
    }
    .since {
      display: none;
    }
  }
`;
