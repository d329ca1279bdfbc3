import { render } from 'lit';
import { describe, expect, test } from 'vitest';
import { cellNeighbours } from '../../src/geometry/cell-neighbours.js';
import { linearRegions } from '../../src/geometry/linear-regions.js';
import { partitionOf } from '../../src/geometry/partition.js';
import { pictureWindow } from '../../src/training/datasets/data-window.js';
import { foldAsDrawn } from '../../src/training/reference/fold-as-drawn.js';
import { formatCount } from '../../src/components/format.js';
import { cellCountsTemplate } from '../../src/components/spline-lab/cell-counts.js';
import { LabHarness } from '../support/lab-harness.js';
import { ReadingHarness } from '../support/reading-harness.js';
import { textOf } from '../support/settle.js';
import { eventually } from '../support/eventually.js';

/** What is exact, computed here, about the networks that the session of a page shows. */
function expected(harness: LabHarness, model: number): { cells: string; linear: string } {
  const { models, snapshot } = harness.session;
  const folded = foldAsDrawn(models![model]!, snapshot.data!, snapshot.config.statistics, new Uint32Array());
  const partition = partitionOf(folded, pictureWindow(snapshot.data!));
  const linear = linearRegions(partition, cellNeighbours(partition));
  return { cells: formatCount(partition.cellCount), linear: formatCount(linear.count) };
}

/** A page at rest, with the first networks. */
async function atRest(preset = 'moons'): Promise<LabHarness> {
  const harness = await LabHarness.make({ preset });
  harness.session.pause();
  await harness.settle();
  return harness;
}

const countOf = (harness: LabHarness, model: number): string => harness.numbers(model)[0] ?? '';
const hintsOf = (harness: LabHarness, model: number): string[] =>
  [...harness.twin(model).querySelectorAll('.cells spline-term')].map(
    (term) => (term as HTMLElement & { hint: string }).hint,
  );

describe('the counts of cells under a picture', () => {
  test.each([0, 1])('network %i: exact, and how many linear regions', async (model) => {
    const harness = await atRest();
    const { cells, linear } = expected(harness, model);
    await eventually(() => expect(countOf(harness, model)).toBe(`${cells} cells in view (exact)`));
    expect(hintsOf(harness, model)[0]).toContain(`they are ${linear} linear regions`);
  });

  test('beside them the sampled one, and what its grid misses here', async () => {
    const harness = await atRest();
    const { cells } = expected(harness, 1);
    await eventually(() => expect(countOf(harness, 1)).toContain(cells));
    const total = Number(cells.replace(',', ''));
    const distinct = Math.floor(0.8 * total);
    const sampled = { distinct, gridWidth: 512, gridHeight: 384, overflow: false, largestShare: 0.1 };
    harness.session.show({ models: harness.session.snapshot.models.map((one) => ({ ...one, cells: sampled })) });
    await harness.settle();
    expect(countOf(harness, 1)).toBe(`${cells} cells in view (exact) ${formatCount(distinct)} seen (sampled)`);
    const missed = Math.round(100 * (1 - distinct / total));
    expect(hintsOf(harness, 1)[1]).toContain(`This one has 512 by 384 points. It misses ${missed}% of the cells here.`);
  });

  test('the step that the exact one is of, where that is not the one shown', async () => {
    const harness = await atRest();
    const { cells } = expected(harness, 1);
    await eventually(() => expect(countOf(harness, 1)).toBe(`${cells} cells in view (exact)`));
    harness.session.show({ state: 'running', step: 1234 });
    await harness.settle();
    expect(countOf(harness, 1)).toBe(`${cells} cells in view, step 0 (exact)`);
    expect(hintsOf(harness, 1).join(' ')).not.toContain('misses 0%');
  });

  test('no number that is called exact while something else is shown at the same step', async () => {
    const harness = await ReadingHarness.make();
    const box = document.createElement('div');
    const labelOf = (isCurrent: boolean): string => {
      const state = harness.partitions.of(1);
      if (!state.exact) throw new Error('There are no exact cells.');
      render(cellCountsTemplate(harness.session.snapshot, 1, { ...state, isCurrent }), box);
      return textOf(box);
    };
    const cells = formatCount(harness.exact.partition.cellCount);
    expect(labelOf(true)).toBe(`${cells} cells in view (exact)`);
    expect(labelOf(false)).toBe(`${cells} cells in view, recounting`);
    harness.session.show({ step: 5, state: 'running' });
    expect(labelOf(false)).toBe(`${cells} cells in view, step 0 (exact)`);
  });

  test('of a network with curved boundaries only the sampled one', async () => {
    const harness = await atRest();
    const models = harness.session.models!.map((model) => ({ ...model, normalization: 'layer' as const }));
    const cells = { distinct: 99, gridWidth: 9, gridHeight: 9, overflow: false, largestShare: 0.1 };
    harness.session.models = models;
    harness.session.show({
      models: harness.session.snapshot.models.map((one) => ({ ...one, normalization: 'layer', cells })),
    });
    await harness.settle();
    expect(countOf(harness, 0)).toBe('99 cells seen (sampled)');
  });

  test('the picture in words gives the exact one', async () => {
    const harness = await atRest();
    const { cells } = expected(harness, 1);
    const sentence = (): string => textOf(harness.all('spline-view')[1]?.shadowRoot?.getElementById('description'));
    await eventually(() => expect(sentence()).toContain(`${cells} cells in view (exact)`));
  });
});
