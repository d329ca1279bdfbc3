/** What assistive technology is given of figures and of the application. Elements on their own are heard in e2e-package. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { SplineFigure } from '../src/components/spline-figure/spline-figure.js';
import { expectNoFindings, expectNoFindingsLightOrDark } from './support/accessibility.js';
import { expectAt, openFigures } from './support/figures.js';
import { openPanel } from './support/lab.js';

const small = 'engine="cpu" preset="moons" widths="4" samples="60"';

/** What is out of sight rests. */
const placeAllInSight = (page: Page): Promise<void> => page.setViewportSize({ width: 1280, height: 6000 });

test('figures by ear: with no, few and all controls, and a chart of one elsewhere', async ({ page }) => {
  await placeAllInSight(page);
  await openFigures(
    page,
    `<spline-figure id="none" ${small} steps="0" controls="none"></spline-figure>
     <spline-chart for="none"></spline-chart>
     <spline-figure id="minimal" ${small} steps="0"></spline-figure>
     <spline-figure id="full" ${small} steps="0" compare controls="full" app="index.html"></spline-figure>`,
  );
  const [none, minimal, full] = ['none', 'minimal', 'full'].map((id) => page.locator(`#${id}`)) as [
    Locator,
    Locator,
    Locator,
  ];
  for (const figure of [none, minimal, full]) await expectAt(figure, 0);
  await expect(none).toMatchAriaSnapshot(`
    - figure "The input plane of a neural network, cut into cells by the lines where its units switch":
      - /children: equal
      - group "First network, with BN":
        - /children: equal
        - group "Picture with BN":
          - /children: equal
          - img "The input plane of a neural network, cut into cells by the lines where its units switch"
          - paragraph: "BN with statistics of: the whole training set"
        - paragraph: /^The network with BN at step 0. \\d+ cells in view .exact., train accuracy [\\d.]+%\\.$/
        - paragraph: /^Arrow keys pan, plus and minus zoom/
        - text: with BN
        - paragraph: /^loss – [\\d.]+% right \\d+ cells, exact$/
      - group: Details, table, links
      - status
  `);
  await expect(page.locator('spline-chart').first()).toMatchAriaSnapshot(`
    - /children: equal
    - button "Play the loss as sound" [disabled]
    - list:
      - listitem: with BN
    - img "Loss and accuracy over the steps"
    - paragraph: Curves start with the first step.
    - group: Show as table
    - paragraph
  `);
  await expect(minimal).toMatchAriaSnapshot(`
    - figure "The input plane of a neural network, cut into cells by the lines where its units switch":
      - /children: equal
      - group "First network, with BN":
        - group "Picture with BN":
          - img "The input plane of a neural network, cut into cells by the lines where its units switch"
          - paragraph: "BN with statistics of: the whole training set"
          - group "View":
            - /children: equal
            - group
            - button "Zoom in"
            - button "Zoom out"
            - button "Show all of the data"
        - text: with BN
        - switch "Batch normalization, first network" [checked]
        - paragraph: /^loss – [\\d.]+% right \\d+ cells, exact$/
      - group "Run":
        - /children: equal
        - button "Train"
        - paragraph: /^Paused step 0 of \\d+$/
      - group: /^Moons, 60 points, seed \\d+; 4 units, ReLU; .* Details, table, links$/
      - status
  `);
  await full.getByText('Details, table, links').click();
  await expect(full.getByRole('link', { name: 'Open in the full app' })).toBeVisible();
  await expect(full).toMatchAriaSnapshot(`
    - figure "The input plane of a neural network, cut into cells by the lines where its units switch":
      - group "First network, without BN":
        - group "Picture without BN":
          - group "View":
            - /children: equal
            - button "Edit points"
            - button "Move data"
            - group
            - button "Zoom in"
            - button "Zoom out"
            - button "Show all of the data"
        - switch "Batch normalization, first network" [checked=false]
      - group "Second network, with BN":
        - switch "Batch normalization, second network" [checked]
      - group "Run":
        - /children: equal
        - button "Train"
        - button "One step"
        - button "Restart from the same weights, with normalization as at the start"
        - combobox "Steps per second":
          - option /^\\d+.s$/ [selected]
        - button "Keyboard keys"
        - paragraph: /^Paused step 0 of \\d+$/
      - slider "Step that is shown"
      - button "Play the loss as sound" [disabled]
      - list:
        - listitem: without BN
        - listitem: with BN
      - img "Loss and accuracy of both networks over the steps"
      - group: Show as table
      - group "Picture":
        - /children: equal
        - text: Fill
        - combobox "Fill":
          - option "Class confidence" [selected]
        - text: Data points
        - combobox "Data points":
          - option "Training points" [selected]
        - checkbox "Lines of layer 1" [checked]
        - text: Lines of layer 1
        - checkbox "Decision boundary" [checked]
        - text: Decision boundary
      - group:
        - button "Nothing to undo" [disabled]
        - button "Nothing to do again" [disabled]
        - button "Copy link"
        - button "Copy link with weights"
        - link "Open in the full app"
        - button "Copy embed code"
        - button "Save picture as SVG"
        - button "Save picture as PNG"
        - button "Save loss and accuracy as CSV"
        - button "Save weights and normalization as CSV"
        - button "Full screen"
        - group "Where the run is":
          - table "Where the run is":
            - rowgroup:
              - row:
                - columnheader "Network"
                - columnheader "step"
            - rowgroup:
              - row:
                - rowheader "without BN"
              - row:
                - rowheader "with BN"
        - group "Layers of each network":
          - table "Layers of each network"
        - group /^Loss and accuracy, /:
          - table /^Loss and accuracy, /
      - status
  `);
});

/** Of the panels: each is a disclosure with a heading, and what is in it once it is open. */
const panels = {
  Surface: `
    - combobox "Height":
      - option "Logit 1 minus logit 0" [selected]
    - region "Surface of the network without BN":
      - heading "without BN" [level=3]
      - group "Surface of the network without BN":
        - img "Cells of the network, lifted to a height"
        - group "Surface view":
          - button "Look from straight above"
          - button "Zoom in on the surface"
          - button "Zoom out of the surface"
          - button "Show the surface as at first"
      - paragraph: /^Height is the logit of class 1 minus logit of class 0/
      - paragraph: /^Arrow keys turn the surface/
    - region "Surface of the network with BN"
  `,
  Data: '- combobox "Data set"',
  Network: `
    - paragraph: These settings restart the run.
    - spinbutton "Hidden layers": "1"
    - spinbutton "Units in layer 1": "4"
    - combobox "Activation"
    - combobox "Normalization of the second network"
    - combobox "First weights"
    - combobox "First biases"
    - spinbutton "Seed of the weights"
  `,
  Training: `
    - spinbutton "Learning rate"
    - slider "Learning rate, slider"
    - combobox "Optimizer"
    - spinbutton "Momentum"
    - checkbox /^Nesterov/
    - spinbutton "Weight decay"
    - spinbutton "Batch size"
    - combobox "Batch order"
    - spinbutton "Epochs"
    - group "When BN is switched on":
      - radio /^Align the lines with the data/ [checked]
      - radio /^Keep the function/
  `,
  Picture: `
    - group "Fill":
      - radio /^Class confidence/ [checked]
    - group "Lines of layer":
      - checkbox "Layer 1" [checked]
      - checkbox /^Decision boundary/ [checked]
    - group "Points":
      - radio /^Training points/ [checked]
    - group "Statistics that BN is drawn with":
      - radio /^The whole training set/ [checked]
  `,
  'Before and after': `
    - checkbox /^As the notebook drew them/
    - figure /cells in this square .exact./:
      - heading "without BN untrained" [level=3]
      - img /^Network without BN, untrained. \\d+ cells in this square/
  `,
} as const;

const files = `
  - group:
    - heading "Save and open" [level=2]
    - heading "Open" [level=3]
    - combobox "Weights go to"
    - button "Open files …"
    - heading "Picture" [level=3]
    - combobox "Networks"
    - combobox "Format"
    - checkbox "With the settings and a link below it" [checked]
    - button "Save picture"
    - heading "Film" [level=3]
    - combobox "Format"
    - combobox "Networks"
    - combobox "Size of a picture"
    - combobox "Frames per second"
    - combobox "Steps"
    - combobox "Pace"
    - spinbutton "Length in seconds"
    - paragraph: /^\\d+ frames/
    - button "Make it"
    - heading "Numbers" [level=3]
    - button "Curves (CSV)"
    - button "Points (CSV)"
    - button "Cells without BN (CSV)"
    - button "Cells with BN (CSV)"
    - heading "Experiment" [level=3]
    - checkbox "With the weights" [checked]
    - button "Save experiment (JSON)"
    - heading "Weights" [level=3]
    - button "Weights without BN (safetensors)"
    - button "Weights with BN (safetensors)"
    - heading "Share" [level=3]
    - button "Copy link"
    - button "Copy link with weights"
    - button "Copy embed code"
`;

const measures = `
  - group:
    - heading "Findings" [level=2]
    - heading "The network with BN, compared with the network without BN" [level=3]
    - list:
      - listitem: /nearer to the data/
    - heading "By the notebook’s own definitions" [level=3]
    - list
  - group:
    - heading "Measures" [level=2]
    - heading "As the notebook defined it, and as it is" [level=3]
    - 'heading "Boundary alignment: distance" [level=4]'
    - 'table "Boundary alignment: distance"':
      - rowgroup:
        - row:
          - columnheader "Quantity"
          - columnheader "without BN"
          - columnheader "with BN"
      - rowgroup:
        - row:
          - rowheader /^mean distance along the gradient/:
            - button "notebook’s"
          - cell /^[\\d.]+$/
    - figure "Mean distance to the nearest line, in input units":
      - list:
        - listitem: /^without BN, training points/
    - table "Decision margin"
    - figure "Signed margins of the training points":
      - img /^Signed margins of the training points/
    - table "Gradient norm"
    - table "Partition entropy"
    - table "Linear regions"
    - figure "Cells on a scale of powers of ten":
      - img /^Cells on a scale of powers of ten/
    - heading "Where the lines are" [level=3]
    - spinbutton "r, what counts as near"
`;

test('the application by ear: its bar, its networks, its panels and its films', async ({ page }) => {
  await placeAllInSight(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/?engine=cpu#v=1&preset=moons&widths=4&samples=60&compare');
  const lab = page.locator('spline-lab');
  await expect(lab.getByText(/cells in view \(exact\), train accuracy/)).toHaveCount(2);
  await lab.locator('spline-diagram summary').first().click();
  await expect(lab).toMatchAriaSnapshot(`
    - heading "Splinescope" [level=1]
    - button "CPU engine"
    - button /colours$/
    - button "Keyboard keys"
    - group "Experiments to start from":
      - button /^Circles/
      - button /^Moved circles/
      - button /^Moons/
      - button /^Spirals/
      - button /^Notebook/
    - region "First network, without BN":
      - heading "without BN" [level=2]
      - switch "Batch normalization, first network" [checked=false]
      - group "Picture without BN":
        - img "Cells of the first network in the input plane"
      - paragraph:
        - button "cells in view (exact)"
        - button /seen .sampled.$/
      - paragraph:
        - button "loss"
      - paragraph:
        - button "train accuracy"
      - paragraph:
        - button "test accuracy"
      - paragraph:
        - button "step"
        - button "epoch"
      - group:
        - text: Network diagram
        - paragraph:
          - button "Unit before"
          - button "Next unit"
        - listbox "Units of the network without BN":
          - group "Layer 1, 4 units":
            - /children: equal
            - option "layer 1, unit 1"
            - option "layer 1, unit 2"
            - option "layer 1, unit 3"
            - option "layer 1, unit 4"
    - region "Second network, with BN"
    - list "Legend":
      - listitem: class 0
    - group "Run":
      - slider "Step that is shown"
      - button "Train"
      - button "One step"
      - button "One epoch"
      - button "Restart from the same weights, with normalization as at the start"
      - button /^New weights/
      - button "Nothing to undo" [disabled]
      - button "Nothing to do again" [disabled]
      - combobox "Speed, steps"
      - paragraph: /^Paused step 0 of \\d+$/
    - img "Loss and accuracy of both networks over the steps"
    - navigation "More about it":
      - link /Article/
      - link "Gallery"
      - link "Figures for your own page"
    - alert:
      - button "Dismiss"
    - status
  `);
  for (const [name, inside] of Object.entries(panels)) {
    await openPanel(page, name);
    const panel = lab.locator('details').filter({ has: page.getByRole('heading', { name, exact: true }) });
    await expect(panel, name).toMatchAriaSnapshot(inside);
  }
  await openPanel(page, 'Save and open');
  await page.getByRole('button', { name: 'Make a video or GIF' }).click();
  await expect(lab.locator('spline-files')).toMatchAriaSnapshot(files);
  await openPanel(page, 'Findings');
  await openPanel(page, 'Measures');
  await expect(lab.locator('spline-measures')).toMatchAriaSnapshot(measures);
  // With the panels that are open by now, films among them.
  await expectNoFindings(page);
});

test('no findings in figures that run, have diverged, refuse, share a group, look back or have branched', async ({
  page,
}) => {
  await placeAllInSight(page);
  await openFigures(
    page,
    `<div style="max-inline-size: 320px">
       <spline-figure id="past" ${small} steps="20" controls="full"></spline-figure>
       <spline-figure id="branch" ${small} steps="20" compare controls="full"></spline-figure>
       <spline-figure id="diverged" ${small} learning-rate="1000000000" steps="30"></spline-figure>
       <spline-figure id="refuses" ${small} steps="0" learning-rate="fast"></spline-figure>
       <spline-figure id="one" ${small} steps="3" group="both"></spline-figure>
       <spline-figure id="other" ${small} seed="2" group="both" caption="The other."></spline-figure>
       <spline-figure id="runs" ${small} epochs="100000" autoplay></spline-figure>
     </div>`,
  );
  const at = (id: string): Locator => page.locator(`#${id}`);
  for (const id of ['past', 'branch']) {
    await expectAt(at(id), 20);
    await at(id).getByRole('slider', { name: 'Step that is shown' }).fill('10');
    await expect(at(id).locator('.where')).toContainText('In the past');
  }
  await at('branch').getByRole('switch', { name: 'Batch normalization, second network' }).click();
  await expect(at('branch').locator('.time-note')).toContainText('Branch from step');
  await expect(
    at('diverged')
      .getByText(/diverged/i)
      .first(),
  ).toBeVisible();
  await expect(at('refuses').getByText('learning-rate')).toBeVisible();
  await expectAt(at('other'), 3);
  await expect(at('runs').locator('.where')).toContainText(/step [1-9]/);
  await expectNoFindingsLightOrDark(page, async (scheme) => {
    for (const theme of await page.locator('spline-figure .theme').all())
      await expect(theme).toHaveClass(`theme ${scheme}`);
  });
  expect(await at('runs').evaluate(({ session }: SplineFigure) => session?.snapshot.state)).toBe('running');
});
