import { describe, expect, it } from 'vitest';
import { GroupedFigure, type GroupableFigure } from '../../src/components/spline-figure/group/grouped-figure.js';
import { FakeSession } from '../support/fake-session.js';

/** A figure that was paused before a step of its run was reported. */
function paused(isReported: boolean): { readonly session: FakeSession; readonly grouped: GroupedFigure } {
  const session = new FakeSession();
  session.show({ state: 'ready', step: 0, isReported });
  const run = { session, hasGoal: false };
  const figure = { run: () => run, asGroup: (act: () => void) => act() };
  return { session, grouped: new GroupedFigure(figure as unknown as GroupableFigure) };
}

describe('a figure of a group at step 0', () => {
  it('is not at rest while steps are under way, and restarting takes these back', () => {
    const { session, grouped } = paused(false);
    expect(grouped.isAtRest).toBe(false);
    grouped.restart();
    expect(session.callsOf('restart')).toHaveLength(1);
  });

  it('is left alone once none are', () => {
    const { session, grouped } = paused(true);
    expect(grouped.isAtRest).toBe(true);
    grouped.restart();
    expect(session.callsOf('restart')).toHaveLength(0);
  });
});
