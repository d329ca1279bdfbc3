import { describe, expect, it } from 'vitest';
import { foldedLayout, packFolded } from '../../src/gpu/folded-layout.js';

const layer = (inputWidth: number, width: number, weight: number[], bias: number[]) => ({
  inputWidth,
  width,
  weight: Float64Array.from(weight),
  bias: Float64Array.from(bias),
});

describe('foldedLayout', () => {
  it('pads the first layer to whole groups, places weight before bias in the others, and scales and shifts at the end', () => {
    expect(foldedLayout({ hiddenWidths: [5, 3], classCount: 2 })).toEqual({
      layers: [
        { inputs: 2, width: 5, groups: 2, weight: 0, bias: 0, scale: 18, shift: 20 },
        { inputs: 5, width: 3, groups: 1, weight: 8, bias: 13, scale: 22, shift: 23 },
        { inputs: 3, width: 2, groups: 1, weight: 14, bias: 17, scale: 0, shift: 0 },
      ],
      vec4Count: 24,
    });
  });
});

describe('packFolded', () => {
  it('puts a unit of the first layer into one vec4f and four outputs of an input into one vec4f', () => {
    const packed = packFolded({
      slopeBelowZero: 0,
      layers: [
        layer(2, 2, [1, 2, 3, 4], [5, 6]),
        layer(2, 5, [11, 12, 21, 22, 31, 32, 41, 42, 51, 52], [1, 2, 3, 4, 5]),
      ],
    });
    expect([...packed]).toEqual([
      ...[1, 2, 5, 0, 3, 4, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      ...[11, 21, 31, 41, 51, 0, 0, 0, 12, 22, 32, 42, 52, 0, 0, 0],
      ...[1, 2, 3, 4, 5, 0, 0, 0],
      ...[0, 0, 0, 0, 0, 0, 0, 0],
    ]);
  });

  it('puts scale and shift of what normalises single samples behind the head, RMSNorm none of the shift', () => {
    const head = layer(2, 2, [7, 8, 9, 10], [9, 10]);
    const hidden = layer(2, 2, [1, 2, 3, 4], [5, 6]);
    const scaleShift = { scale: Float64Array.of(2, 3), shift: Float64Array.of(4, 5) };
    for (const isCentred of [true, false]) {
      const normalizer = { groups: 1, isCentred, ...scaleShift };
      const packed = packFolded({ slopeBelowZero: 0, layers: [{ ...hidden, normalizer }, head] });
      expect([...packed.subarray(-8)]).toEqual([2, 3, 0, 0, ...(isCentred ? [4, 5] : [0, 0]), 0, 0]);
    }
  });

  it('gives a network with one input the weight 0 along y and leaves inputs beyond the second out', () => {
    const head = layer(1, 2, [7, 8], [9, 10]);
    const one = packFolded({ slopeBelowZero: 0, layers: [layer(1, 1, [1], [2]), head] });
    expect([...one.subarray(0, 4)]).toEqual([1, 0, 2, 0]);
    const three = packFolded({ slopeBelowZero: 0, layers: [layer(3, 1, [1, 2, 3], [4]), head] });
    expect([...three.subarray(0, 4)]).toEqual([1, 2, 4, 0]);
    expect(three.length).toBe(one.length);
  });
});
