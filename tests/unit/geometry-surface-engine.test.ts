/** What the Worker answers: everything that is drawn and asked of a surface, from one lift. */
import { describe, expect, it } from 'vitest';
import { partitionOf } from '../../src/geometry/partition.js';
import { SurfaceBox } from '../../src/geometry/surface-box.js';
import { answerSurface } from '../../src/geometry/surface-engine.js';
import { SurfacePicker } from '../../src/geometry/surface-picker.js';
import { logitsAt } from '../../src/training/reference/point.js';
import { finish } from '../../src/training/workers/pieces.js';
import { randomFolded, randomNumbers } from '../support/random-folded.js';

const folded = randomFolded({ inputDimension: 2, hiddenWidths: [9, 7], classCount: 3 }, 7);
const partition = partitionOf(folded, { x0: -2, x1: 1.5, y0: -1, y1: 1 });

describe('a lifted surface', () => {
  it('gives heights, mesh and picker that agree with the forward pass', () => {
    const answer = finish(answerSurface({ partition, folded, lift: { of: 'difference', class: 2, other: 0 } }));
    const box = new SurfaceBox({ partition, ...answer });
    const picker = new SurfacePicker(answer.index);
    const uniform = randomNumbers(3);
    for (let i = 0; i < 100; i++) {
      const [x, y] = [-2 + 3.5 * uniform(), -1 + 2 * uniform()];
      const cell = picker.cellAt(box.u(x), box.v(y));
      const [a, b, c] = answer.planes.subarray(3 * cell, 3 * cell + 3);
      const [zero, , two] = logitsAt(folded, [x, y]);
      expect(a! * x + b! * y + c!).toBeCloseTo(two! - zero!, 9);
      expect(picker.zOf(cell, box.u(x), box.v(y))).toBeCloseTo(box.z(two! - zero!), 9);
      expect(answer.mesh.slopes[2 * cell]).toBeCloseTo(
        picker.zOf(cell, 1, 0) - picker.zOf(cell, 0, 0),
        // In float32.
        5,
      );
    }
  });

  it('lifts the nearest that the network has, and says so', () => {
    const { lift } = finish(answerSurface({ partition, folded, lift: { of: 'unit', layer: 5, unit: 40 } }));
    expect(lift).toEqual({ of: 'unit', layer: 1, unit: 6 });
  });

  it('shares no memory with the partition, whose arrays stay where they are', () => {
    const { mesh, planes, index } = finish(answerSurface({ partition, folded, lift: { of: 'logit', class: 0 } }));
    const buffersOf = (parts: object): ArrayBufferLike[] =>
      Object.values(parts).flatMap((part: unknown) => (ArrayBuffer.isView(part) ? [part.buffer] : []));
    const own = new Set(buffersOf(partition));
    const sent = [planes.buffer, ...buffersOf(mesh), ...buffersOf(index)];
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.filter((buffer) => own.has(buffer))).toEqual([]);
  });
});
