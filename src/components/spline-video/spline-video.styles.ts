import { css } from 'lit';

export const splineVideoStyles = css`
  .plan {
    margin: 16px 0 12px;
    font-variant-numeric: tabular-nums;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
  }
  .work {
    display: grid;
    gap: 6px;
    margin: 12px 0 0;
    font-variant-numeric: tabular-nums;
  }
  progress {
    appearance: none;
    width: 100%;
    height: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--spline-sunken);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--spline-sunken);
  }
  progress::-webkit-progress-value {
    background: var(--spline-ink);
  }
  progress::-moz-progress-bar {
    background: var(--spline-ink);
  }
  .result {
    margin: 12px 0 0;
    overflow-wrap: anywhere;
  }
  .absent {
    margin: 8px 0 0;
    color: var(--spline-ink-soft);
    font: italic 14px/1.4 var(--spline-serif);
  }
  @media (forced-colors: active) {
    progress {
      height: 8px;
      border: 1px solid CanvasText;
    }
    progress::-webkit-progress-value {
      forced-color-adjust: none;
      background: Highlight;
    }
    progress::-moz-progress-bar {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
