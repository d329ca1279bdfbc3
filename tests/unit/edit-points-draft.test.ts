import { describe, expect, it } from 'vitest';
import { beginDraft } from '../../src/components/edit-points/begin-draft.js';
import { applyDraft, applyWithBatchSize } from '../../src/components/edit-points/draft-outcome.js';
import { PointDraft } from '../../src/components/edit-points/point-draft.js';
import { defaultDataConfig } from '../../src/training/datasets/catalog.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import type { CustomPoint, DataConfig } from '../../src/training/data-set.js';
import { presets } from '../../src/training/presets.js';
import { FakeSession } from '../support/fake-session.js';

const { config: moons } = presets.moons;

const own = (points: readonly CustomPoint[], change: Partial<DataConfig> = {}): DataConfig => ({
  ...defaultDataConfig('custom'),
  customPoints: points,
  classCount: Math.max(...points.map(({ label }) => label)) + 1,
  ...change,
});
const sessionOf = (data: DataConfig, batchSize = 4): FakeSession =>
  new FakeSession({ ...moons, data, training: { ...moons.training, batchSize } });
const draftOf = ({ snapshot: { config, data } }: FakeSession): PointDraft => beginDraft(config, data!);

const square: readonly CustomPoint[] = [
  { x: 0, y: 0, label: 0 },
  { x: 1, y: 0, label: 1 },
  { x: 0, y: 1, label: 0 },
  { x: 1, y: 1, label: 1 },
];

describe('a draft begins with', () => {
  it('the training points of a set where they are, bit for bit in float32', () => {
    const placement = { dx: 3, dy: -1, scale: 2, rotation: 30 };
    const config = { ...moons, data: { ...moons.data, placement } };
    const data = makeDataSet(config.data);
    const draft = beginDraft(config, data);
    expect(draft.data.train).toEqual(data.train);
    expect(draft.isChanged).toBe(false);
  });

  it('own points as they were given, test points among them', () => {
    const session = sessionOf(own([...square, ...square], { testFraction: 0.5 }));
    expect(draftOf(session).points).toEqual([...square, ...square]);
  });

  it('own points where they were moved to, in their order', () => {
    const session = sessionOf(own(square, { placement: { dx: 1, dy: 0, scale: 1, rotation: 0 } }));
    expect(draftOf(session).points).toEqual(square.map((point) => ({ ...point, x: point.x + 1 })));
  });
});

describe('gestures on a draft', () => {
  const draft = PointDraft.of(square, makeDataSet(own(square)));

  it('add a point of the chosen class and select it', () => {
    const after = draft.choose(2).add({ x: 0.5, y: 0.5 });
    expect(after.points.at(-1)).toEqual({ x: 0.5, y: 0.5, label: 2 });
    expect(after.selected).toBe(4);
    expect(after.classCount).toBe(3);
    expect(draft.points).toHaveLength(4);
  });

  it('carry a point as one change, however often it moves', () => {
    let after = draft.select(0);
    for (let step = 1; step <= 9; step++) after = after.carry({ x: step, y: 0 });
    expect(after.isHeld).toBe(true);
    after = after.putDown();
    expect(after.points[0]).toEqual({ x: 9, y: 0, label: 0 });
    expect(after.undo().points).toEqual(square);
    expect(after.undo().canUndo).toBe(false);
  });

  it('put a held point back', () => {
    const held = draft.select(1).hold().carry({ x: 7, y: 7 });
    expect(held.putBack().points).toEqual(square);
    expect(held.undo().points).toEqual(square);
    expect(held.putBack().canUndo).toBe(false);
  });

  it('delete a point, and bring it back', () => {
    const after = draft.remove(2);
    expect(after.points).toEqual([square[0], square[1], square[3]]);
    expect(after.undo().points).toEqual(square);
    expect(after.undo().isChanged).toBe(false);
    expect(after.undo().redo().points).toHaveLength(3);
  });

  it('find the nearest point within reach', () => {
    expect(draft.nearest({ x: 0.9, y: 0.1 })).toBe(1);
    expect(draft.nearest({ x: 0.9, y: 0.1 }, 0.1)).toBeNull();
    expect(draft.nearest({ x: 0.9, y: 0.1 }, 0.15)).toBe(1);
  });

  it('stay within the coordinates that are allowed', () => {
    expect(draft.add({ x: 1e6, y: -1e6 }).points.at(-1)).toMatchObject({ x: 10_000, y: -10_000 });
  });

  it('number classes anew where one is empty', () => {
    const after = draft.choose(3).add({ x: 2, y: 2 });
    expect(after.emptyClasses).toEqual([2]);
    expect(after.renumber().points.at(-1)?.label).toBe(2);
    expect(after.renumber().label).toBe(2);
    expect(after.renumber().emptyClasses).toEqual([]);
  });
});

describe('a draft is applied', () => {
  it('not at all where nothing was changed', () => {
    const session = new FakeSession(moons);
    expect(applyDraft(draftOf(session), session)).toEqual({ kind: 'nothing' });
    expect(session.calls).toEqual([]);
  });

  it('with a restart, as own points, saying how many test points go', () => {
    const session = new FakeSession(moons);
    const lostTestCount = session.snapshot.data!.test.count;
    const draft = draftOf(session).add({ x: 0, y: 0 });
    expect(lostTestCount).toBeGreaterThan(0);
    expect(applyDraft(draft, session)).toMatchObject({ kind: 'restart', lostTestCount });
    expect(session.snapshot.config.data).toMatchObject({ set: 'custom', customPoints: draft.points, testFraction: 0 });
    expect(session.snapshot.data?.train.count).toBe(draft.points.length);
  });

  it('without a restart where own points moved', () => {
    const session = sessionOf(own(square, { placement: { dx: 1, dy: 0, scale: 1, rotation: 0 } }));
    const draft = draftOf(session).select(3).carry({ x: 5, y: 5 }).putDown();
    expect(applyDraft(draft, session)).toEqual({ kind: 'move' });
    expect(session.callsOf('setExperiment')).toEqual([]);
    expect(session.snapshot.config.data).toMatchObject({ customPoints: draft.points, placement: { dx: 0 } });
  });

  it('with the share of test points that own points have', () => {
    const session = sessionOf(own([...square, ...square, ...square], { testFraction: 0.25 }));
    applyDraft(draftOf(session).add({ x: 3, y: 3 }), session);
    expect(session.snapshot.data?.test.count).toBe(4);
  });

  it.each([
    ['one class is left', (draft: PointDraft) => draft.remove(3).remove(1), { kind: 'one-class' }],
    [
      'a class lost its last point',
      (draft: PointDraft) => draft.choose(3).add({ x: 2, y: 2 }),
      { kind: 'empty-class', label: 2 },
    ],
    [
      'batches are larger',
      (draft: PointDraft) => draft.remove(3),
      { kind: 'large-batch', batchSize: 4, trainCount: 3 },
    ],
  ] as const)('not where %s', (_, edit, problem) => {
    const session = sessionOf(own(square));
    expect(applyDraft(edit(draftOf(session)), session)).toEqual({ kind: 'problem', problem });
    expect(session.calls).toEqual([]);
  });

  it('with smaller batches where that helps, and else leaves their size alone', () => {
    const session = sessionOf(own(square));
    const draft = draftOf(session).remove(3);
    expect(applyWithBatchSize(draft.remove(1), session, 2)).toMatchObject({ kind: 'problem' });
    expect(session.snapshot.config.training.batchSize).toBe(4);
    expect(applyWithBatchSize(draft, session, 3)).toMatchObject({ kind: 'restart' });
    expect(session.snapshot.config.training.batchSize).toBe(3);
  });
});
