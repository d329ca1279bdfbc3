/** What the commands write reads back, and means the same. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Measures } from '../../src/analysis/measures.js';
import { readExperimentJson } from '../../src/io/experiment-json.js';
import { networkToJson } from '../../src/io/network-json.js';
import { initialModel } from '../../src/training/initialize.js';
import { networkSpecs } from '../../src/training/experiment-config.js';
import { CpuEngine } from '../../src/training/reference/cpu-engine.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { recordedNet } from '../support/recorded-nets.js';
import { printed, runCommand, temporaryFolder, type CommandResult } from '../support/command-line.js';

const folder = temporaryFolder();
afterAll(folder.remove);

interface Trained {
  readonly experiment: object;
  readonly networks: readonly { readonly losses: readonly number[]; readonly epochs: readonly object[] }[];
  readonly files: readonly string[];
}

const small = ['--widths', '4,3', '--steps', '9', '--no-measures'];
const lines = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

describe('an experiment that train writes', async () => {
  const path = folder.path('whole.json');
  const first = await printed<Trained>('train', 'moons', ...small, '--rate', '0.2', '--experiment', path);

  it('is named among the files', () => expect(first.files).toEqual([path]));

  it('trains the same again', async () => {
    const again = await printed<Trained>('train', path, '--steps', '9', '--no-measures');
    expect(again.networks).toEqual(first.networks);
    expect(again.experiment).toEqual(first.experiment);
  });

  it('is printed too, without weights', async () => {
    const printedPath = folder.path('printed.json');
    writeFileSync(printedPath, JSON.stringify(first.experiment));
    expect((await printed<Trained>('train', printedPath, '--steps', '9', '--no-measures')).networks).toEqual(
      first.networks,
    );
  });

  it('holds the weights', () => {
    const { step, networks } = readExperimentJson(path, JSON.parse(readFileSync(path, 'utf8')));
    expect(step).toBe(9);
    expect(networks?.map(({ model }) => model.normalization)).toEqual(['none', 'batch']);
  });
});

it('switches of a saved experiment are made again as the engine of the page makes them', async () => {
  const path = folder.path('switched.json');
  const { experiment } = await printed<{ experiment: object }>('train', 'circles', ...small);
  const marks = [
    { step: 3, model: 0, to: 'batch', how: 'align' },
    { step: 6, model: 1, to: 'none', how: 'fold' },
  ] as const;
  writeFileSync(path, JSON.stringify({ ...experiment, marks }));
  const { networks } = await printed<Trained>('train', path, '--steps', '9', '--no-measures');

  const { config } = readExperimentJson(path, JSON.parse(readFileSync(path, 'utf8')));
  const data = makeDataSet(config.data);
  const engine = new CpuEngine();
  const models = networkSpecs(config, data).map(initialModel);
  engine.load({ data, models, training: config.training, cursor: { epoch: 0, batch: 0 } });
  const expected: number[][] = [[], []];
  const train = (): void =>
    engine
      .frame({ steps: 3, pictures: [] })
      .report.models.forEach(({ losses }, network) => expected[network]!.push(...losses.values));
  train();
  engine.switchNormalization(0, { to: 'batch', insert: 'align' });
  train();
  engine.switchNormalization(1, { to: 'none', statistics: 'data' });
  train();
  // The engine reports losses in float32.
  expect(networks.map(({ losses }) => losses.map(Math.fround))).toEqual(expected);
});

it('a run whose settings were changed is said not to be repeated', async () => {
  const path = folder.path('changed.json');
  const { experiment } = await printed<{ experiment: object }>('train', 'circles', ...small);
  const changes = [{ kind: 'training', step: 4, until: 4, settings: { learningRate: 0.5 } }];
  writeFileSync(path, JSON.stringify({ ...experiment, changes }));
  const { code, err } = await runCommand('train', path, '--steps', '9', '--no-measures');
  expect(code).toBe(0);
  expect(err).toContain('data or settings of this run were changed at step 4');
});

it('switches of networks that are others here are left out, which is told', async () => {
  const path = folder.path('marked.json');
  const { experiment } = await printed<{ experiment: object }>('train', 'circles', ...small);
  const marks = [
    { step: 3, model: 0, to: 'batch', how: 'align' },
    { step: 6, model: 1, to: 'none', how: 'fold' },
  ] as const;
  writeFileSync(path, JSON.stringify({ ...experiment, marks }));
  const { code, out, err } = await runCommand('train', path, '--norm', 'none', '--steps', '9', '--no-measures');
  expect(code).toBe(0);
  expect(err).toContain('marked.json: switches of network 2 are left out');
  const { marks: kept } = readExperimentJson('printed', (JSON.parse(out) as { experiment: object }).experiment);
  expect(kept).toEqual([marks[0]]);
});

it('curves as CSV are the printed losses and evaluations', async () => {
  const path = folder.path('curves.csv');
  const { networks } = await printed<Trained>('train', ...small, '--csv', path);
  const [header, ...rows] = lines(path).map((line) =>
    line.match(/("[^"]*"|[^,]*)(?:,|$)/g)!.map((x) => x.replace(/,$/, '')),
  );
  const column = (name: string): string[] => rows.map((row) => row[header!.indexOf(`"${name}"`)]!);
  expect(rows.map(([step]) => step)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
  networks.forEach(({ losses }, index) => {
    const name = `(network ${index + 1}, ${['none', 'batch'][index]})`;
    expect(column(`loss ${name}`).map(Number)).toEqual(losses);
    // One epoch is 7 steps.
    const [epoch] = networks[index]!.epochs as [{ trainAccuracy: number }];
    expect(column(`trainAccuracy ${name}`)[7]).toBe(String(epoch.trainAccuracy));
  });
});

it('points of a file come in the printed experiment, which trains the same', async () => {
  const path = folder.path('points.csv');
  const points = Array.from({ length: 30 }, (_, i) => ({ x: Math.cos(i), y: i / 10, label: i % 3 }));
  writeFileSync(path, points.map(({ x, y, label }) => `${x},${y},${label}\n`).join(''));
  const result = await printed<Trained>('train', '--data', path, '--batch-size', '10', ...small);
  const { config } = readExperimentJson('printed', result.experiment);
  expect(config.data).toMatchObject({ set: 'custom', customPoints: points, classCount: 3 });
  const { networks } = await printed<Trained>('train', '--data', path, '--batch-size', '10', ...small);
  expect(networks).toEqual(result.networks);
});

describe('a network', () => {
  const { model } = recordedNet('circles42-8-bn-relu-sgdm.step350');
  const safetensors = 'tests/fixtures/nets/circles42-8-bn-relu-sgdm.step350.safetensors';
  const json = networkToJson({ ...model, step: 350 });
  const cut = (path: string, ...options: string[]): Promise<CommandResult> =>
    runCommand('partition', path, '--window', '-1,1,-1,1', ...options);
  const written = (name: string, value: object): string => {
    writeFileSync(folder.path(name), JSON.stringify(value));
    return folder.path(name);
  };

  it('as JSON is the one as safetensors', async () => {
    const path = written('net.json', json);
    const { out } = await cut(path);
    expect(JSON.parse(out.replace(path, safetensors))).toEqual(JSON.parse((await cut(safetensors)).out));
  });

  it('that does not name its activation is taken to have relu, which is told, or what is asked for', async () => {
    const path = written('bare.json', json.tensors);
    const assumed = await cut(path);
    expect(assumed.err).toContain('bare.json does not name its activation; relu is assumed');
    expect(JSON.parse(assumed.out)).toMatchObject({ network: { activation: 'relu' } });
    const asked = await cut(path, '--activation', 'abs');
    expect(asked.err).toBe('');
    expect(JSON.parse(asked.out)).toMatchObject({ network: { activation: 'abs' } });
  });

  it('is what its content says, whatever its name', async () => {
    const misnamed = folder.path('misnamed.json');
    copyFileSync(safetensors, misnamed);
    expect((await cut(misnamed)).code).toBe(0);
    expect((await cut(written('misnamed.safetensors', json))).code).toBe(0);
  });

  it('that does not name its activation starts one with that of the experiment, or what is asked for', async () => {
    const path = written('bare.json', json.tensors);
    const start = ['--init', path, '--steps', '0', '--no-measures'];
    const leaky = ['--activation', 'leaky-relu', '--slope', '0.3', '--steps', '0', '--no-measures'];
    const { experiment } = await printed<{ experiment: object }>('train', '--norm', 'batch', '--widths', '8', ...leaky);
    const from = written('leaky-experiment.json', experiment);
    const taken = await runCommand('train', from, ...start);
    expect(taken.err).toContain(`bare.json does not name its activation; leaky-relu is taken, as ${from} says`);
    const network = (out: string): object =>
      readExperimentJson('printed', (JSON.parse(out) as { experiment: object }).experiment).config.network;
    expect(network(taken.out)).toMatchObject({ activation: 'leaky-relu', negativeSlope: 0.3 });
    const asked = await runCommand('train', from, ...start, '--activation', 'abs');
    expect(asked.err).toContain('abs is taken, as --activation says');
    expect(network(asked.out)).toMatchObject({ activation: 'abs' });
  });

  it('with layer normalization has no exact cells, but the measures that need none', async () => {
    const net = ['--weights', folder.path('layer.safetensors')];
    await printed('train', '--norm', 'layer', ...small, ...net);
    const refused = await runCommand('partition', folder.path('layer.safetensors'), '--data', 'circles');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('with layer normalization walls are curved, so there are no exact cells');
    const { measures } = await printed<{ measures: Measures }>(
      ...['measure', folder.path('layer.safetensors'), '--data', 'circles'],
    );
    expect(measures.margins).toEqual({ absent: 'curved-boundaries' });
    expect(measures.notebook.accuracy).toBeGreaterThan(0);
  });
});

it('measures at steps that train passes are those of the weights that it writes there', async () => {
  const [plain] = (
    await printed<{ networks: [{ measures: Measures[] }] }>(
      ...[
        'train',
        '--norm',
        'batch',
        '--widths',
        '4,3',
        '--steps',
        '9',
        '--measure-at',
        '9,0',
        '--statistics',
        'running',
      ],
      ...['--weights', folder.path('measured.safetensors'), '--save-at', '0'],
    )
  ).networks;
  expect(plain.measures.map(({ step }) => step)).toEqual([0, 9]);
  const { measures } = await printed<{ measures: Measures }>(
    ...['measure', folder.path('measured.step0.safetensors'), '--data', 'circles', '--statistics', 'running'],
  );
  expect(measures).toEqual(plain.measures[0]);
});

describe('partition', () => {
  const net = 'tests/fixtures/nets/circles42-16x16-bn-relu-sgdm.step350.safetensors';

  it('writes a line for every cell, whose areas add up', async () => {
    const path = folder.path('cells.csv');
    const { cells, areas } = await printed<{ cells: number; areas: { window: number } }>(
      ...['partition', net, '--window', '-2,2,-2,2', '--csv', path],
    );
    const rows = lines(path).slice(1);
    expect(rows).toHaveLength(cells);
    const sum = rows.reduce((total, row) => total + Number(row.split(',')[1]), 0);
    expect(areas.window).toBe(16);
    expect(Math.abs(sum - 16) / 16).toBeLessThan(1e-12);
  });

  it('draws a picture in the fill that is asked for, with its scale', async () => {
    const path = folder.path('slopes.svg');
    await printed('partition', net, '--window', '-2,2,-2,2', '--svg', path, '--fill', 'slope');
    expect(readFileSync(path, 'utf8')).toMatch(
      />Fill: slope norm of the logits, 1 \/ input unit: \d.* to \d.*<\/text>/,
    );
  });

  it('stops at a budget of cells and says so', async () => {
    const { code, out, err } = await runCommand('partition', net, '--window', '-2,2,-2,2', '--most-cells', '50');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ isComplete: false, cells: 50, linearRegions: null, complex: null });
    expect(err).toContain('stopped at 50 cells');
  });

  it('folds BN with the statistics that are named', async () => {
    const cells = async (...options: string[]): Promise<number> =>
      (await printed<{ cells: number }>('partition', net, '--data', 'circles', ...options)).cells;
    expect(await cells()).toBe(await cells('--statistics', 'running'));
    const all = await Promise.all(['running', 'data', 'batch'].map((statistics) => cells('--statistics', statistics)));
    expect(new Set(all).size).toBe(3);
    expect(await cells('--statistics', 'batch', '--batch-size', '500')).toBe(all[1]);
  });
});
