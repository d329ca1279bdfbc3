import { describe, expect, it } from 'vitest';
import { Curve } from '../../src/training/curves.js';
import type { Normalization } from '../../src/training/network-spec.js';
import { explainDivergence } from '../../src/training/divergence.js';
import { plainTraining } from '../support/fake-backend.js';

describe('Curve', () => {
  it('stays below 4,000 points, keeps its beginning and is evenly spaced', () => {
    const curve = new Curve(1);
    for (let step = 0; step < 100_000; step++) curve.add(step, step / 2);
    expect(curve.steps.length).toBeLessThanOrEqual(4000);
    expect(curve.steps.length).toBeGreaterThan(2000);
    // 100,000 / 4,000 is 25; the next power of two is 32.
    expect(new Set(curve.steps.slice(1).map((step, index) => step - (curve.steps[index] ?? NaN)))).toEqual(
      new Set([32]),
    );
    expect(curve.steps[0]).toBe(0);
    expect(100_000 - (curve.steps.at(-1) ?? NaN)).toBeLessThanOrEqual(32);
    expect(curve.column(0)).toEqual(curve.steps.map((step) => step / 2));
  });

  it('keeps every point of a short run, and the newest of two at one step', () => {
    const curve = new Curve(2);
    curve.add(3, 1, 2);
    curve.add(3, 5, 6);
    curve.add(2, 0, 0);
    curve.add(9, 7, 8);
    expect(curve.steps).toEqual([3, 9]);
    expect([curve.column(0), curve.column(1)]).toEqual([
      [5, 7],
      [6, 8],
    ]);
  });

  it('forgets what is truncated and goes on from there', () => {
    const curve = new Curve(1);
    for (let step = 0; step < 10; step++) curve.add(step, step);
    curve.truncate(5);
    curve.add(5, 50);
    expect(curve.column(0)).toEqual([0, 1, 2, 3, 4, 50]);
  });
});

describe('explainDivergence', () => {
  const points = (reach: number) => ({ positions: Float32Array.of(reach, 0), labels: Uint8Array.of(0), count: 1 });
  const data = (reach: number) => ({ dimension: 2, classCount: 2, train: points(reach), test: points(reach) });
  const failure = { step: 1234567, quantity: 'gradient' } as const;
  const explain = (training: Partial<typeof plainTraining>, reach = 1) =>
    explainDivergence(0, failure, ['none', 'batch'], { ...plainTraining, ...training }, data(reach));

  it.each([
    [{ learningRate: 3 }, 'The learning rate 3 is likely too high.'],
    [{ learningRate: 0.5, momentum: 0.99 }, 'The learning rate 0.5 is likely too high for a momentum of 0.99.'],
    [{ learningRate: 0.5, optimizer: 'adam' as const }, 'The learning rate 0.5 is likely too high.'],
    [{ learningRate: 0.5, weightDecay: 10 }, 'A weight decay of 10 is too high for the learning rate 0.5.'],
    [{ learningRate: 0.01 }, 'The learning rate 0.01 may be too high.'],
  ])('%j: %s', (training, cause) => {
    expect(explain(training).endsWith(cause)).toBe(true);
  });

  it('suspects points far from the origin where nothing normalises', () => {
    expect(explain({}, 400)).toContain('The points lie up to 400 from the origin');
  });

  it('names network, step and what was found', () => {
    expect(explain({})).toMatch(/^The network without batch normalization stopped at step 1,234,567\. Its gradient /);
    const alike = explainDivergence(1, failure, ['batch', 'batch'], plainTraining, data(1));
    expect(alike).toMatch(/^Network 2 stopped/);
    const named = (model: number, ...twins: Normalization[]) =>
      explainDivergence(model, failure, twins, plainTraining, data(1));
    expect(named(1, 'none', 'rms')).toMatch(/^The network with RMS normalization stopped/);
    expect(named(0, 'none', 'layer')).toMatch(/^The network without layer normalization stopped/);
    expect(named(0, 'none', 'layer', 'batch')).toMatch(/^The network without normalization stopped/);
  });
});
