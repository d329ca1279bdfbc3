import { describe, expect, test } from 'vitest';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { presets } from '../../src/training/presets.js';
import { ControlsHarness } from '../support/controls-harness.js';
import { FakeSession } from '../support/fake-session.js';
import { textOf } from '../support/settle.js';

const config = presets.circles.config;

describe('structure', () => {
  test('four panels, closed at first, each with its settings in a few words', async () => {
    const harness = await ControlsHarness.make();
    const { panels } = harness;
    expect(panels.map((panel) => textOf(panel.querySelector('h2')))).toEqual([
      'Data',
      'Network',
      'Training',
      'Picture',
    ]);
    expect(panels.every((panel) => !panel.open)).toBe(true);
    expect(panels.map((_, index) => harness.summary(index))).toEqual([
      'Circles, 500 points, seed 42',
      '64 – 64 units, ReLU',
      'SGD with momentum, learning rate 0.01, batches of 64',
      'Class confidence',
    ]);
  });

  test('every field is native and has a name; every number and choice explains itself in a line', async () => {
    const { fields, root, labels } = await ControlsHarness.make();
    expect(labels.filter((label) => label === '')).toEqual([]);
    for (const field of fields.filter(({ id }) => id !== '' && !id.startsWith('width'))) {
      const ids = (field.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
      const help = ids.map((id) => textOf(root.getElementById(id))).join(' ');
      expect(help.length, field.id).toBeGreaterThan(5);
    }
  });
});

describe('the normalization of the second network', () => {
  test('is chosen by name and restarts the run; groups appear with group normalization', async () => {
    const harness = await ControlsHarness.make();
    expect(harness.labels).not.toContain('Groups');
    await harness.enter('Normalization of the second network', 'group');
    expect(harness.session.callsOf('setExperiment')).toEqual([[{ normalizations: ['none', 'group'] }]]);
    expect(harness.summary(1)).toBe('64 – 64 units, ReLU, Group normalization');
    await harness.enter('Groups', '8');
    expect(harness.session.snapshot.config.network.groups).toBe(8);
    expect(harness.session.snapshot.config.normalizations).toEqual(['none', 'group']);
  });

  test('that the layers do not admit is refused beside the field, with the reason', async () => {
    const harness = await ControlsHarness.make();
    await harness.enter('Normalization of the second network', 'group');
    await harness.enter('Groups', '3');
    expect(textOf(harness.root.getElementById('groups-refusal'))).toMatch(/^groups is 3; allowed: numbers that divide/);
    expect(harness.session.snapshot.config.network.groups).toBe(4);
  });

  test('decides what the training panel says of the switch', async () => {
    const harness = await ControlsHarness.make();
    expect(textOf(harness.panels[2])).toContain('When BN is switched on');
    await harness.enter('Normalization of the second network', 'layer');
    expect(textOf(harness.panels[2])).not.toContain('When BN is switched on');
    expect(textOf(harness.panels[2])).toContain('LayerNorm is put in with scale 1 and shift 0');
  });
});

describe('settings that act without a restart', () => {
  test.each([
    ['Learning rate', '0.05', { learningRate: 0.05 }],
    ['Momentum', '0.5', { momentum: 0.5 }],
    ['Batch size', '32', { batchSize: 32 }],
    ['Weight decay', '0.001', { weightDecay: 0.001 }],
    ['Optimizer', 'adam', { optimizer: 'adam' }],
    ['Batch order', 'shuffled', { batchOrder: 'shuffled' }],
    ['Epochs', '80', { epochs: 80 }],
    ['Nesterov', '', { nesterov: true }],
  ])('%s', async (name, value, change) => {
    const harness = await ControlsHarness.make();
    await harness.enter(name, value);
    expect(harness.session.callsOf('setTraining')).toEqual([[change]]);
    expect(harness.session.callsOf('setExperiment')).toEqual([]);
  });

  test('the slider of the learning rate runs over powers of ten', async () => {
    const harness = await ControlsHarness.make();
    await harness.enter('Learning rate, slider', '-1');
    expect(harness.session.callsOf('setTraining')).toEqual([[{ learningRate: 0.1 }]]);
    expect((harness.field('Learning rate') as HTMLInputElement).value).toBe('0.1');
  });

  test('the optimizer’s own parameters are shown, others are not', async () => {
    const harness = await ControlsHarness.make();
    expect(harness.labels).toContain('Momentum');
    await harness.enter('Optimizer', 'adamw');
    expect(harness.labels).not.toContain('Momentum');
    expect(harness.labels).toEqual(expect.arrayContaining(['Beta 1', 'Beta 2', 'Epsilon']));
  });

  test('statistics and what switching BN on does', async () => {
    const harness = await ControlsHarness.make();
    const insertions: string[] = [];
    harness.controls.addEventListener('spline-insertionchange', (event) => insertions.push(event.detail));
    await harness.enter('Running averages', '');
    await harness.enter('Keep the function', '');
    expect(harness.session.callsOf('setStatistics')).toEqual([['running']]);
    expect(insertions).toEqual(['keep-function']);
  });
});

describe('settings that restart', () => {
  test.each([
    ['Units in layer 2', '8', { hiddenWidths: [64, 8] }],
    ['Hidden layers', '3', { hiddenWidths: [64, 64, 64] }],
    ['Hidden layers', '1', { hiddenWidths: [64] }],
    ['Activation', 'abs', { activation: 'abs' }],
    ['First weights', 'he-normal', { initializer: 'he-normal' }],
    ['First biases', 'normal', { biasInitializer: 'normal' }],
    ['Seed of the weights', '7', { seed: 7 }],
  ])('network: %s', async (name, value, change) => {
    const harness = await ControlsHarness.make();
    let restarts = 0;
    harness.controls.addEventListener('spline-restart', () => restarts++);
    await harness.enter(name, value);
    expect(harness.session.callsOf('setExperiment')).toEqual([[{ network: { ...config.network, ...change } }]]);
    expect(restarts).toBe(1);
  });

  test.each([
    ['Samples', '200', { sampleCount: 200 }],
    ['Noise', '0.2', { noise: 0.2 }],
    ['Seed of the data', '3', { seed: 3 }],
    ['Test points', 'holdout', { split: 'holdout' }],
    ['Share of test points', '0.2', { testFraction: 0.2 }],
    ['Move right', '4', { placement: { dx: 4, dy: 0, scale: 1, rotation: 0 } }],
    ['Scale', '2', { placement: { dx: 0, dy: 0, scale: 2, rotation: 0 } }],
    ['Turn', '90', { placement: { dx: 0, dy: 0, scale: 1, rotation: 90 } }],
  ])('data: %s', async (name, value, change) => {
    const harness = await ControlsHarness.make();
    await harness.enter(name, value);
    expect(harness.session.callsOf('setExperiment')).toEqual([[{ data: { ...config.data, ...change } }]]);
  });

  test('another data set comes with its own settings, where the cloud was placed', async () => {
    const harness = await ControlsHarness.make(new FakeSession(presets['moved-circles'].config));
    await harness.enter('Data set', 'blobs');
    const [change] = harness.session.callsOf('setExperiment')[0] as [{ data: unknown }];
    const { placement } = presets['moved-circles'].config.data;
    expect(change.data).toEqual({ ...defaultDataConfig('blobs'), placement });
    expect(harness.labels).toContain('Spread (standard deviation)');
    expect(harness.labels).toContain('Classes');
  });

  test('the slope is asked for where the activation has one', async () => {
    const harness = await ControlsHarness.make();
    expect(harness.labels).not.toContain('Slope below zero');
    await harness.enter('Activation', 'leaky-relu');
    await harness.enter('Slope below zero', '0.3');
    expect(harness.session.snapshot.config.network.negativeSlope).toBe(0.3);
  });

  test('own points are lines of x, y, class', async () => {
    const harness = await ControlsHarness.make();
    await harness.enter('Data set', 'custom');
    await harness.enter('Your points', '0, 0, 0\n1 1 1\n2;2;2\n0,1,0\n'.repeat(20));
    const { data } = harness.session.snapshot.config;
    expect(data.customPoints.slice(0, 3)).toEqual([
      { x: 0, y: 0, label: 0 },
      { x: 1, y: 1, label: 1 },
      { x: 2, y: 2, label: 2 },
    ]);
    expect(data.classCount).toBe(3);
  });

  test('own points keep their order or are mixed', async () => {
    const harness = await ControlsHarness.make();
    expect(harness.labels).not.toContain('Order of the points');
    await harness.enter('Data set', 'custom');
    await harness.enter('Order of the points', 'given');
    expect(harness.session.snapshot.config.data).toMatchObject({ set: 'custom', order: 'given' });
    await harness.enter('Data set', 'moons');
    await harness.enter('Data set', 'custom');
    expect(harness.session.snapshot.config.data.order).toBe('given');
  });

  test('own points are still there after a look at another data set', async () => {
    const harness = await ControlsHarness.make();
    await harness.enter('Data set', 'custom');
    await harness.enter('Your points', '0, 0, 0\n1 1 1\n2;2;2\n0,1,0\n'.repeat(20));
    const { customPoints } = harness.session.snapshot.config.data;
    await harness.enter('Data set', 'moons');
    expect(harness.session.snapshot.config.data.classCount).toBe(2);
    await harness.enter('Data set', 'custom');
    const { data } = harness.session.snapshot.config;
    expect(data.customPoints).toEqual(customPoints);
    expect(data.classCount).toBe(3);
  });

  test('first biases are asked for where they are not those of the weights', async () => {
    const harness = await ControlsHarness.make();
    expect(harness.labels).toContain('First biases');
    await harness.enter('First weights', 'torch-default');
    expect(harness.labels).not.toContain('First biases');
  });
});

describe('refusals', () => {
  test.each([
    ['Learning rate', '-1', 'learningRate is -1; allowed: numbers from 0 to 1000000000.'],
    ['Batch size', '1', 'batchSize is 1; allowed: whole numbers from 2 to 512.'],
    ['Units in layer 1', '300', 'hiddenWidths[0] is 300; allowed: whole numbers from 1 to 256.'],
    ['Hidden layers', '9', 'hidden layers is 9; allowed: whole numbers from 1 to 8.'],
    ['Samples', '5', 'sampleCount is 5; allowed: whole numbers from 20 to 4000.'],
  ])('%s %s', async (name, value, message) => {
    const harness = await ControlsHarness.make();
    await harness.enter(name, value);
    const field = harness.field(name) as HTMLInputElement;
    expect(harness.refusalOf(name)).toBe(message);
    expect(field.value, 'what was typed is not lost').toBe(value);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(harness.session.snapshot.config, 'the run goes on as it was').toEqual(config);
  });

  test('end with the next good value', async () => {
    const harness = await ControlsHarness.make();
    await harness.enter('Learning rate', '-1');
    await harness.enter('Learning rate', '0.1');
    expect(harness.refusalOf('Learning rate')).toBe('');
    expect(harness.field('Learning rate').getAttribute('aria-invalid')).toBeNull();
  });

  test('end with settings from elsewhere, and not because the data is moved', async () => {
    const harness = await ControlsHarness.make();
    await harness.enter('Learning rate', '-1');
    harness.session.placeData({ dx: 1, dy: 0, scale: 1, rotation: 0 });
    await harness.controls.updateComplete;
    expect(harness.refusalOf('Learning rate')).toContain('learningRate is -1');
    harness.session.loadExperiment(presets['moved-circles'].config);
    await harness.controls.updateComplete;
    expect(harness.refusalOf('Learning rate')).toBe('');
  });

  test('an empty field is refused, not taken for zero', async () => {
    const harness = await ControlsHarness.make();
    await harness.enter('Momentum', '');
    expect(harness.refusalOf('Momentum')).toContain('momentum is NaN');
  });

  test('own points: the line is named', async () => {
    const harness = await ControlsHarness.make();
    await harness.enter('Data set', 'custom');
    await harness.enter('Your points', '0, 0, 0\nfish\n');
    expect(harness.refusalOf('Your points')).toContain('line 2 is "fish"');
  });
});

describe('the picture', () => {
  test('fill, lines by layer, decision boundary and points', async () => {
    const harness = await ControlsHarness.make();
    await harness.enter('One colour per cell', '');
    await harness.enter('Layer 1', '');
    await harness.enter('Decision boundary', '');
    await harness.enter('No points', '');
    expect(harness.picture.state).toMatchObject({
      layers: { fill: 'region', walls: [false, true], decisionBoundary: false },
      points: 'none',
    });
    expect(harness.session.calls, 'nothing that is trained changes').toEqual([]);
  });

  test('the view can be put back', async () => {
    const harness = await ControlsHarness.make();
    const button = [...harness.root.querySelectorAll('button')].find((one) => textOf(one) === 'Show all of the data');
    expect(button?.disabled).toBe(true);
    harness.picture.update({ window: { x0: 0, x1: 1, y0: 0, y1: 1 } });
    await harness.controls.updateComplete;
    button?.click();
    expect(harness.picture.state.window).toBeNull();
  });
});
