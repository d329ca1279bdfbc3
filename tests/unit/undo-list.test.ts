import { describe, expect, it } from 'vitest';
import { CurrentExperiment } from '../../src/training/current-experiment.js';
import { startCheckpoint } from '../../src/training/open-moment.js';
import { RunRecord } from '../../src/training/run-record.js';
import { RunTimeline } from '../../src/training/run-timeline.js';
import { KeptRun } from '../../src/training/undo/kept-run.js';
import { UndoList } from '../../src/training/undo/undo-list.js';
import { plainConfig } from '../support/fake-backend.js';

/** A run with so many moments of its own, as large as one another. */
function keptRun(moments: number): KeptRun {
  const start = startCheckpoint(new CurrentExperiment(plainConfig));
  const timeline = new RunTimeline(start);
  for (let step = 1; step < moments; step++) timeline.add({ ...start, step }, true);
  return new KeptRun({
    config: plainConfig,
    weights: null,
    record: new RunRecord(plainConfig),
    timeline,
    history: start.history,
    step: moments - 1,
    endEpoch: 1,
    switches: [],
    pastStep: null,
  });
}

const [[, bytes]] = keptRun(1).sizes as [[unknown, number]];

const add = (list: UndoList, run: KeptRun): void =>
  list.add({ edit: { kind: 'restart', step: 1 }, run, page: null }, 0);

describe('where there is too little memory', () => {
  it('the runs that most turns lead to forget their past first, undone or not', () => {
    const list = new UndoList(() => [], 9 * bytes);
    const next = keptRun(3);
    for (const run of [next, keptRun(2), keptRun(2)]) add(list, run);
    const left = [keptRun(4), keptRun(4)] as const;
    for (const run of left) list.turn('undo', () => run);
    expect([next, ...left].map(({ sizes }) => sizes.length)).toEqual([3, 2, 4]);
  });

  it('what the run that goes on keeps anyway is not counted', () => {
    const shared = keptRun(4);
    const own = keptRun(4);
    const list = new UndoList(() => shared.sizes, 4 * bytes);
    for (const run of [shared, own]) add(list, run);
    expect([shared, own].map(({ sizes }) => sizes.length)).toEqual([4, 4]);
    add(list, keptRun(1));
    expect([shared, own].map(({ sizes }) => sizes.length)).toEqual([2, 2]);
  });

  it('the furthest levels go where their runs have nothing left to forget', () => {
    const list = new UndoList(() => [], 0, 3 * bytes);
    for (let level = 0; level < 5; level++) add(list, keptRun(2));
    expect(list.done.map(({ id }) => id)).toEqual([2, 3, 4]);
    list.turn('undo', () => keptRun(1));
    list.turn('undo', () => keptRun(1));
    list.turn('undo', () => keptRun(1));
    add(list, keptRun(1));
    expect([list.done.map(({ id }) => id), list.undone]).toEqual([[5], []]);
  });
});
