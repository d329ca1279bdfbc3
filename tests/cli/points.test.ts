/** Points that the commands read from files. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Measures } from '../../src/analysis/measures.js';
import { readExperimentJson } from '../../src/io/experiment-json.js';
import { printed, runCommand, temporaryFolder, type CommandResult } from '../support/command-line.js';

const folder = temporaryFolder();
afterAll(folder.remove);

/** A file of `count` points of two classes in turn. */
function pointsFile(name: string, count: number): string {
  const path = folder.path(name);
  writeFileSync(path, Array.from({ length: count }, (_, i) => `${Math.cos(i)},${i / 10},${i % 2}\n`).join(''));
  return path;
}

const net = 'tests/fixtures/nets/circles42-8-bn-relu-sgdm.step350.safetensors';

describe('fewer points than a batch usually has', () => {
  const file = pointsFile('small.csv', 40);
  const note = `a batch is 40 points, as ${file} has no more to train on; --batch-size names another size\n`;

  it('are trained on in batches of all, from given weights too', async () => {
    for (const start of [
      ['moons', '--widths', '4,3'],
      ['--init', net],
    ]) {
      const { code, out, err } = await runCommand('train', ...start, '--data', file, '--steps', '2', '--no-measures');
      expect({ code, err }).toEqual({ code: 0, err: note });
      const { experiment, networks } = JSON.parse(out) as { experiment: object; networks: { epochs: object[] }[] };
      expect(experiment).toMatchObject({ config: { training: { batchSize: 40 } } });
      // One step is an epoch.
      expect(networks[0]!.epochs).toHaveLength(2);
    }
  });

  it('are cut in batches as large as asked for', async () => {
    const { err, code } = await runCommand(
      'train',
      '--data',
      file,
      '--batch-size',
      '8',
      '--steps',
      '1',
      '--no-measures',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(await runCommand('train', '--data', file, '--batch-size', '41')).toEqual({
      code: 2,
      out: '',
      err: expect.stringContaining('--batch-size is 41; allowed: at most the 40 training points') as string,
    });
  });

  const partition = (...options: string[]): Promise<CommandResult> =>
    runCommand('partition', net, '--data', file, ...options);

  it('are all of the first batch, which is told where it is used', async () => {
    expect(await partition()).toMatchObject({ code: 0, err: '' });
    const { out, err } = await partition('--statistics', 'batch');
    expect(err).toBe(note);
    // One batch of all points has their statistics.
    const cells = (text: string): unknown => (JSON.parse(text) as { cells: unknown }).cells;
    expect(cells(out)).toBe(cells((await partition('--statistics', 'data')).out));
    expect((await partition('--statistics', 'batch', '--batch-size', '40')).err).toBe('');
    expect((await partition('--batch-size', '41')).err).toContain(
      `--batch-size is 41; allowed: 2 to the 40 points of ${file}`,
    );
  });

  it('are measured, with gradients of all of them', async () => {
    const { code, out, err } = await runCommand('measure', net, '--data', file, '--uniform', '1');
    expect({ code, err }).toEqual({ code: 0, err: note });
    expect(JSON.parse(out)).toMatchObject({ measures: { pointCount: 40 } });
  });

  it('may be two', async () => {
    const two = pointsFile('two.csv', 2);
    await printed('train', '--data', two, '--steps', '1', '--no-measures');
    await printed('partition', net, '--data', two, '--statistics', 'batch');
  });
});

describe('a recorded data set', () => {
  const recorded = 'tests/fixtures/datasets';

  it.each(readdirSync(recorded))('%s is read', async (name) => {
    const data = JSON.parse(readFileSync(`${recorded}/${name}`, 'utf8')) as {
      X: [number, number][];
      y: number[];
      classes: number;
    };
    const { experiment } = await printed<{ experiment: object }>(
      ...['train', '--data', `${recorded}/${name}`, '--widths', '2', '--steps', '0', '--no-measures'],
    );
    const { config } = readExperimentJson('printed', experiment);
    expect(config.data).toMatchObject({
      set: 'custom',
      classCount: data.classes,
      customPoints: data.X.map(([x, y], index) => ({ x, y, label: data.y[index] })),
    });
  });

  const whole = `${recorded}/circles42.json`;
  const generated = 'circles:samples=500,noise=0.1,seed=42';

  it('gives the measures of its generator, and as CSV too', async () => {
    const net = 'tests/fixtures/nets/circles42-16x16-bn-relu-sgdm.step350.safetensors';
    const measure = async (data: string): Promise<Measures> =>
      (await printed<{ measures: Measures }>('measure', net, '--data', data, '--uniform', '9')).measures;
    const expected = await measure(generated);
    expect(await measure(whole)).toEqual(expected);
    const { X, y } = JSON.parse(readFileSync(whole, 'utf8')) as { X: [number, number][]; y: number[] };
    const csv = folder.path('circles42.csv');
    writeFileSync(csv, X.map(([x1, x2], index) => `${x1},${x2},${y[index]}\n`).join(''));
    expect(await measure(csv)).toEqual(expected);
  });

  it('is trained on in batches in its order', async () => {
    const losses = async (data: string): Promise<unknown> => {
      const options = ['--widths', '4', '--steps', '9', '--no-measures', '--batch-order', 'sequential'];
      const { networks } = await printed<{ networks: { losses: number[] }[] }>('train', ...options, '--data', data);
      return networks.map((network) => network.losses);
    };
    expect(await losses(whole)).toEqual(await losses(generated));
  });

  it("may be asked for in scikit-learn's words", async () => {
    const data = async (value: string): Promise<unknown> => {
      const small = ['--widths', '2', '--steps', '0', '--no-measures'];
      const { experiment } = await printed<{ experiment: object }>('train', ...small, '--data', value);
      return readExperimentJson('printed', experiment).config.data;
    };
    expect(await data('blobs:n_samples=250,centers=4,cluster_std=0.6,random_state=7')).toEqual(
      await data('blobs:samples=250,classes=4,noise=0.6,seed=7'),
    );
    expect(await data('classification:n_classes=3,flip_y=0.1')).toEqual(
      await data('classification:classes=3,noise=0.1'),
    );
  });
});

describe('points that lie class by class', () => {
  const file = folder.path('sorted.csv');
  writeFileSync(
    file,
    Array.from({ length: 200 }, (_, i) => `${Math.cos(i)},${i / 10},${Math.floor(i / 100)}\n`).join(''),
  );
  const train = (...options: string[]): Promise<CommandResult> =>
    runCommand('train', '--data', file, '--widths', '2', '--steps', '1', '--no-measures', ...options);

  it('are told where batches follow them', async () => {
    const note = `the points of ${file} lie class by class, and so do the batches; --batch-order shuffled mixes them\n`;
    expect(await train()).toMatchObject({ code: 0, err: note });
    for (const mixed of [
      ['--batch-order', 'shuffled'],
      ['--batch-size', '200'],
    ]) {
      expect(await train(...mixed)).toMatchObject({ code: 0, err: '' });
    }
    const mixed = pointsFile('mixed.csv', 200);
    expect((await runCommand('train', '--data', mixed, '--steps', '0', '--no-measures')).err).toBe('');
  });

  it('are told where the first ones are the batch', async () => {
    const partition = (...options: string[]): Promise<CommandResult> =>
      runCommand('partition', net, '--data', file, ...options);
    expect((await partition()).err).toBe('');
    expect((await partition('--statistics', 'batch')).err).toBe(
      `the batch is the first 64 points of ${file}, which lie class by class\n`,
    );
  });
});
