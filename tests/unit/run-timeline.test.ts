import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../src/training/checkpoint.js';
import { initialModel } from '../../src/training/initialize.js';
import { KeptModels } from '../../src/training/kept-models.js';
import { RunTimeline } from '../../src/training/run-timeline.js';
import { plainConfig } from '../support/fake-backend.js';
import { uniformStream } from '../support/random-model.js';

const spec = { ...plainConfig.network, normalization: 'none', inputDimension: 2, classCount: 2 } as const;
const model = initialModel(spec);

/** One network of 8 bytes a number: `size` parameters, no moments, 6 statistics. */
const at = (step: number, size = 128): Checkpoint => ({
  step,
  cursor: { epoch: 0, batch: step },
  lastBatch: null,
  models: [
    {
      ...model,
      step,
      parameters: Float64Array.from({ length: size }, (_, i) => 1 / (3 + i + step)),
      firstMoment: new Float64Array(size),
      secondMoment: new Float64Array(size),
    },
  ],
  config: plainConfig,
  history: { start: plainConfig, edits: [] },
  marks: [],
  changes: [],
  conditions: null,
});
const BYTES = new KeptModels(at(1).models).byteLength;

describe('a time line', () => {
  it('keeps every step while there is room', () => {
    const timeline = new RunTimeline(at(0));
    for (let step = 1; step <= 500; step++) timeline.add(at(step));
    expect(timeline.steps).toEqual(Array.from({ length: 501 }, (_, step) => step));
    expect(timeline.byteLength).toBeGreaterThan(500 * BYTES);
  });

  it('gives back what was put in, to the last bit', () => {
    const timeline = new RunTimeline(at(0));
    timeline.add(at(1));
    expect(timeline.upTo(1).models).toEqual(at(1).models);
    expect(timeline.newest.models).not.toBe(timeline.newest.models);
  });

  it('stays within its budget, keeps start, newest and switches, and is evenly spaced otherwise', () => {
    const next = uniformStream(7);
    const light = (step: number) => at(step, 4);
    const bytes = new KeptModels(light(1).models).byteLength;
    const below = (bound: number): number => Math.floor((bound * (1 + next())) / 2);
    for (let round = 0; round < 200; round++) {
      const room = 12 + below(40);
      const timeline = new RunTimeline(light(0), room * bytes);
      const pinned: number[] = [];
      let step = 0;
      let mostBytes = 0;
      for (let added = 0; added < 300; added++) {
        step += 1 + below(3);
        const isSwitch = pinned.length < 4 && below(60) === 0;
        timeline.add(light(step), isSwitch);
        if (isSwitch) timeline.add(light(step), true);
        if (isSwitch) pinned.push(step, step);
        mostBytes = Math.max(mostBytes, timeline.byteLength);
      }
      expect(mostBytes).toBeLessThanOrEqual(room * bytes);
      const { steps, spacing } = timeline;
      expect(steps[0]).toBe(0);
      expect(steps.at(-1)).toBe(step);
      for (const one of pinned) expect(steps.filter((kept) => kept === one)).toHaveLength(2);
      // Gaps are at most two slots and one stride of what was added, and at least a third of the room is used.
      const gaps = steps.slice(1).map((one, index) => one - (steps[index] ?? 0));
      expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * spacing + 3);
      expect(steps.length).toBeGreaterThan(room / 3);
    }
  });

  it('lets the oldest switches go where switches alone take more than there is', () => {
    const timeline = new RunTimeline(at(0), 10 * BYTES);
    for (let step = 1; step <= 40; step++) timeline.add(at(step), true);
    expect(timeline.steps).toEqual([0, 32, 33, 34, 35, 36, 37, 38, 39, 40]);
  });

  it('keeps start and newest whatever they weigh, and a bounded number of moments', () => {
    const heavy = new RunTimeline(at(0, 4000), BYTES);
    heavy.add(at(1, 4000));
    heavy.add(at(2, 4000));
    expect(heavy.steps).toEqual([0, 2]);
    const long = new RunTimeline(at(0), Infinity, 50);
    for (let step = 1; step < 1000; step++) long.add(at(step));
    expect(long.steps.length).toBeLessThanOrEqual(50);
  });

  it('replaces the newest by one at the same step, unless that is before a switch', () => {
    const timeline = new RunTimeline(at(0));
    timeline.add(at(5));
    timeline.add(at(5));
    expect(timeline.steps).toEqual([0, 5]);
    timeline.pinNewest();
    timeline.add(at(5), true);
    timeline.add(at(5));
    timeline.add(at(5));
    expect(timeline.steps).toEqual([0, 5, 5, 5]);
    timeline.add(at(3));
    expect(timeline.steps).toEqual([0, 5, 5, 5]);
  });

  it('finds the moment at or before a step, and the one before a moment', () => {
    const timeline = new RunTimeline(at(10));
    for (const step of [20, 30]) timeline.add(at(step));
    expect([0, 10, 19, 20, 29, 99].map((step) => timeline.upTo(step).step)).toEqual([10, 10, 10, 20, 20, 30]);
    expect(timeline.before(timeline.upTo(30))?.step).toBe(20);
    expect(timeline.before(timeline.upTo(20))?.step).toBe(10);
    expect(timeline.before(timeline.start)).toBeNull();
  });

  it('can be gone on with from any moment, and forgets what comes after a step', () => {
    const timeline = new RunTimeline(at(0));
    for (let step = 1; step <= 9; step++) timeline.add(at(step));
    const branch = timeline.upToMoment(timeline.upTo(4));
    branch.add(at(6));
    expect(branch.steps).toEqual([0, 1, 2, 3, 4, 6]);
    expect(timeline.upToMoment(timeline.start).steps).toEqual([0]);
    timeline.dropAfter(5);
    expect(timeline.newest.step).toBe(5);
  });
});

describe('KeptModels', () => {
  it('takes half of the memory where numbers are of float32, and none for zeros, and loses nothing', () => {
    const rounded = { ...model, parameters: Float64Array.from(model.parameters, Math.fround) };
    const three = new Float64Array(3);
    const odd = {
      ...model,
      parameters: Float64Array.of(-0, 1e-50, Math.fround(1e-40)),
      firstMoment: three,
      secondMoment: three,
    };
    const { length } = model.parameters;
    const statistics = 4 * model.runningStatistics.length;
    expect(new KeptModels([rounded]).byteLength).toBe(4 * length + statistics);
    expect(new KeptModels([{ ...rounded, firstMoment: model.parameters.map((x) => x / 3) }]).byteLength).toBe(
      12 * length + statistics,
    );
    for (const models of [[rounded, odd], [model]]) expect(new KeptModels(models).unpack()).toEqual(models);
    expect(Object.is(new KeptModels([odd]).unpack()[0]?.parameters[0], -0)).toBe(true);
  });
});
