import '../../src/components/spline-chart/define.js';
import { describe, expect, test } from 'vitest';
import { Language } from '../../src/components/language.js';
import type { SplineChart } from '../../src/components/spline-chart/spline-chart.js';
import { chartStrings } from '../../src/components/spline-chart/chart-strings.js';
import { presets } from '../../src/training/presets.js';
import type { ModelCurves } from '../../src/training/session.js';
import { countPixels } from '../support/count-pixels.js';
import { FakeSession } from '../support/fake-session.js';
import { find, mount, nextFrames, textOf } from '../support/settle.js';

const steps = (count: number): number[] => Array.from({ length: count }, (_, step) => step);

function curves(count: number, scale: number): ModelCurves {
  return {
    lossSteps: steps(count),
    losses: steps(count).map((step) => scale / (1 + step)),
    batchAccuracies: steps(count).map(() => NaN),
    accuracySteps: steps(count),
    trainAccuracies: steps(count).map((step) => 1 - 0.5 / (1 + step)),
    testAccuracies: steps(count).map(() => 0.9),
  };
}

function showRun(session: FakeSession, count: number): void {
  const evaluation = {
    trainLoss: 0.1,
    trainAccuracy: 0.98,
    testLoss: 0.2,
    testAccuracy: 0.9,
    predictions: new Uint8Array(),
  };
  session.show({
    step: count,
    models: session.snapshot.models.map((model, index) => ({
      ...model,
      loss: 0.25 / (index + 1),
      evaluation,
      curves: curves(count, index + 1),
    })),
  });
}

async function make(): Promise<{ chart: SplineChart; session: FakeSession; canvas: () => HTMLCanvasElement }> {
  const session = new FakeSession();
  const chart = document.createElement('spline-chart');
  chart.session = session;
  chart.style.setProperty('--spline-second', 'rgb(140, 42, 122)');
  await mount(chart, '600px');
  return { chart, session, canvas: () => find<HTMLCanvasElement>(chart, 'canvas') };
}

const accent = [140, 42, 122] as const;

/** Pixels of the second network's colour in a part of the width, by shares of it. */
function accentWithin(canvas: HTMLCanvasElement, from: number, to: number): number {
  const part = document.createElement('canvas');
  part.width = Math.round((to - from) * canvas.width);
  part.height = canvas.height;
  part.getContext('2d')!.drawImage(canvas, -Math.round(from * canvas.width), 0);
  return countPixels(part, accent);
}

describe('the drawing', () => {
  test('shows the curves of a network in its accent, live', async () => {
    const { chart, session, canvas } = await make();
    expect(countPixels(canvas(), accent)).toBe(0);
    showRun(session, 50);
    await chart.updateComplete;
    await nextFrames();
    expect(countPixels(canvas(), accent)).toBeGreaterThan(100);
  });

  test('marks a switch of BN with a line from top to bottom', async () => {
    const { chart, session, canvas } = await make();
    showRun(session, 50);
    await chart.updateComplete;
    await nextFrames();
    const before = accentWithin(canvas(), 0.5, 0.56);
    session.show({ marks: [{ step: 25, model: 1, to: 'none', how: 'fold' }] });
    await chart.updateComplete;
    await nextFrames();
    expect(accentWithin(canvas(), 0.5, 0.56) - before).toBeGreaterThan(50);
  });

  test('tells the numbers under the pointer, and of a moment of the past where nobody points', async () => {
    const { chart, session } = await make();
    showRun(session, 50);
    await chart.updateComplete;
    await nextFrames();
    const readout = (): string => textOf(chart.shadowRoot!.querySelector('.readout'));
    expect(readout()).toBe('');
    const over = find(chart, '.u-over');
    const { left, width, top } = over.getBoundingClientRect();
    const point = async (type: string, share: number): Promise<void> => {
      over.dispatchEvent(new MouseEvent(type, { clientX: left + share * width, clientY: top + 9, bubbles: true }));
      await nextFrames();
      await chart.updateComplete;
    };
    await point('mousemove', 9 / 49);
    expect(readout()).toMatch(/^step 9 loss 0\.100?, 95.*% loss 0\.200?, 95.*%$/);
    await point('mouseleave', 2);
    expect(readout()).toBe('');
    session.show({ step: 24, time: { firstStep: 0, lastStep: 50, isPast: true, isPassing: false } });
    await chart.updateComplete;
    expect(readout()).toMatch(/^step 24 loss 0\.250?, 98.*% loss 0\.125, 98.*%$/);
  });

  test('of a network without a normaliser is dashed, from and up to a switch, in the legend as it is now', async () => {
    const { chart, session, canvas } = await make();
    showRun(session, 50);
    const legend = (): (string | null)[] =>
      [...chart.shadowRoot!.querySelectorAll('.heading path')].map((path) => path.getAttribute('stroke-dasharray'));
    const pixels = async (from: number, to: number): Promise<number> => {
      await chart.updateComplete;
      await nextFrames();
      return accentWithin(canvas(), from, to);
    };
    const before = [await pixels(0.1, 0.45), await pixels(0.6, 0.95)] as const;
    expect(legend()).toEqual(['7 4', null]);
    session.show({
      marks: [{ step: 25, model: 1, to: 'none', how: 'fold' }],
      models: session.snapshot.models.map((model) => ({ ...model, normalization: 'none' as const })),
    });
    expect(await pixels(0.1, 0.45)).toBe(before[0]);
    const dashed = (await pixels(0.6, 0.95)) / before[1];
    // 7 of 11 pixels, and half of what is at their ends.
    expect(dashed).toBeGreaterThan(0.4);
    expect(dashed).toBeLessThan(0.8);
    expect(legend()).toEqual(['7 4', '7 4']);
  });

  test('marks moved data and changed settings in no network’s colour', async () => {
    const { chart, session, canvas } = await make();
    const soft = [12, 34, 56] as const;
    chart.style.setProperty('--spline-ink-soft', `rgb(${soft.join(', ')})`);
    chart.theme = 'other';
    showRun(session, 50);
    await chart.updateComplete;
    await nextFrames();
    const [ofNetwork, before] = [countPixels(canvas(), accent), countPixels(canvas(), soft)];
    session.show({ changes: [{ kind: 'training', step: 25, until: 25, settings: { learningRate: 0.5 } }] });
    await chart.updateComplete;
    await nextFrames();
    expect(countPixels(canvas(), soft) - before).toBeGreaterThan(50);
    expect(countPixels(canvas(), accent)).toBeLessThanOrEqual(ofNetwork);
  });

  test('follows the width of the page', async () => {
    const { chart, canvas } = await make();
    if (chart.parentElement) chart.parentElement.style.width = '360px';
    await nextFrames();
    await nextFrames();
    expect(canvas().clientWidth).toBe(360);
  });

  test('takes the colours of another theme', async () => {
    const { chart, session, canvas } = await make();
    showRun(session, 50);
    chart.style.setProperty('--spline-second', 'rgb(230, 154, 222)');
    chart.theme = 'dark';
    await chart.updateComplete;
    await nextFrames();
    expect(countPixels(canvas(), [230, 154, 222])).toBeGreaterThan(100);
  });

  test('is made anew in other words, also where only one of them is another', async () => {
    const { chart, session, canvas } = await make();
    showRun(session, 50);
    await chart.updateComplete;
    await nextFrames();
    const drawn = async (accuracy: string): Promise<string> => {
      chart.language = new Language('en', { chart: { accuracy } });
      await chart.updateComplete;
      await nextFrames();
      return canvas().toDataURL();
    };
    expect(await drawn('hits')).not.toBe(await drawn('accuracy'));
  });

  test('comes back after the element was moved, and leaves nothing behind when it is removed', async () => {
    const { chart, session } = await make();
    const { parentElement } = chart;
    chart.remove();
    expect(session.listenerCount).toBe(0);
    parentElement?.append(chart);
    await chart.updateComplete;
    await nextFrames();
    expect(chart.shadowRoot?.querySelectorAll('canvas')).toHaveLength(1);
  });

  test('follows the width also after it was moved while its size changed', async () => {
    const { chart, canvas } = await make();
    const { parentElement } = chart;
    const resized = new Promise<void>((resolve) => {
      // Made after the chart's own observer: called after it, before the frame that it has asked for.
      const observer = new ResizeObserver(() => {
        if (chart.clientWidth !== 500) return;
        observer.disconnect();
        parentElement?.append(chart);
        resolve();
      });
      observer.observe(chart);
    });
    chart.style.width = '500px';
    await resized;
    chart.style.width = '420px';
    await expect.poll(() => canvas().getBoundingClientRect().width).toBe(420);
  });
});

describe('with accuracies in training mode', () => {
  test('they are drawn as dots, said in a sentence and listed', async () => {
    const session = new FakeSession(presets.notebook.config);
    const chart = document.createElement('spline-chart');
    chart.session = session;
    chart.style.setProperty('--spline-second', 'rgb(140, 42, 122)');
    await mount(chart, '600px');
    showRun(session, 50);
    await chart.updateComplete;
    await nextFrames();
    const before = countPixels(find<HTMLCanvasElement>(chart, 'canvas'), accent);
    session.show({
      models: session.snapshot.models.map((model) => ({
        ...model,
        curves: { ...model.curves, batchAccuracies: steps(50).map((step) => (step < 7 ? 0.25 : 0.75)) },
      })),
    });
    await chart.updateComplete;
    await nextFrames();
    // 7 whole epochs, each a disc of 5 pixels across: of that less the edge at least 10 pixels have its very colour.
    expect(countPixels(find<HTMLCanvasElement>(chart, 'canvas'), accent) - before).toBeGreaterThan(70);
    expect(textOf(find(chart, '.dots'))).toBe(chartStrings.trainingMode);
    find<HTMLElement>(chart, 'summary').click();
    await expect.poll(() => chart.shadowRoot?.querySelectorAll('thead th').length).toBe(7);
    const cells = [...(chart.shadowRoot?.querySelectorAll('tbody tr') ?? [])].map((row) =>
      textOf(row.lastElementChild),
    );
    expect(cells.filter((cell) => cell !== '–')).toEqual(['25.0%', ...Array.from({ length: 6 }, () => '75.0%')]);
  });

  test('where they are not asked for, nothing is said of them', async () => {
    const { chart, session } = await make();
    showRun(session, 50);
    await chart.updateComplete;
    expect(chart.shadowRoot?.querySelector('.dots')).toBeNull();
  });
});

test('before the first step the axes say when curves come, and no longer once they are there', async () => {
  const { chart, session } = await make();
  const sentence = find(chart, '#sentence');
  const plot = find(chart, '.plot').getBoundingClientRect();
  const { top, bottom, height } = sentence.getBoundingClientRect();
  expect(height).toBeGreaterThan(15);
  expect(top).toBeGreaterThan(plot.top);
  expect(bottom).toBeLessThan(plot.bottom);
  showRun(session, 50);
  session.show({ step: 0 });
  await chart.updateComplete;
  expect(sentence.getBoundingClientRect().height).toBeLessThanOrEqual(1);
});

describe('for ears', () => {
  test('the drawing is an image with a fixed name and a sentence that has numbers while nothing trains', async () => {
    const { chart, session } = await make();
    const plot = find(chart, '.plot');
    const sentence = find(chart, '#sentence');
    expect(plot.getAttribute('role')).toBe('img');
    expect(plot.getAttribute('aria-label')).toBe('Loss and accuracy of both networks over the steps');
    expect(plot.getAttribute('aria-describedby')).toBe('sentence');
    expect(textOf(sentence)).toBe('Curves start with the first step.');
    session.show({ state: 'running' });
    showRun(session, 50);
    await chart.updateComplete;
    expect(textOf(sentence)).toBe('The curves grow with every step. Pause for their numbers.');
    session.show({ marks: [{ step: 25, model: 0, to: 'batch', how: 'align' }] });
    await chart.updateComplete;
    expect(textOf(sentence)).toBe(
      'The curves grow with every step. Pause for their numbers; first network: BN on at step 25.',
    );
    session.show({
      state: 'ready',
      changes: [
        { kind: 'data', step: 10, until: 30 },
        { kind: 'training', step: 40, until: 40, settings: { learningRate: 0.5 } },
        { kind: 'training', step: 45, until: 45, settings: { optimizer: 'adam', momentum: 0 } },
      ],
    });
    await chart.updateComplete;
    expect(textOf(sentence)).toBe(
      'At step 50: without BN, loss 0.250, accuracy 98.0% on training points and 90.0% on test points; ' +
        'with BN, loss 0.125, accuracy 98.0% on training points and 90.0% on test points; ' +
        'data moved at steps 10 to 30; first network: BN on at step 25; learning rate 0.5 at step 40; ' +
        'optimizer, momentum changed at step 45.',
    );
  });

  test('a table of at most 200 rows, made only when it is opened', async () => {
    const { chart, session } = await make();
    showRun(session, 1000);
    const details = find<HTMLDetailsElement>(chart, 'details');
    expect(chart.shadowRoot?.querySelector('table')).toBeNull();
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    await chart.updateComplete;
    const headings = [...(chart.shadowRoot?.querySelectorAll('thead th') ?? [])].map(textOf);
    expect(headings).toEqual([
      'Step',
      'Loss without BN',
      'Loss with BN',
      'Train accuracy without BN',
      'Train accuracy with BN',
    ]);
    expect(chart.shadowRoot?.querySelectorAll('tbody tr')).toHaveLength(200);
  });
});
