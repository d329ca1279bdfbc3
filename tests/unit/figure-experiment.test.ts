import { expect, it } from 'vitest';
import { changeExperiment } from '../../src/components/spline-figure/figure-experiment.js';
import { plainConfig } from '../support/fake-backend.js';
import { RealRun } from '../support/real-run.js';

it('what acts at once about another experiment is one edit, and restarts nothing', async () => {
  const run = await RealRun.ready();
  await run.take(3);
  const { data, training } = plainConfig;
  const placement = { ...data.placement, dx: 1 };
  const config = { ...plainConfig, data: { ...data, placement }, statistics: 'batch' as const };
  const isRestarted = changeExperiment(run.session, { ...config, training: { ...training, learningRate: 0.5 } });
  expect(isRestarted).toBe(false);
  expect(run.session.snapshot.undo.done).toHaveLength(1);
  run.session.undo();
  await run.rest();
  expect(run.session.snapshot).toMatchObject({ step: 3, config: plainConfig });
});
