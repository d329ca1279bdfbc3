import type { Plugin } from 'vite';

/** The module with no comments and no indentation in its styles, each on the line on which it was, so that source maps stay true. */
export const withCompactStyles = (code: string): string =>
  code.replace(/\bcss`[^`]*`/g, (style) =>
    style.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]+/g, ' ')).replace(/\s*\n\s*/g, linesOnly),
  );

const linesOnly = (space: string): string => space.replace(/[^\n]/g, '');

/** Leaves comments and indentation of elements' styles out of what is built: to a minifier they are text. */
export const compactStyles = (): Plugin => ({
  name: 'splinescope:compact-styles',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /\.ts$/, code: 'css`' },
    handler: (code) => ({ code: withCompactStyles(code), map: null }),
  },
});
