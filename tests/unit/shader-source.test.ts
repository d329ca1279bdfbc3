import { describe, expect, it } from 'vitest';
import { joinShaders } from '../../src/gpu/shader-source.js';

const first = { path: 'lib/first.wgsl', text: 'one\ntwo\n' };
const second = { path: 'second.wgsl', text: 'three\n\nfive' };

describe('joined shaders', () => {
  it('map every line back to its file and line', () => {
    const source = joinShaders([first, second, { path: 'third.wgsl', text: 'six\n' }]);
    expect(source.code).toBe('one\ntwo\nthree\n\nfive\nsix\n');
    expect([1, 2, 3, 4, 5, 6].map((line) => source.locate(line))).toEqual([
      { path: 'lib/first.wgsl', line: 1 },
      { path: 'lib/first.wgsl', line: 2 },
      { path: 'second.wgsl', line: 1 },
      { path: 'second.wgsl', line: 2 },
      { path: 'second.wgsl', line: 3 },
      { path: 'third.wgsl', line: 1 },
    ]);
  });

  it('take a file that is named twice once, at its first place', () => {
    const source = joinShaders([first, second, first]);
    expect(source.code).toBe('one\ntwo\nthree\n\nfive\n');
    expect(source.locate(5)).toEqual({ path: 'second.wgsl', line: 3 });
  });

  it('give line 0, which compilers use for the whole text, to the first file', () => {
    expect(joinShaders([first, second]).locate(0)).toEqual({ path: 'lib/first.wgsl', line: 0 });
  });
});
