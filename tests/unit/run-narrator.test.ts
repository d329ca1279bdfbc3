import { describe, expect, it, onTestFinished } from 'vitest';
import { ExactPartitions } from '../../src/components/exact-partitions.js';
import { PictureStore } from '../../src/components/picture-store.js';
import { Announcer } from '../../src/components/announcer.js';
import { RunNarrator } from '../../src/components/run-narrator.js';
import type { PartitionOptions } from '../../src/geometry/partition.js';
import { presets } from '../../src/training/presets.js';
import { eventually } from '../support/eventually.js';
import { FakeSession } from '../support/fake-session.js';
import { PartitionWorkers } from '../support/partition-workers.js';

const sampled = { distinct: 77, gridWidth: 9, gridHeight: 9, overflow: false, largestShare: 0.1 };

/** Both networks of `moons` with their exact cells, and what was said at step 9, seven steps of which they lag behind. */
async function saidOf(options: PartitionOptions = {}, config = presets.moons.config): Promise<string> {
  const session = new FakeSession(config);
  const partitions = new ExactPartitions(session, new PictureStore(), new PartitionWorkers(options).pool);
  const said: string[] = [];
  const announcer = new Announcer((text) => said.push(text));
  onTestFinished(() => {
    partitions.dispose();
    announcer.dispose();
  });
  session.models = session.models!.map((model) => ({ ...model, step: 2 }));
  session.show({ step: 2 });
  await eventually(() => expect(partitions.of(0)).toMatchObject({ exact: { step: 2 }, isCurrent: true }));
  await eventually(() => expect(partitions.of(1).status).not.toBe('computing'));
  const narrator = new RunNarrator(announcer);
  const models = session.snapshot.models.map((model) => ({ ...model, loss: 0.5, cells: sampled }));
  session.show({ state: 'running', step: 9, models });
  narrator.follow(session.snapshot, (model) => partitions.of(model), 0);
  expect(said).toEqual([]);
  narrator.follow(session.snapshot, (model) => partitions.of(model), 10_000);
  const [sentence = ''] = said;
  for (const model of [0, 1]) {
    const count = partitions.of(model).exact?.partition.cellCount;
    if (count !== undefined)
      expect(sentence).toContain(`${count.toLocaleString('en')} cells in view at step 2 (exact)`);
  }
  return sentence;
}

describe('progress in words', () => {
  it('gives the exact number of cells, with the step that it is of', async () => {
    const sentence = await saidOf();
    expect(sentence).toMatch(
      /^Step 9\. without BN: loss 0\.500, \d+ cells in view at step 2 \(exact\); with BN: loss 0\.500, \d+ cells in view at step 2 \(exact\)\.$/,
    );
  });

  it('gives the least number where a partition was broken off', async () => {
    expect(await saidOf({ mostCells: 5 })).toContain('over 5 cells in view at step 2 (exact)');
  });

  it('gives the sampled one where there is no exact one', async () => {
    const sentence = await saidOf({}, { ...presets.moons.config, normalizations: ['none', 'rms'] });
    expect(sentence).toMatch(/with RMSNorm: loss 0\.500, 77 cells seen \(sampled\)\.$/);
  });

  it('says once that pictures come slowly', () => {
    const session = new FakeSession();
    const said: string[] = [];
    const announcer = new Announcer((text) => said.push(text));
    onTestFinished(() => announcer.dispose());
    const narrator = new RunNarrator(announcer);
    for (const isSlowing of [false, true, false, true]) {
      session.show({ isSlowing });
      narrator.follow(session.snapshot, () => ({ status: 'no-model', exact: null }), 0);
    }
    expect(said).toEqual(['Pictures that would flash are drawn more slowly; the numbers go on.']);
  });
});
