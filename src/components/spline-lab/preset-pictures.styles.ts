import { css } from 'lit';

export const presetStyles = css`
  .presets {
    display: grid;
    grid-template-columns: repeat(5, minmax(min-content, 1fr));
    gap: 8px 20px;
    border-block: 1px solid var(--spline-hairline);
  }
  .preset {
    display: flex;
    align-items: center;
    gap: 14px;
    padding: 5px 4px;
    text-align: start;
    border-block: 2px solid transparent;
    margin-block: -1px;
  }
  .preset svg {
    flex: none;
    width: 64px;
    height: 44px;
    border-radius: 4px;
    background: var(--spline-sunken);
    color: var(--spline-ink);
    forced-color-adjust: none;
  }
  .preset b {
    display: block;
    font: 600 16px/1.3 var(--spline-serif);
    white-space: nowrap;
  }
  .preset small {
    display: block;
    font-size: 12px;
    line-height: 16px;
    color: var(--spline-ink-soft);
  }
  .preset:hover b {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .preset[aria-pressed='true'] {
    border-bottom-color: var(--spline-ink);
  }
  @container lab (max-width: 1100px) {
    .preset b {
      white-space: normal;
    }
    .preset small {
      display: none;
    }
  }
  @container lab (max-width: 820px) {
    .presets {
      gap: 4px;
    }
    .preset {
      flex-direction: column;
      gap: 6px;
      padding: 8px 0;
      text-align: center;
    }
    .preset svg {
      width: min(64px, 100%);
    }
    .preset b {
      font-size: 13px;
    }
  }
  @media (forced-colors: active) {
    .preset[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
