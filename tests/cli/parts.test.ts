import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonText } from '../../src/cli/json-text.js';
import { main } from '../../src/cli/main.js';
import { parseOptions } from '../../src/cli/options.js';
import { Output } from '../../src/cli/output.js';
import { lastBatchRows } from '../../src/cli/training-run.js';
import { weightPaths } from '../../src/cli/weight-files.js';
import { makeDataSet } from '../../src/training/datasets/make-data-set.js';
import { presets } from '../../src/training/presets.js';
import { noTerminal, runCommand, temporaryFolder } from '../support/command-line.js';

describe('weightPaths', () => {
  it('names the only network as asked', () => {
    const [path] = weightPaths('a.b/net.safetensors', ['batch']);
    expect([path!(null), path!(10)]).toEqual(['a.b/net.safetensors', 'a.b/net.step10.safetensors']);
  });

  it('tells several apart by normalisation, and those alike by number', () => {
    const paths = weightPaths('a.b/net', ['none', 'batch', 'batch']).map((path) => path(null));
    expect(paths).toEqual(['a.b/net-none', 'a.b/net-batch-1', 'a.b/net-batch-2']);
  });
});

describe('jsonText', () => {
  it('reads back, typed arrays as lists', () => {
    const value = { a: [1, 2.5e-9, -3], b: { c: 'a [\n1 ] "b"', d: [] }, e: [{ f: null }], g: [[1, 2], ['x']] };
    expect(JSON.parse(jsonText({ ...value, h: Float64Array.of(1, NaN) }))).toEqual({ ...value, h: [1, null] });
  });

  it('keeps numbers on one line', () => {
    expect(jsonText({ a: [1, -2.5e-9] })).toBe('{\n  "a": [ 1, -2.5e-9 ]\n}\n');
  });
});

it('lastBatchRows are those of the last step, before the first step those of the first', () => {
  const { data, training } = presets.circles.config;
  const plan = { data: makeDataSet(data), training, steps: 8, statistics: 'data' } as const;
  const firstRows = [0, 1, 2, 7, 8].map((step) => lastBatchRows({ ...plan, keepAt: new Set() }, step)[0]);
  // Batches of 64, of which 500 points give 7.
  expect(firstRows).toEqual([0, 0, 64, 384, 0]);
});

it('a file that appears while a command works is not overwritten', () => {
  const folder = temporaryFolder();
  const path = folder.path('late.json');
  const write = new Output(noTerminal, null, false).plan(path, '--csv');
  writeFileSync(path, 'mine');
  expect(() => write(() => 'ours')).toThrow('late.json cannot be written: it exists; --force overwrites it');
  expect(readFileSync(path, 'utf8')).toBe('mine');
  folder.remove();
});

describe('parseOptions', () => {
  const table = { window: { value: 'W', help: '' }, force: { short: 'f', help: '' } } as const;

  it('takes values that begin with a dash, joined by = or not', () => {
    const separate = parseOptions(table, ['net', '--window', '-2,2,-2,2', '-f'], 1);
    expect([separate.positionals, separate.text('window'), separate.has('force')]).toEqual([
      ['net'],
      '-2,2,-2,2',
      true,
    ]);
    expect(parseOptions(table, ['--window=-2,2'], 1).text('window')).toBe('-2,2');
  });

  it('has null for what was not given', () => {
    const options = parseOptions(table, [], 0);
    expect([options.text('window'), options.has('window'), options.has('force')]).toEqual([null, false, false]);
  });
});

describe('progress', () => {
  const line = ['train', '--widths', '2', '--steps', '3'];
  const noted = async (args: string[], isInteractive: boolean): Promise<string> => {
    let err = '';
    await main(args, { ...noTerminal, note: (text) => (err += text), isInteractive });
    return err;
  };

  it('is on standard error only for a person, or where asked for', async () => {
    expect(await noted(line, true)).toContain('\rstep 1 of 3');
    expect(await noted(line, false)).toBe('');
    expect(await noted([...line, '--progress'], false)).toContain('step 1 of 3\n');
    expect(await noted([...line, '--quiet'], true)).toBe('');
  });

  it('leaves an empty line on a terminal', async () => {
    expect(await noted(line, true)).toMatch(/\r +\r$/);
  });
});

it('repeats itself to the last digit', async () => {
  const line = ['train', 'spirals', '--widths', '8', '--steps', '20'];
  expect(await runCommand(...line)).toEqual(await runCommand(...line));
});
