import { css } from 'lit';

/** Colours of the page. Text has 4.5:1 or more on --spline-paper, edges of controls 3:1 or more. */
const light = css`
  --spline-paper: #fbfaf7;
  --spline-raised: #fffefb;
  --spline-sunken: #f1eee7;
  --spline-ink: #1c1a17;
  --spline-ink-soft: #5b564d;
  --spline-hairline: #dfdacf;
  --spline-edge: #857e72;
  --spline-first: #75695b;
  --spline-second: #7d1d6d;
  --spline-on-second: #ffffff;
  --spline-focus: #0b5cad;
  --spline-warning: #9a3412;
  --spline-warning-paper: #fdf1e8;
  --spline-shadow: 0 1px 2px rgb(40 30 10 / 8%), 0 8px 28px rgb(40 30 10 / 10%);
  color-scheme: light;
`;

const dark = css`
  --spline-paper: #18191c;
  --spline-raised: #202226;
  --spline-sunken: #26282c;
  --spline-ink: #f0ece4;
  --spline-ink-soft: #aea89c;
  --spline-hairline: #34363b;
  --spline-edge: #827d74;
  --spline-first: #968c7d;
  --spline-second: #f4b8ec;
  --spline-on-second: #1d0f1b;
  --spline-focus: #7ab8f5;
  --spline-warning: #f3b38a;
  --spline-warning-paper: #33241b;
  --spline-shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 8px 28px rgb(0 0 0 / 45%);
  color-scheme: dark;
`;

/** What an author sets in place of it. */
export const authorTokens = css`
  --spline-ink: var(--spline-figure-ink, inherit);
  --spline-ink-soft: var(--spline-figure-ink-soft, inherit);
  --spline-paper: var(--spline-figure-paper, inherit);
  --spline-hairline: var(--spline-figure-hairline, inherit);
  --spline-focus: var(--spline-figure-focus, inherit);
  --spline-first: var(--spline-figure-first, inherit);
  --spline-second: var(--spline-figure-second, inherit);
  --spline-sans: var(--spline-figure-font, inherit);
  --spline-serif: var(--spline-figure-font, inherit);
`;

/** For the outermost element of a page or figure; what is inside inherits. */
export const tokens = css`
  .theme {
    --spline-serif: Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, 'Liberation Serif', serif;
    --spline-sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', sans-serif;
    --spline-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'Liberation Mono', monospace;
    ${light}
  }
  .theme.dark {
    ${dark}
  }
`;
