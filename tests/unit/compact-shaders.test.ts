import { describe, expect, it } from 'vitest';
import { compactWgsl } from '../../scripts/vite/compact-shaders.js';

describe('compactWgsl', () => {
  it('leaves out comments, which may nest, and white space', () => {
    const text = `// header
    /* outer /* inner */ still outer */
    @group(0) @binding(1) var<storage, read_write> values: array<f32, 4>; // one per unit

    fn first() -> f32 {
      return values[0]; /* the first */
    }
    `;
    expect(compactWgsl(text)).toBe(
      '@group(0)@binding(1)var<storage,read_write> values:array<f32,4>;fn first()-> f32{return values[0];}',
    );
  });

  it('joins no two operators, and no two words', () => {
    expect(compactWgsl('let a = b - -c;\nlet d = e & &f; var g: array<u32, 2> = h;')).toBe(
      'let a = b - -c;let d = e & &f;var g:array<u32,2> = h;',
    );
  });
});
