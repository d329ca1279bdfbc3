import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeExperimentJson } from '../../src/io/experiment-json.js';
import { InvalidFileError } from '../../src/io/invalid-file-error.js';
import { networkToJson } from '../../src/io/network-json.js';
import { MOST_FILE_BYTES, readFile, requireReadableSize } from '../../src/io/read-file.js';
import { presets } from '../../src/training/presets.js';
import { randomModel, smallSpec } from '../support/random-model.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const network = networkToJson(randomModel(smallSpec, 1));

describe('a file is recognised by what is in it', () => {
  it.each<[string, Uint8Array, string]>([
    [
      'safetensors',
      new Uint8Array(readFileSync('tests/fixtures/nets/circles42-8-bn-relu-sgdm.step350.safetensors')),
      'network',
    ],
    ['weights as JSON', bytesOf(JSON.stringify(network)), 'network'],
    ['tensors by name', bytesOf(`\uFEFF ${JSON.stringify(network.tensors)}`), 'network'],
    ['an experiment', bytesOf(writeExperimentJson({ config: presets.moons.config, step: 3, marks: [] })), 'experiment'],
    [
      'what train prints',
      bytesOf(
        `{"experiment": ${writeExperimentJson({ config: presets.moons.config, step: 3, marks: [] })}, "networks": []}`,
      ),
      'experiment',
    ],
    ['points', bytesOf('# mine\n0,0,a\n1,1,b\n'), 'points'],
    ["scikit-learn's points", bytesOf('{"X": [[0, 0], [1, 1]], "y": [0, 1], "n": 2}'), 'points'],
  ])('%s', (_, bytes, kind) => {
    expect(readFile('file', bytes).kind).toBe(kind);
  });
});

describe('a file is refused', () => {
  it.each<[string, Uint8Array, string]>([
    [
      'a picture',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0),
      'it is neither text nor a safetensors file',
    ],
    ['zero bytes', new Uint8Array(20), 'it is neither text nor a safetensors file'],
    ['JSON of something else', bytesOf('{"net": {"layers": [1]}}'), 'it has neither weights, nor an experiment, nor'],
    ['JSON of another format', bytesOf('{"format": "onnx"}'), 'it has neither weights, nor an experiment, nor'],
    ['a list', bytesOf('[1, 2]'), 'it has neither weights, nor an experiment, nor'],
    ['half a JSON', bytesOf('{"a": '), 'it is not JSON ('],
    ['prose', bytesOf('Dear reader,\nthis is a letter.'), 'line 1 names the columns Dear reader, '],
    [
      'more JSON than points need',
      bytesOf(`{"X": [], "y": [], "more": "${'x'.repeat(2 ** 20)}"}`),
      'it is 1.0 MiB large',
    ],
    [
      'more text than points need',
      bytesOf('1,2,3\n# '.padEnd(2 ** 20 + 1, 'x')),
      'it is 1.0 MiB large. Accepted: files of points',
    ],
    [
      'lists without end',
      bytesOf(`{"format": "splinescope-network", "version": ${'['.repeat(3000)}${']'.repeat(3000)}}`),
      `its version is ${'['.repeat(80)}…. Accepted: version 1.`,
    ],
    ['nothing', new Uint8Array(), 'it has no lines'],
  ])('%s', (_, bytes, problem) => {
    expect(() => readFile('file', bytes)).toThrow(InvalidFileError);
    expect(() => readFile('file', bytes)).toThrow(`file: ${problem}`);
  });

  it('larger than any of them can be, before it is read', () => {
    expect(() => requireReadableSize('big.bin', 5 * MOST_FILE_BYTES)).toThrow(
      'big.bin: it is 320 MiB large. Accepted:',
    );
    expect(() => requireReadableSize('big.bin', MOST_FILE_BYTES)).not.toThrow();
  });
});
