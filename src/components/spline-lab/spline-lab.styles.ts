import { css } from 'lit';

export const splineLabStyles = css`
  :host {
    display: block;
    container: lab / inline-size;
  }
  .page {
    --gap: 32px;
    --edge: clamp(16px, 3cqi, 64px);
    display: flex;
    flex-direction: column;
    gap: 16px;
    min-height: 100vh;
    min-height: 100dvh;
    padding: 20px var(--edge) 32px;
    background: var(--spline-paper);
    color: var(--spline-ink);
    font: 14px/1.4 var(--spline-sans);
    -webkit-text-size-adjust: 100%;
  }
  /* The twins fill the width, unless that would push the numbers under them off the screen. */
  .page > :not(.visually-hidden, dialog) {
    width: 100%;
    max-width: max(1080px, calc((100vh - 324px) * 2 + var(--gap)));
    margin-inline: auto;
  }

  .masthead {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: baseline;
    gap: 4px 28px;
  }
  h1 {
    margin: 0;
    font: 600 30px/1.1 var(--spline-serif);
    letter-spacing: -0.01em;
  }
  .lead {
    margin: 0;
    font: 17px/1.45 var(--spline-serif);
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

  .presets {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: 8px 24px;
    border-block: 1px solid var(--spline-hairline);
  }
  .preset {
    display: flex;
    align-items: center;
    gap: 14px;
    min-width: 0;
    padding: 8px 4px;
    text-align: left;
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
  }
  .preset small {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
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

  .bar {
    position: sticky;
    bottom: 0;
    z-index: 2;
    /* As wide as the window, whatever the width of the column; an image's outset never makes the page scroll. */
    border-image: linear-gradient(var(--spline-paper), var(--spline-paper)) fill 0 / 0 / 0 100vmax;
  }
  .transport {
    position: relative;
    padding: 12px 0 max(12px, env(safe-area-inset-bottom));
  }
  .transport progress {
    position: absolute;
    inset: 0 0 auto;
    width: 100%;
    height: 3px;
    appearance: none;
    border: 0;
    background: var(--spline-hairline);
    color: var(--spline-ink);
  }
  .transport progress::-webkit-progress-bar {
    background: var(--spline-hairline);
  }
  .transport progress::-webkit-progress-value {
    background: var(--spline-ink);
  }
  .transport progress::-moz-progress-bar {
    background: var(--spline-ink);
  }
  .transport-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .play {
    min-width: 104px;
  }
  .speed {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    margin-left: 12px;
  }
  .speed select {
    width: auto;
    min-width: 84px;
    text-overflow: clip;
    border-color: var(--spline-hairline);
    border-radius: 18px;
  }
  .speed select:hover {
    border-color: var(--spline-edge);
  }
  .where {
    display: flex;
    gap: 4px 16px;
    margin: 0 0 0 auto;
    color: var(--spline-ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .where b {
    color: var(--spline-ink);
    font-weight: 600;
  }

  .notice {
    position: absolute;
    left: 50%;
    bottom: calc(100% + 12px);
    display: flex;
    align-items: center;
    gap: 12px;
    width: max-content;
    max-width: min(100%, 720px);
    padding: 8px 8px 8px 16px;
    transform: translateX(-50%);
    border: 1px solid var(--spline-edge);
    border-radius: 8px;
    background: var(--spline-raised);
    box-shadow: var(--spline-shadow);
  }
  .notice p {
    margin: 0;
  }

  dialog.keys {
    width: min(460px, calc(100vw - 32px));
    padding: 20px 24px 24px;
    border: 1px solid var(--spline-edge);
    border-radius: 8px;
    background: var(--spline-raised);
    color: var(--spline-ink);
    box-shadow: var(--spline-shadow);
  }
  dialog.keys::backdrop {
    background: rgb(0 0 0 / 35%);
  }
  dialog form {
    display: flex;
    justify-content: space-between;
    align-items: center;
  }
  dialog h2 {
    color: inherit;
  }
  dialog dl {
    margin: 12px 0 0;
  }
  dialog dl div {
    display: grid;
    grid-template-columns: 92px 1fr;
    gap: 12px;
    padding: 6px 0;
    border-top: 1px solid var(--spline-hairline);
  }
  dialog dd {
    margin: 0;
  }
  kbd {
    font: 13px/1.4 var(--spline-mono);
  }

  spline-controls {
    container: controls / inline-size;
  }

  @container lab (max-width: 1100px) {
    .masthead {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .lead {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    .presets {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
    .preset small {
      display: none;
    }
    .number b {
      font-size: 17px;
    }
    .numbers {
      gap: 4px 10px;
    }
  }
  @container lab (max-width: 820px) {
    .page {
      padding-block: 16px 0;
      gap: 16px;
    }
    .masthead {
      gap: 8px 16px;
    }
    h1 {
      font-size: 26px;
    }
    .lead {
      font-size: 16px;
    }
      .presets {
      gap: 4px;
    }
    .preset {
      flex-direction: column;
      gap: 6px;
      padding: 8px 0;
      text-align: center;
    }
    .preset b {
      font-size: 13px;
    }
    .twins {
      grid-template-columns: minmax(0, 1fr);
    }
    .numbers {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .number.cells {
      grid-column: span 2;
    }
    /* Within thumb reach from the first picture to the last panel. */
    .bar {
      order: 9;
      margin-top: auto;
    }
    .transport-row {
      flex-wrap: nowrap;
      justify-content: space-between;
      gap: 6px;
    }
    .transport .button {
      min-width: 44px;
      min-height: 44px;
      padding: 0;
      border-radius: 22px;
    }
    .transport .button:not(.play) span,
    .speed span,
    .where {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .transport .play {
      flex: 1 1 96px;
      max-width: 140px;
      padding-inline: 10px;
    }
    .speed {
      margin: 0;
      flex: 0 1 auto;
      min-width: 0;
    }
    .speed select {
      min-width: 0;
      min-height: 44px;
      width: 100%;
      border-radius: 22px;
    }
  }
  @container lab (max-width: 420px) {
    .transport .play span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .transport-row {
      gap: 4px;
    }
    .transport .button {
      min-width: 40px;
    }
    .transport .play {
      flex: 0 0 48px;
      min-width: 48px;
    }
    .speed select {
      padding: 4px 22px 4px 10px;
      background-position:
        right 12px center,
        right 7px center;
    }
    .line-sample {
      display: none;
    }
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
    .preset[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
