import { describe, expect, it } from 'vitest';
import { defaultView } from '../../src/io/figure-fields.js';
import { linkOfRun, type MomentKind } from '../../src/io/link-of-run.js';
import { readLink, writeLink } from '../../src/io/link.js';
import type { ExperimentConfig } from '../../src/training/experiment-config.js';
import { plainConfig } from '../support/fake-backend.js';
import { RealRun } from '../support/real-run.js';

const short: ExperimentConfig = { ...plainConfig, training: { ...plainConfig.training, epochs: 20 } };

async function editedRun(): Promise<RealRun> {
  const run = await RealRun.ready(short);
  const { session } = run;
  session.setTraining({ learningRate: 0.02 });
  await run.take(7);
  session.switchNormalization(0, 'batch', 'align');
  session.placeData({ dx: 1, dy: -0.5, scale: 1.2, rotation: 30 });
  await run.take(6);
  session.setTraining({ optimizer: 'adam', learningRate: 0.003 });
  session.setStatistics('running');
  await run.take(9);
  session.switchNormalization(1, 'none', 'align');
  await run.take(5);
  return run;
}

/** What a link of this moment opens, in a session that was made for another experiment. */
async function opened(run: RealRun, kind: MomentKind): Promise<RealRun> {
  const written = await writeLink(linkOfRun(run.session, defaultView, kind) ?? expect.fail('there is no link'));
  const { link, ignored } = await readLink(written.text ?? expect.fail('the link is too long'));
  expect(ignored).toEqual([]);
  const other = await RealRun.ready({ ...plainConfig, network: { ...plainConfig.network, seed: 99 } });
  other.session.openMoment(link!.config, link!.moment);
  await other.rest();
  return other;
}

describe('the moment that a link opens', () => {
  it.each(['replay', 'weights'] as const)(
    'has the same networks to the last bit, and goes on alike (%s)',
    async (kind) => {
      const run = await editedRun();
      const other = await opened(run, kind);
      expect(other.session.snapshot).toMatchObject({ state: 'ready', step: 27 });
      expect(other.session.snapshot.config).toEqual(run.session.snapshot.config);
      expect(other.models).toEqual(run.models);
      await run.take(12);
      await other.take(12);
      expect(other.models).toEqual(run.models);
    },
  );

  it.each(['replay', 'weights'] as const)('at the start is the start (%s)', async (kind) => {
    const run = await RealRun.ready(short);
    const other = await opened(run, kind);
    await run.take(3);
    await other.take(3);
    expect(other.models).toEqual(run.models);
  });

  it('of weights that were given is not one to be replayed', async () => {
    const run = await editedRun();
    const models = run.models.map((model, index) => ({
      ...model,
      spec: { ...model.spec, normalization: short.normalizations[index]! },
      normalization: short.normalizations[index]!,
    }));
    run.session.loadExperiment(short, models);
    await run.rest();
    expect(linkOfRun(run.session, defaultView, 'replay')).toBeNull();
    expect(linkOfRun(run.session, defaultView, 'weights')).not.toBeNull();
  });
});
