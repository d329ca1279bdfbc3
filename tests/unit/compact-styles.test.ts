import { expect, test } from 'vitest';
import { withCompactStyles } from '../../scripts/vite/compact-styles.js';

test('leaves out comments and indentation of styles, and moves no line', () => {
  const code = `/* Of the module. */
  const styles = css\`
    /* Of the style,
       in two lines. */
    .a {
      \${tokens}
      grid-area: 1 /* row */ / 2;
    }
  \`;
  const text = \`  /* no style */\`;`;
  expect(withCompactStyles(code)).toBe(`/* Of the module. */
  const styles = css\`


.a {
\${tokens}
grid-area: 1   / 2;
}
\`;
  const text = \`  /* no style */\`;`);
});
