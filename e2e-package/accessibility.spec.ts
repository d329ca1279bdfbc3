/** What assistive technology is given of the elements that an author puts about a figure, and that axe finds nothing in them. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectNoFindings } from '../e2e/support/accessibility.js';
import { expect, test } from './support/test.js';

const elements = `
  <spline-transport for="run"></spline-transport>
  <spline-chart for="run"></spline-chart>
  <p>
    At <spline-set for="run" learning-rate="0.1">a higher rate</spline-set>,
    <spline-value for="run" name="cells1" format="count">few</spline-value> cells.
  </p>
  <spline-predict>
    <p slot="question">Which has more cells?</p>
    <ul><li>The first</li><li>The second</li></ul>
    <p>The second.</p>
  </spline-predict>
  <spline-steps for="run">
    <spline-figure id="run" slot="figure" engine="cpu" preset="moons" widths="4" samples="60" steps="0" compare controls="none">
      Two networks.
    </spline-figure>
    <spline-step steps="0"><p>At first.</p></spline-step>
    <spline-step steps="0" action="switch"><p>With the other switched.</p></spline-step>
  </spline-steps>
  <spline-controls for="run"></spline-controls>
  <h2>Demonstration</h2>
  <spline-one-unit></spline-one-unit>`;

test('elements about a figure, by ear', async ({ page, at, serve, complaints }) => {
  const folder = at('accessibility');
  mkdirSync(folder, { recursive: true });
  cpSync(at('node_modules/splinescope/lib/cdn'), join(folder, 'splinescope'), { recursive: true });
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><title>Elements</title>
     <script type="module" src="splinescope/splinescope.js"></script><main><h1>Elements</h1>${elements}</main></html>`,
  );
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // What is out of sight rests.
  await page.setViewportSize({ width: 1280, height: 4000 });
  await page.goto(await serve(folder));
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - main:
      - slider "Step that is shown": "0"
      - group "Run":
        - button "Train"
        - button "One step"
        - button "Restart from the same weights, with normalization as at the start"
        - combobox "Steps per second"
        - paragraph: /^Paused step 0 of \\d+$/
      - button "Play the loss as sound" [disabled]
      - list:
        - listitem: without BN
        - listitem: with BN
      - img "Loss and accuracy of both networks over the steps"
      - group: Show as table
      - paragraph:
        - text: At
        - button "a higher rate"
        - status
        - text: /^, \\d+ cells\\.$/
      - group "Which has more cells?":
        - paragraph: Which has more cells?
        - radio "The first"
        - radio "The second"
        - button "See what happens" [disabled]
        - button "Skip the question"
      - figure "The input plane of a neural network, cut into cells by the lines where its units switch"
      - paragraph: At first.
      - button "Show this in the figure, 1 of 2"
      - paragraph: With the other switched.
      - button "Show this in the figure, 2 of 2"
      - group:
        - heading "Data" [level=2]
      - group:
        - heading "Network" [level=2]
      - group:
        - heading "Training" [level=2]
      - group:
        - heading "Picture" [level=2]
      - heading "Demonstration" [level=2]
      - figure /^One unit/:
        - heading "Points and lines" [level=3]
        - img /^Points, the line of a plain unit/
        - button /^Cloud of points/
        - button /^Plain line/
        - button /^Both lines/
        - heading "Sum of squared distances" [level=3]
        - img /^The sum of squared distances/
        - slider "Offset of the plain line"
        - slider "Turn both lines"
        - slider "Cloud, to the right"
        - slider "Cloud, upwards"
        - button "Let BN choose the offset"
  `);
  await expectNoFindings(page);
  expect(complaints).toEqual([]);
});
