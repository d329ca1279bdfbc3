/** Bad command lines and bad files: what is said, the exit code, and that nothing was written. */
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeExperimentJson } from '../../src/io/experiment-json.js';
import { presets } from '../../src/training/presets.js';
import { runCommand, temporaryFolder } from '../support/command-line.js';

const net = 'tests/fixtures/nets/circles42-8-bn-relu-sgdm.step350.safetensors';

describe('a wrong command line', () => {
  it.each<[line: string, message: string]>([
    ['trian', 'there is no command "trian"; commands: train, partition, measure'],
    ['train --stpes 3', 'there is no option --stpes; did you mean --steps?'],
    ['train --lr 0.1', 'there is no option --lr; did you mean --rate?'],
    ['train --epochs 4', 'there is no option --epochs\n'],
    [`partition ${net} --window -1,1,-1,1 --batch-size 3`, '--batch-size needs --data'],
    ['train --data circles:samples=500=7', 'samples of --data'],
    ['train --batch 8', 'there is no option --batch; did you mean --batch-size?'],
    ['train --optim adam', 'there is no option --optim; did you mean --optimizer?'],
    ['train -o a.json', 'there is no option -o; did you mean --out?'],
    ['help trian', 'there is no command "trian"; commands: train'],
    ['train --steps 1000001', '--steps is 1000001; allowed: 0 to 1000000'],
    ['train --zzz', 'there is no option --zzz\n'],
    ['train -x', 'there is no option -x\n'],
    ['train --steps', '--steps needs a value: --steps N'],
    ['train --steps --force', '--steps needs a value: --steps N'],
    ['train --steps 1.5', '--steps is "1.5"; allowed: a whole number, 0 or more'],
    ['train --steps=3 --steps=4', '--steps is given twice'],
    ['train --force=yes', '--force takes no value, but is given "yes"'],
    ['train notebook moons', 'there is nothing to do with the argument "moons"'],
    ['train nutebook', 'there is no preset "nutebook"; presets: circles, moved-circles, moons, spirals, notebook'],
    ['train --norm batch,bunch', '--norm is "bunch"; allowed: none, batch'],
    ['train --norm none,none,none,none,none', 'allowed: 1 to 4 of none, batch'],
    ['train --widths 64,', '--widths is "64,"; allowed: whole numbers with commas between them'],
    ['train --widths 64,1000', '--widths is 1000; allowed: whole numbers from 1 to 256'],
    ['train --rate x', '--rate is "x"; allowed: a number'],
    ['train --rate -0.1', '--rate is -0.1; allowed: numbers from 0 to'],
    ['train --seed 4294967296', '--seed is "4294967296"; allowed: whole numbers from 0 to 4294967295'],
    ['train --batch-size 501', '--batch-size is 501; allowed: '],
    ['train --data rings', '--data is "rings"; allowed: circles, moons,'],
    ['train --data circles42', '--data is "circles42"; allowed: circles, moons,'],
    ['train --data circles:factor=0.3', 'other points as a file'],
    ['train --data moons:cluster_std=1', '--data is "cluster_std=1"; allowed: parameters samples, noise,'],
    ['train --data moons:n_samples=x', 'n_samples of --data is "x"; allowed: a whole number'],
    ['train --data circles:noice=1', '--data is "noice=1"; allowed: parameters samples, noise,'],
    ['train --data circles:noise=1', 'noise of --data is 1; allowed: numbers from 0 to 0.5'],
    ['train --data circles:samples=many', 'samples of --data is "many"; allowed: a whole number'],
    ['train --steps 5 --save-at 6 --weights FOLDER/w', '--save-at is 6; allowed: steps from 0 to 5'],
    ['train --steps 5 --save-at 5', '--save-at needs --weights FILE'],
    ['train --steps 5 --measure-at 6', '--measure-at is 6; allowed: steps from 0 to 5'],
    ['train --measure-at 0 --no-measures', '--measure-at and --no-measures contradict each other'],
    ['train --csv FOLDER/a --out FOLDER/a', '--out and --csv both name'],
    ['train --csv FOLDER/a --out FOLDER/./a', '--out and --csv both name'],
    [`train --init ${net} --widths 9`, `--widths is 9, but the network in ${net} has 8`],
    ['partition', 'a network is needed'],
    [`partition ${net}`, '--window X0,X1,Y0,Y1 or --data is needed'],
    [
      `partition ${net} --window 1,-1,0,2`,
      '--window is "1,-1,0,2"; allowed: four numbers x0,x1,y0,y1 from -1000000 to 1000000 with x0 < x1',
    ],
    [`partition ${net} --window 0,1e-300,0,1`, 'with x0 < x1 and y0 < y1, at least 0.000001 apart'],
    [`partition ${net} --window 999999,999999.5,0,1`, 'with x0 < x1 and y0 < y1, at least 0.999999'],
    [`partition ${net} --window 0,1e7,0,1`, '--window is "0,1e7,0,1"; allowed: four numbers'],
    [`partition ${net} --window 0,1,0,2 --statistics data`, '--statistics data needs --data'],
    [`partition ${net} --window 0,1,0,2 --statistics mean`, '--statistics is "mean"; allowed: data, running, batch'],
    [
      `partition ${net} --data circles --most-cells 0`,
      '--most-cells is "0"; allowed: a whole number from 1 to 5000000',
    ],
    [
      `partition ${net} --data circles --fill heat`,
      '--fill is "heat"; allowed: confidence, region, plain, slope, area,',
    ],
    [`measure ${net} --window 0,1,0,1`, '--data is needed'],
    [
      `measure ${net} --data circles --uniform 1000000000`,
      '--uniform is "1000000000"; allowed: a whole number from 1 to 1000000',
    ],
    [`measure ${net} --data circles --radius 0`, '--radius is "0"; allowed: a number above 0'],
    [
      `partition ${net} --data circles --batch-size 501`,
      '--batch-size is 501; allowed: 2 to the 500 points of circles',
    ],
  ])('%s', async (line, message) => {
    const folder = temporaryFolder();
    const { code, out, err } = await runCommand(...line.replaceAll('FOLDER', folder.path('.')).split(' '));
    expect(err).toContain(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(readdirSync(folder.path('.'))).toEqual([]);
    folder.remove();
  });
});

describe('what cannot be done', () => {
  const folder = temporaryFolder();
  const file = (name: string): string => folder.path(name);
  beforeAll(() => {
    writeFileSync(file('noise.safetensors'), 'no network');
    writeFileSync(file('noise.json'), '{ "hidden1.weight": [[');
    writeFileSync(file('empty.json'), '{}');
    writeFileSync(file('one.csv'), '1,2,0');
    writeFileSync(file('two.csv'), '1,2,0\n2,1,1\n');
    writeFileSync(file('other.json'), '{"net": {"layers": [[1, 2], "relu"]}}');
    const { config } = presets.circles;
    const training = { ...config.training, epochs: 100_000, batchSize: 2 };
    const data = { ...config.data, sampleCount: 4000 };
    writeFileSync(
      file('long.json'),
      writeExperimentJson({ config: { ...config, data, training }, step: 0, marks: [] }),
    );
    writeFileSync(file('taken.json'), 'mine');
    // As large as a file can be said to be without being written.
    writeFileSync(file('huge.safetensors'), '');
    truncateSync(file('huge.safetensors'), 2 ** 33);
  });
  afterAll(folder.remove);

  it.each<[args: string[], message: string]>([
    [['train', '--init', 'FOLDER/noise.safetensors'], 'noise.safetensors: '],
    [['train', '--init', net, '--norm', 'none'], 'has batch normalization; it cannot start one with none'],
    [['train', '--init', net, '--data', 'blobs'], 'has 2 classes, the data have 3'],
    [['train', 'moons', '--norm', 'group', '--widths', '7'], '--groups replaces it'],
    [
      ['train', '--steps', '1', '--out', 'FOLDER/taken.json'],
      'taken.json exists; --out overwrites it only with --force',
    ],
    [['train', '--out', 'FOLDER/no/where.json'], 'where.json cannot be written: there is no folder '],
    [['partition', 'FOLDER/noise.json', '--data', 'circles'], 'noise.json is not JSON: '],
    [['measure', net, '--data', 'blobs'], 'has 2 classes, the data have 3'],
    [['partition', net, '--data', 'blobs'], 'has 2 classes, the data have 3'],
    [['train', 'FOLDER/none.json'], 'none.json cannot be read: no such file or folder'],
    [['train', 'FOLDER/'], 'cannot be read'],
    [['train', 'FOLDER/noise.json'], 'noise.json: it is not JSON ('],
    [
      ['train', 'FOLDER/empty.json'],
      'empty.json: it has neither weights, nor an experiment, nor points. Accepted: weights (',
    ],
    [['train', net], `${net}: it has weights, no experiment; --init ${net} trains with them`],
    [['train', 'FOLDER/two.csv'], `two.csv: it has points, no experiment; --data `],
    [['partition', 'FOLDER/other.json', '--data', 'circles'], 'other.json: it has no weights of a network'],
    [['train', '--steps', '1', '--out', 'FOLDER/', '--force'], 'cannot be written: it is a folder'],
    [['train', '--csv', 'FOLDER/taken.json/curves.csv'], 'curves.csv cannot be written: there is no folder '],
    [['train', 'FOLDER/long.json'], 'long.json: 100000 epochs are 200000000 steps; --steps N trains up to 1000000'],
    [['train', '--data', 'FOLDER/none.csv'], 'none.csv cannot be read: no such file or folder'],
    [['train', '--data', net], 'it has weights. Accepted: points: lines of x, y, class, or JSON with X and y'],
    [['train', '--data', 'FOLDER/noise.json'], 'noise.json: it is not JSON ('],
    [
      ['train', '--init', 'FOLDER/huge.safetensors'],
      'huge.safetensors: it is 8,192 MiB large. Accepted: files of at most 64',
    ],
    [
      ['train', '--init', 'FOLDER/one.csv'],
      'one.csv: it is neither safetensors nor JSON. Accepted: weights of a network.',
    ],
    [['train', '--data', 'FOLDER/one.csv'], 'one.csv: it has 1 point. Accepted: 2 to 4,000 points'],
  ])('%s', async (args, message) => {
    const before = readdirSync(file('.'));
    const { code, out, err } = await runCommand(...args.map((arg) => arg.replace('FOLDER/', file('') + '/')));
    expect(err).toContain(message);
    expect(err.trim().split('\n'), 'one line, no stack').toHaveLength(1);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(readdirSync(file('.'))).toEqual(before);
    expect(readFileSync(file('taken.json'), 'utf8')).toBe('mine');
  });

  it('training whose numbers go wrong is told, with what was reached until then', async () => {
    const { code, out, err } = await runCommand('train', '--norm', 'none', '--rate', '1e6', '--steps', '9');
    expect(code).toBe(1);
    expect(err).toContain('The network stopped at step');
    const { networks } = JSON.parse(out) as { networks: [{ losses: number[]; failure: object }] };
    expect(networks[0]).toMatchObject({ failure: { step: 1, quantity: 'loss' } });
    expect(networks[0].losses).toHaveLength(1);
  });
});

it('--force overwrites', async () => {
  const folder = temporaryFolder();
  const path = folder.path('taken.json');
  writeFileSync(path, 'mine');
  expect(await runCommand('train', '--steps', '1', '--no-measures', '--out', path, '--force')).toEqual({
    code: 0,
    out: '',
    err: '',
  });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ experiment: { step: 1 } });
  folder.remove();
});
