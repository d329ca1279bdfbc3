/** Numbers of a figure for sentences: never others than the figure itself shows. */
import { expect, it } from 'vitest';
import type { ExactPartitions } from '../../src/components/exact-partitions.js';
import { figureNumbers } from '../../src/components/spline-figure/figure-numbers.js';
import type { Normalization } from '../../src/training/network-spec.js';
import type { SessionState } from '../../src/training/session.js';
import { FakeSession } from '../support/fake-session.js';
import { presets } from '../../src/training/presets.js';

interface Counted {
  readonly status?: 'ready' | 'too-many-cells';
  readonly isCurrent?: boolean;
  readonly state?: SessionState;
  /** Of the network whose cells were counted. */
  readonly normalization?: Normalization;
}

function cellsOf({ status = 'ready', isCurrent = true, state = 'ready', normalization = 'batch' }: Counted): number {
  const session = new FakeSession({ ...presets.moons.config, normalizations: ['batch'] });
  session.show({ state });
  const exact = { model: { normalization }, partition: { cellCount: 12 } };
  const partitions = { of: () => ({ status, exact, isCurrent }) } as unknown as ExactPartitions;
  return figureNumbers(session, partitions, 1)['cells1']!;
}

it('counts cells of the network that is shown', () => {
  expect(cellsOf({})).toBe(12);
  // While it trains, the last count that there is.
  expect(cellsOf({ isCurrent: false, state: 'running' })).toBe(12);
});

it.each<Counted>([
  { status: 'too-many-cells' },
  { isCurrent: false },
  { normalization: 'none' },
  { normalization: 'none', isCurrent: false, state: 'running' },
])('has no number yet: %o', (counted) => {
  expect(cellsOf(counted)).toBeNaN();
});
