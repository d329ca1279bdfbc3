/** The measures panel on a fake session, with numbers from its own Worker. */
import { expect, it } from 'vitest';
import { measureNetwork } from '../../src/analysis/measure-network.js';
import { measureCatalog, readMeasure, type MeasureId } from '../../src/analysis/measure-catalog.js';
import { findingStrings } from '../../src/components/spline-measures/finding-strings.js';
import { formatMeasure, type MeasureKind } from '../../src/components/spline-measures/measure-format.js';
import { measureStrings } from '../../src/components/spline-measures/measure-strings.js';
import { notebookStrings } from '../../src/components/spline-measures/notebook-strings.js';
import { chartStrings } from '../../src/components/spline-chart/chart-strings.js';
import { presets } from '../../src/training/presets.js';
import { countPixels } from '../support/count-pixels.js';
import { FakeSession } from '../support/fake-session.js';
import { MeasuresHarness, smallExperiment } from '../support/measures-harness.js';
import { textOf } from '../support/settle.js';
import { eventually } from '../support/eventually.js';

it('measures nothing while it is closed', async () => {
  const { session } = await MeasuresHarness.make();
  session.play();
  session.show({ step: 1 });
  expect(session.callsOf('requestModels')).toEqual([]);
});

it('shows the literal and the true numbers of both networks', async () => {
  const harness = await MeasuresHarness.make();
  await harness.open('measures');
  await harness.measuredAt(0);
  const measured = await Promise.all([0, 1].map((model) => measureNetwork(harness.request(model))));
  const rows: [MeasureId & keyof typeof measureStrings.rows, MeasureKind][] = [
    ['notebookAlignment', 'number'],
    ['wallDistance', 'number'],
    ['wallDistanceUniform', 'number'],
    ['notebookMargin', 'number'],
    ['marginMedian', 'number'],
    ['notebookRegions', 'count'],
    ['activationCells', 'count'],
    ['nearbyUnits', 'number'],
    ['alignmentExcessShare', 'share'],
  ];
  for (const [id, kind] of rows) {
    const expected = measured.map((measures) => formatMeasure(readMeasure(id, measures)!, kind));
    expect(harness.row(measureStrings.rows[id]), id).toEqual(expected);
  }
  expect(textOf(harness.all('tr.proxy .how')[0])).toContain(
    measureStrings.provenance[measureCatalog.notebookAlignment.provenance],
  );
  expect(harness.all('.histogram rect').length).toBeGreaterThan(0);
  expect(harness.all('.gauge circle')).toHaveLength(2);
  const gauge = harness.all('.gauge li').map(textOf);
  // The first layer has 6 units: 1 + 6 + 15.
  expect(gauge).toContain(measureStrings.gauge.general('22'));
  const regions = formatMeasure(readMeasure('linearRegions', measured[1]!)!, 'count');
  expect(gauge).toContain(measureStrings.gauge.regions('with BN', regions));
  const hintOf = (id: keyof typeof measureStrings.rows): string | null =>
    harness
      .all('.measures tbody tr')
      .find((row) => textOf(row).startsWith(measureStrings.rows[id]))!
      .querySelector('spline-term')!
      .getAttribute('hint');
  expect(hintOf('wallDistance')).toBe(measureStrings.provenanceHints.exact);
  expect(hintOf('gradientNormOfTrainingSet')).toBe(measureStrings.provenanceHints.exactSum);
  // Two hidden layers, two networks.
  expect(harness.all('#cost .bars li')).toHaveLength(4);
});

it('tells distances, units and lengths of each layer, which add up', async () => {
  const harness = await MeasuresHarness.make();
  await harness.open('measures');
  await harness.measuredAt(0);
  const { layers, rows } = measureStrings;
  const both = (name: string): number[] => harness.row(name).map((text) => Number(text.replaceAll(',', '')));
  for (const [ofLayer, all] of [
    [layers.nearby, rows.nearbyUnits],
    [layers.nearbyUniform, rows.nearbyUnitsUniform],
    [layers.length, rows.wallDensityNear],
  ] as const) {
    const [first, second] = [both(ofLayer(1)), both(ofLayer(2))];
    // Three numbers of three digits.
    both(all).forEach((total, model) =>
      expect(Math.abs(first[model]! + second[model]! - total)).toBeLessThan(0.015 * total),
    );
  }
  // The nearest line of any layer is no farther than that of one.
  both(rows.wallDistance).forEach((nearest, model) =>
    expect(Math.min(both(layers.distance(1))[model]!, both(layers.distance(2))[model]!)).toBeGreaterThanOrEqual(
      nearest,
    ),
  );
  expect(harness.all('#margin .layers')).toEqual([]);
});

it('says that untrained BN does nothing where it is compared with running averages', async () => {
  const session = new FakeSession({ ...smallExperiment, statistics: 'running' });
  const harness = await MeasuresHarness.make(session);
  await harness.open('findings');
  await harness.measuredAt(0);
  harness.train(5);
  await harness.measuredAt(5);
  const notes = (): string[] => harness.all('.found .note').map(textOf);
  await eventually(() => expect(notes()).toEqual([findingStrings.noEffectYet]));
});

it('does not say so of BN that began with statistics of the data', async () => {
  const session = new FakeSession({ ...smallExperiment, statistics: 'running' });
  session.models = session.models!.map((model) => ({
    ...model,
    runningStatistics: model.runningStatistics.map(() => 0.5),
  }));
  const harness = await MeasuresHarness.make(session);
  await harness.open('findings');
  await harness.measuredAt(0);
  harness.train(5);
  await harness.measuredAt(5);
  await eventually(() => expect(harness.all('.found')).toHaveLength(4));
  expect(harness.all('.found .note')).toEqual([]);
});

it('draws curves from the second step that is measured on, with a table', async () => {
  const harness = await MeasuresHarness.make();
  await harness.open('measures');
  await harness.measuredAt(0);
  const chart = harness.all('spline-measure-chart')[0]!;
  expect(textOf(chart.shadowRoot!.querySelector('.empty'))).toBe(measureStrings.charts.empty);
  harness.train(9);
  await harness.measuredAt(9);
  await eventually(() => expect(chart.shadowRoot!.querySelector('canvas')).not.toBeNull());
  chart.shadowRoot!.querySelector('summary')!.click();
  await eventually(() => expect(chart.shadowRoot!.querySelectorAll('tbody tr')).toHaveLength(2));
  const [distances] = chart.shadowRoot!.querySelectorAll('tbody tr:last-child td');
  expect(textOf(distances)).toBe(harness.row(measureStrings.rows.wallDistance)[0]);
  // What was drawn for a wide page gives way to a narrow one.
  harness.element.parentElement!.style.width = '320px';
  await eventually(() => expect(chart.shadowRoot!.querySelector('canvas')!.clientWidth).toBeLessThanOrEqual(320));
  expect(harness.element.scrollWidth).toBe(320);
});

it('stamps switches and changed settings on every curve, and says them', async () => {
  const harness = await MeasuresHarness.make();
  await harness.open('measures');
  harness.train(9);
  await harness.measuredAt(9);
  const chart = harness.all('spline-measure-chart')[0]!;
  const soft = [12, 34, 56] as const;
  chart.style.setProperty('--spline-ink-soft', `rgb(${soft.join(', ')})`);
  await eventually(() => expect(chart.shadowRoot!.querySelector('canvas')).not.toBeNull());
  const canvas = (): HTMLCanvasElement => chart.shadowRoot!.querySelector('canvas')!;
  // Without a network's own dash, nor its colour.
  harness.session.show({ changes: [{ kind: 'training', step: 5, until: 5, settings: { learningRate: 0.5 } }] });
  await eventually(() => expect(countPixels(canvas(), soft)).toBeGreaterThan(30));
  harness.session.show({ marks: [{ step: 3, model: 1, to: 'none', how: 'fold' }] });
  const told = (): string => textOf(chart.shadowRoot!.querySelector('#sentence'));
  await eventually(() => expect(told()).toContain(chartStrings.off('BN')));
  expect(told()).toContain('learning rate 0.5');
});

it('draws curves and tells how smooth the loss is where the measures are opened once training is over', async () => {
  const harness = await MeasuresHarness.make();
  harness.train(350);
  await harness.open('measures');
  await harness.measuredAt(350);
  const charts = harness.all('spline-measure-chart');
  await eventually(() => {
    for (const chart of charts) expect(chart.shadowRoot!.querySelector('canvas')).not.toBeNull();
  });
  const measured = await Promise.all([0, 1].map((model) => measureNetwork(harness.request(model))));
  for (const id of ['lossRange', 'relativeLossRange', 'gradientChange', 'effectiveSmoothness'] as const) {
    const expected = measured.map((measures) => formatMeasure(readMeasure(id, measures)!, 'number'));
    expect(harness.row(measureStrings.rows[id]), id).toEqual(expected);
  }
});

it('says in a sentence why a network has no exact numbers, and keeps the others', async () => {
  const session = new FakeSession({ ...smallExperiment, normalizations: ['none', 'layer'] });
  const harness = await MeasuresHarness.make(session);
  await harness.open('measures');
  await harness.measuredAt(0);
  const [plain, layer] = harness.row(measureStrings.rows.activationCells);
  expect(Number(plain)).toBeGreaterThan(1);
  expect(layer).toBe(measureStrings.none);
  expect(harness.row(measureStrings.rows.notebookRegions)[1]).toMatch(/^[12]$/);
  expect(harness.all('#measures .absence').map(textOf)).toEqual([
    measureStrings.absent['curved-boundaries']('with LayerNorm', '200,000'),
  ]);
  // One code may have several cells where walls are curved.
  expect(Number(harness.row(measureStrings.rowsOfCurved.occupiedCodes)[1])).toBeGreaterThan(1);
  expect(() => harness.row(measureStrings.rows.occupiedCodes)).toThrow();
  const margins = harness.root.querySelector('.histogram')!;
  for (const told of [textOf(margins), margins.querySelector('svg')!.getAttribute('aria-label')]) {
    expect(told).toContain('without LayerNorm: ');
    expect(told).not.toContain('with LayerNorm: ');
  }
  expect(harness.all('.gauge circle')).toHaveLength(1);
});

it('draws no gauge and names no bounds of cells where no network has them counted', async () => {
  const harness = await MeasuresHarness.make(new FakeSession({ ...smallExperiment, normalizations: ['layer', 'rms'] }));
  await harness.open('measures');
  await harness.measuredAt(0);
  expect(harness.all('.gauge, .histogram')).toEqual([]);
  expect(harness.all('#measures .absence')).toHaveLength(2);
});

it('takes another radius, and refuses what is none', async () => {
  const harness = await MeasuresHarness.make();
  await harness.open('measures');
  await harness.measuredAt(0);
  const input = harness.root.querySelector<HTMLInputElement>('#radius')!;
  const enter = (text: string): void => {
    input.value = text;
    input.dispatchEvent(new Event('change'));
  };
  const before = Number(harness.row(measureStrings.rows.nearbyUnits)[0]);
  enter('0.4');
  await eventually(() => expect(Number(harness.row(measureStrings.rows.nearbyUnits)[0])).toBeGreaterThan(before));
  enter('-1');
  await eventually(() => expect(textOf(harness.root.querySelector('#radius-refusal'))).not.toBe(''));
  expect(input.value).toBe('-1');
});

it('explains the notebook’s experiment where that is chosen, and nowhere else', async () => {
  const harness = await MeasuresHarness.make(new FakeSession(presets.notebook.config));
  await harness.open('notes');
  const notes = harness.all('.notes li').map(textOf);
  const { sequential, left, end, likeIt, weights } = notebookStrings;
  for (const note of [sequential('7', '64'), left('52', '500'), end('350')]) expect(notes).toContain(note + likeIt);
  expect(notes).toContain(weights);
  expect(notes.join(' ')).not.toContain('NaN');
  expect((await MeasuresHarness.make()).all('#notes')).toEqual([]);
});

it('gives the notebook’s accuracy: the mean over the batches of the last epoch', async () => {
  const session = new FakeSession(presets.notebook.config);
  const harness = await MeasuresHarness.make(session);
  await harness.open('notes');
  const steps = Array.from({ length: 14 }, (_, step) => step);
  // Of the first epoch none, of the second one in two and three in four.
  const accuracies = [0.5, 0.75].map((right) => steps.map((step) => (step < 7 ? 0 : right)));
  session.show({
    step: 14,
    models: session.snapshot.models.map((model, index) => ({
      ...model,
      curves: { ...model.curves, lossSteps: steps, losses: steps, batchAccuracies: accuracies[index]! },
    })),
  });
  await eventually(() =>
    expect(harness.all('.notes li').map(textOf)).toContain(
      notebookStrings.accuracy('7', 'without BN 50.0%, with BN 75.0%'),
    ),
  );
});

it('notes nothing of the notebook’s experiment that is not so once settings or weights are others', async () => {
  const { config } = presets.notebook;
  const session = new FakeSession(config);
  const harness = await MeasuresHarness.make(session);
  await harness.open('notes');
  const notes = (): string[] => harness.all('.notes li').map(textOf);
  session.loadExperiment(config, session.models);
  session.setTraining({ batchSize: 60 });
  session.show({ endStep: 400 });
  const { sequential, left, end, likeIt, weights, weightsGiven, untrained, count } = notebookStrings;
  await eventually(() => {
    for (const note of [sequential('8', '60'), left('20', '500'), end('400')]) expect(notes()).toContain(`${note}.`);
  });
  expect(notes().filter((note) => note.endsWith(likeIt))).toEqual([]);
  expect(notes()).toContain(weightsGiven);
  expect(notes()).toContain(untrained);
  expect(notes()).not.toContain(weights);
  session.show({ step: 20 });
  await eventually(() => expect(notes()).toContain(count('40', '20')));
  session.switchNormalization(0, 'batch', 'align');
  await eventually(() => expect(notes()).not.toContain(count('40', '20')));
  session.setExperiment({ normalizations: ['none', 'layer'] });
  await eventually(() => expect(harness.all('#notes')).toEqual([]));
});

it('compares a network that was opened with how it was opened', async () => {
  const session = new FakeSession(smallExperiment);
  session.loadExperiment(smallExperiment, session.models);
  const harness = await MeasuresHarness.make(session);
  await harness.open('findings');
  await harness.measuredAt(0);
  harness.train(5);
  await harness.measuredAt(5);
  const titles = harness.all('.found h3').map(textOf);
  expect(titles).toContain(findingStrings.groups.opened('The network with BN'));
  expect(titles.join(' ')).not.toContain('untrained');
});

it('names the network that was measured, not the one it was switched to since, and promises no numbers when halted', async () => {
  const harness = await MeasuresHarness.make();
  await harness.open('measures');
  await harness.measuredAt(0);
  const names = (): string[] =>
    [...harness.root.querySelectorAll('.measures thead')[0]!.querySelectorAll('th')].map(textOf);
  harness.session.switchNormalization(1, 'none', 'align');
  await eventually(() => expect(textOf(harness.root.querySelector('.basis'))).toContain(measureStrings.behind.trim()));
  expect(names().slice(1)).toEqual(['without BN', 'with BN']);
  expect(textOf(harness.root.querySelector('.basis'))).toContain('BN is taken with');
  harness.session.models = harness.session.models!.map((model) => ({ ...model, normalization: 'none' }));
  harness.train(3);
  await eventually(() => expect(harness.root.querySelector<HTMLElement>('.work button')).not.toBeNull());
  harness.root.querySelector<HTMLElement>('.work button')!.click();
  await eventually(() => expect(textOf(harness.root.querySelector('.basis'))).toContain(measureStrings.older.trim()));
  expect(textOf(harness.root.querySelector('.basis'))).not.toContain(measureStrings.behind.trim());
});

it.each(['batch', 'layer'] as const)(
  'speaks of the second network, not of its normalisation, where both have %s',
  async (kind) => {
    const harness = await MeasuresHarness.make(new FakeSession({ ...smallExperiment, normalizations: [kind, kind] }));
    // Other weights, so that something differs.
    harness.session.models = harness.session.models!.map((model, index) => ({
      ...model,
      parameters: model.parameters.map((value) => value * (1 + index) + 0.1 * index),
    }));
    harness.session.show({});
    await harness.open('findings');
    await harness.measuredAt(0);
    const name = kind === 'batch' ? 'with BN' : 'with LayerNorm';
    const [between] = harness.all('.found');
    expect(textOf(between!.querySelector('h3'))).toBe(findingStrings.groups.alike(name, name));
    const differing = [...between!.querySelectorAll('li')]
      .map(textOf)
      .filter((text) => !text.includes('No difference'));
    expect(differing.length).toBeGreaterThan(0);
    expect(differing.filter((text) => !text.includes(findingStrings.inSecond))).toEqual([]);
    harness.train(4);
    await harness.measuredAt(4);
    const titles = harness.all('.found h3').map(textOf);
    for (const model of [0, 1]) {
      expect(titles).toContain(findingStrings.groups.training(findingStrings.numbered(model, name)));
    }
    const reasons = kind === 'layer' ? [measureStrings.absent['curved-boundaries'](name, '200,000')] : [];
    expect(harness.all('#findings .absence').map(textOf)).toEqual(reasons);
  },
);
