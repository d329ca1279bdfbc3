/** The program as it is installed: one built file that Node runs, with the examples of its help. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, temporaryFolder, type CommandResult } from '../support/command-line.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: Record<string, string>; version: string };
const program = resolve(manifest.bin['splinescope']!);
const commands = ['train', 'partition', 'measure'];

const folder = temporaryFolder();
afterAll(folder.remove);

function run(...args: string[]): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder.path('.'),
    encoding: 'utf8',
  });
  return { code: status ?? NaN, out: stdout, err: stderr };
}

beforeAll(async () => {
  await build({ configFile: 'vite.cli.config.ts', logLevel: 'error' });
  const points = Array.from({ length: 40 }, (_, i) => `${Math.cos(i)},${Math.sin(i) + (i % 2)},${i % 2}`);
  writeFileSync(folder.path('points.csv'), ['x,y,class', ...points, ''].join('\n'));
});

it('is one file that needs nothing but Node', () => {
  const built = readFileSync('dist-cli/splinescope.js', 'utf8');
  const imports = [...built.matchAll(/(?:from|import)\s*["']([^"']+)["']/g)].map(([, name]) => name);
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([]);
});

it('prints its version and help', () => {
  expect(run('--version')).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
  const { code, out } = run('--help');
  expect(code).toBe(0);
  for (const command of commands) expect(out).toContain(`  ${command} `);
});

it('says what it is for without a command, and ends with 2', () => {
  expect(run()).toMatchObject({ code: 2, out: '' });
});

it('takes -v for the version, and help with a command for its help', () => {
  expect(run('-v')).toEqual(run('--version'));
  for (const command of commands) expect(run('help', command)).toEqual(run(command, '--help'));
});

it.each(commands)('%s prints its help, whatever else is asked', (command) => {
  const { code, out, err } = run(command, '--nonsense', '-h');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`Usage: splinescope ${command}`);
  // The lines of a help fit an old terminal's 120 columns.
  expect(out.split('\n').filter((line) => line.length > 120)).toEqual([]);
});

it.each(['stdout', 'stderr'] as const)('ends well where nobody reads its %s any more', async (stream) => {
  const child = spawn(process.execPath, [program, 'train', '--widths', '2', '--steps', '2', '--progress']);
  child[stream].destroy();
  child[stream === 'stdout' ? 'stderr' : 'stdout'].resume();
  expect(await new Promise((end) => child.on('exit', end))).toBe(0);
});

it('writes at Ctrl-C what train was asked for so far, says so, and ends with 130', async () => {
  const args = ['--widths', '2', '--steps', '1000000', '--save-at', '1', '--weights', 'cut.safetensors', '--progress'];
  const child = spawn(process.execPath, [program, 'train', ...args], { cwd: folder.path('.') });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  child.stderr.once('data', () => {
    // npx passes the signal on that the terminal has sent: it comes twice.
    child.kill('SIGINT');
    child.kill('SIGINT');
  });
  expect(await new Promise((end) => child.on('close', end))).toBe(130);
  const { networks, files } = JSON.parse(out) as {
    networks: { steps: number; losses: number[]; measures: object[] }[];
    files: string[];
  };
  const [steps] = networks.map((network) => network.steps);
  expect(steps).toBeGreaterThan(0);
  expect(steps).toBeLessThan(1_000_000);
  for (const network of networks) expect(network).toMatchObject({ steps, measures: [] });
  for (const { losses } of networks) expect(losses).toHaveLength(steps!);
  const written = ['none', 'batch'].flatMap((name) => [`cut-${name}.step1.safetensors`, `cut-${name}.safetensors`]);
  expect(files).toEqual(written);
  for (const file of written) expect(readFileSync(folder.path(file)).length).toBeGreaterThan(0);
  expect(err).toContain(`interrupted after step ${steps} of 1000000; what was asked for is written`);
});

it('says the same as in this process', async () => {
  const args = ['train', '--widths', '4', '--steps', '9'];
  expect(run(...args)).toEqual(await runCommand(...args));
});

describe.each(commands)('the help of %s', async (command) => {
  const { out: help } = await runCommand(command, '--help');
  const examples = help.slice(help.indexOf('Examples:')).match(/^ {2}splinescope .*$/gm) ?? [];

  it('has examples', () => expect(examples.length).toBeGreaterThanOrEqual(2));

  // One after the other: later ones read what earlier ones wrote.
  it.each(examples)('has an example that works: %s', (line) => {
    const { code, out, err } = run(...line.trim().split(' ').slice(1));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const fileOf = (option: string): string | undefined => new RegExp(`--${option} (\\S+)`).exec(line)?.[1];
    const path = fileOf('out');
    const printed = path === undefined ? out : readFileSync(folder.path(path), 'utf8');
    const { files, ...values } = JSON.parse(printed) as { files: string[]; measures?: object };
    for (const key of Object.keys({ ...values, ...values.measures })) expect(help).toContain(key);
    // Of numbers, not of a list with one for every point.
    if (values.measures) expect(printed.length).toBeLessThan(30_000);
    for (const option of ['csv', 'svg'])
      expect(files).toEqual(expect.arrayContaining([fileOf(option)].filter(Boolean)));
    for (const file of files) expect(readFileSync(folder.path(file)).length).toBeGreaterThan(0);
  });
});
