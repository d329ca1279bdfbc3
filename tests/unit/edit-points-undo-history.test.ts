import { describe, expect, it } from 'vitest';
import { UNDO_LEVELS, UndoHistory } from '../../src/components/edit-points/undo-history.js';

const count = (history: UndoHistory<number>, move: 'undo' | 'redo'): number => {
  let steps = 0;
  for (let now = history; move === 'undo' ? now.canUndo : now.canRedo; now = now[move]()) steps++;
  return steps;
};

describe('a history', () => {
  it('goes back and forth through what was', () => {
    const history = UndoHistory.of(0).push(1).push(2);
    expect(history.present).toBe(2);
    expect(history.undo().present).toBe(1);
    expect(history.undo().undo().present).toBe(0);
    expect(history.undo().undo().redo().present).toBe(1);
    expect(history.undo().undo().redo().redo().present).toBe(2);
  });

  it('stays where there is nothing to undo or redo', () => {
    const history = UndoHistory.of(0);
    expect([history.canUndo, history.canRedo]).toEqual([false, false]);
    expect(history.undo()).toBe(history);
    expect(history.redo()).toBe(history);
  });

  it('forgets what was undone once something new happens', () => {
    const history = UndoHistory.of(0).push(1).undo().push(5);
    expect(history.canRedo).toBe(false);
    expect(history.undo().present).toBe(0);
  });

  it('is not changed by what is made of it', () => {
    const history = UndoHistory.of(0).push(1);
    history.push(2);
    history.undo();
    expect(history.present).toBe(1);
    expect([history.canUndo, history.canRedo]).toEqual([true, false]);
  });

  it('keeps 50 changes, there and back', () => {
    let history = UndoHistory.of(0);
    for (let value = 1; value <= 70; value++) history = history.push(value);
    expect(UNDO_LEVELS).toBe(50);
    expect(count(history, 'undo')).toBe(50);
    for (let step = 0; step < 50; step++) history = history.undo();
    expect(history.present).toBe(20);
    expect(count(history, 'redo')).toBe(50);
  });
});
