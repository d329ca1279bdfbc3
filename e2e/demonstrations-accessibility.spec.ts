/** What demonstrations say to those who hear them, in the gallery: their pictures by name, their controls and their numbers. */
import { expect, test } from '@playwright/test';

/** In any order of time: what a computation is at is left out. */
const trees = {
  'spline-one-unit': `
    - figure /One unit. its line, and what batch normalization makes of it/:
      - heading "Points and lines" [level=3]
      - img "Points, the line of a plain unit, and the line that batch normalization makes of it"
      - button /Cloud of points/
      - button /Plain line/
      - button /Both lines/
      - heading "Sum of squared distances" [level=3]
      - img /The sum of squared distances from the points to the line/
      - slider "Offset of the plain line"
      - slider "Turn both lines"
      - slider "Cloud, to the right"
      - slider "Cloud, upwards"
      - button "Let BN choose the offset"
      - paragraph: /Sum of squared distances. [\\d.,]+ for the plain line/
      - group: /Details, table, links/
  `,
  'spline-fold-angle': `
    - figure "How much a wall of the second layer bends where it crosses one of the first":
      - img "A wall of the first layer, the data across it, and a wall of the second layer that bends there"
      - img "The fold angle over the spread of the data"
      - slider "Spread of the data σ"
      - slider "Weight from unit to unit"
      - slider "Direction of the wall"
      - paragraph: /The wall bends by [\\d.]+°/
      - group: /Details, table, links/
  `,
  'spline-same-weights': `
    - figure "The same random weights with zero biases, with random biases and with batch normalization":
      - heading "Zero biases" [level=3]
      - img /Zero biases. the walls of four layers, and the points/
      - paragraph: /\\d+ cells \\(exact\\)/
      - heading "Random biases" [level=3]
      - img /Random biases/
      - heading "Batch normalization" [level=3]
      - img /Batch normalization/
      - button "Next weights"
      - button "Previous weights"
      - group: /Details, table, links/
  `,
  'spline-initialization-race': `
    - figure "A race of five starts from the same random weights":
      - heading "Zero biases" [level=3]
      - img /Zero biases. loss over the epochs/
      - heading "Random biases" [level=3]
      - heading "BN’s biases, once" [level=3]
      - heading "BN folded in, once" [level=3]
      - heading "BN throughout" [level=3]
      - img /BN throughout. loss over the epochs/
      - slider "Data moved from the origin, both ways, by"
      - button "Race with other weights"
      - group: /Details, table, links/
  `,
  'spline-jitter': `
    - figure /Jitter. one network with batch normalization, drawn with one mini-batch after the other/:
      - img "The decision boundaries of successive mini-batches over one another, and that of all data"
      - img "The walls of one unit for successive mini-batches, and two standard deviations to either side"
      - slider "Batch size"
      - slider "Unit of layer 1"
      - checkbox "Trained network"
      - group: /Details, table, links/
  `,
  'spline-limits': `
    - figure "Accuracy, margin and smoothness, measured without and with batch normalization":
      - img "Accuracy on new points, without and with batch normalization, of every draw of the weights"
      - img "Margin of the nearest points, without and with batch normalization, of every draw of the weights"
      - img "Roughness of the loss, without and with batch normalization, of every draw of the weights"
      - group "Data":
        - button "Circles" [pressed]
        - button "Moons"
        - button "Moved circles"
      - button "Other weights"
      - group: /Details, table, links/
  `,
  'spline-scale-shift': `
    - figure "The same network trained as a whole, and with all but gamma and beta frozen":
      - img /All parameters trained. walls, decision boundary and points/
      - paragraph: /818 parameters trained/
      - img /Only γ and β trained. walls, decision boundary and points/
      - paragraph: /96 parameters trained/
      - button "Train with other weights"
      - group: /Details, table, links/
  `,
};

test('demonstrations, by ear', async ({ page }) => {
  await page.goto('/docs/gallery.html');
  for (const [tag, tree] of Object.entries(trees)) {
    const demonstration = page.locator(tag).first();
    await demonstration.scrollIntoViewIfNeeded();
    await expect(demonstration).toMatchAriaSnapshot(tree);
  }
});
