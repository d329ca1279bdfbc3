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
    min-height: 44px;
    padding-bottom: 8px;
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
  .switch {
    display: inline-flex;
    align-items: center;
    gap: 12px;
    margin-left: auto;
    min-height: 36px;
    font: 500 15px/1.2 var(--spline-sans);
    text-align: right;
  }
  .track {
    position: relative;
    flex: none;
    width: 60px;
    height: 34px;
    border-radius: 17px;
    border: 1.5px solid var(--spline-edge);
    background: var(--spline-sunken);
    transition: background-color 180ms, border-color 180ms;
  }
  .knob {
    position: absolute;
    top: 3px;
    left: 3px;
    width: 25px;
    height: 25px;
    border-radius: 50%;
    background: var(--spline-raised);
    box-shadow: 0 0 0 1.5px var(--spline-edge);
    transition: transform 180ms cubic-bezier(0.3, 0.8, 0.4, 1);
  }
  .switch[aria-checked='true'] .track {
    background: var(--accent);
    border-color: var(--accent);
  }
  .switch[aria-checked='true'] .knob {
    transform: translateX(26px);
    box-shadow: none;
  }
  .switch:hover:not(:disabled) .track {
    border-color: var(--spline-ink);
  }
  .switch:disabled {
    opacity: 0.6;
  }
  .numbers {
    display: grid;
    grid-template-columns: 1.7fr 1fr 1fr 1fr 1.3fr;
    gap: 4px 16px;
    padding: 12px 0 6px;
    font-variant-numeric: tabular-nums;
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
    font-size: 12px;
    line-height: 16px;
    color: var(--spline-ink-soft);
    white-space: nowrap;
  }
  .number.cells b {
    color: var(--accent);
  }
  .divergence {
    padding: 16px 20px 20px;
    background: var(--spline-warning-paper);
    border-top: 2px solid var(--spline-warning);
  }
  .divergence h3 {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0;
    color: var(--spline-warning);
    font: 600 18px/1.3 var(--spline-serif);
  }
  .divergence p {
    margin: 6px 0 12px;
    font: 15px/1.45 var(--spline-serif);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .ways .button {
    white-space: normal;
  }
  @container lab (max-width: 1100px) {
    .number b {
      font-size: 17px;
    }
    .numbers {
      gap: 4px 10px;
    }
  }
  @container lab (max-width: 820px) {
    .twins {
      grid-template-columns: minmax(0, 1fr);
    }
    .numbers {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 10px;
      padding-bottom: 16px;
    }
    .number.cells {
      grid-column: span 2;
    }
  }
  @container lab (max-width: 380px) {
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
  @media (forced-colors: active) {
    .knob {
      background: ButtonText;
    }
  }
`;
