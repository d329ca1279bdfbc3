import { describe, expect, it } from 'vitest';
import {
  besideUnit,
  diagramLayout,
  moveInDiagram,
  nearestUnit,
  type DiagramLayout,
} from '../../src/components/spline-diagram/diagram-layout.js';

const spaces = [
  { width: 520, height: 168 },
  { width: 318, height: 168 },
  { width: 248, height: 168 },
];
const networks = [
  [2, 1, 2],
  [2, 64, 64, 2],
  [2, 3, 200, 7, 10],
  [64, 256, 256, 256, 256, 256, 256, 256, 256, 10],
  [2, ...Array.from({ length: 8 }, () => 16), 2],
];
const cases = networks.flatMap((widths) => spaces.map((space) => ({ widths, space })));

/** Sums of steps of a quarter in float64. */
const ROUNDING = 1e-9;

describe('the layout of a diagram', () => {
  it.each(cases)('keeps every unit of $widths within $space, apart from all others', ({ widths, space }) => {
    const { blocks, pitch } = diagramLayout(widths, space);
    expect(blocks.map(({ dots }) => dots.length)).toEqual(widths);
    for (const { dots } of blocks) {
      for (const { x, y } of dots) {
        expect(x - pitch / 2).toBeGreaterThanOrEqual(-ROUNDING);
        expect(x + pitch / 2).toBeLessThanOrEqual(space.width + ROUNDING);
        expect(y - pitch / 2).toBeGreaterThanOrEqual(-ROUNDING);
        expect(y + pitch / 2).toBeLessThanOrEqual(space.height + ROUNDING);
      }
      const places = new Set(dots.map(({ x, y }) => `${Math.round(x / pitch)} ${Math.round(y / pitch)}`));
      expect(places.size).toBe(dots.length);
    }
    blocks.slice(1).forEach(({ left }, i) => expect(left - blocks[i]!.right).toBeGreaterThan(0));
  });

  it('makes dots smaller only where they would not fit', () => {
    const [wide, narrow] = spaces.map((space) => diagramLayout([2, 64, 64, 2], space).pitch);
    expect(wide).toBeGreaterThanOrEqual(narrow!);
    expect(diagramLayout([2, 256, 256, 256, 256, 2], spaces[0]!).pitch).toBeLessThan(wide!);
  });
});

describe('in a diagram', () => {
  const layout: DiagramLayout = diagramLayout([2, 16, 16, 3, 2], { width: 400, height: 60 });
  const hidden = layout.blocks.slice(1, -1);

  it('the unit under a pointer is found, and none far from all', () => {
    hidden.forEach(({ dots }, layer) =>
      dots.forEach(({ x, y }, unit) => expect(nearestUnit(layout, x + 1, y - 1, 5)).toEqual({ layer, unit })),
    );
    const { x, y } = layout.blocks[0]!.dots[0]!;
    expect(nearestUnit(layout, x, y, 5)).toBeNull();
  });

  it('up and down keep to a layer, left and right lead through all of them and stop at the ends', () => {
    expect(moveInDiagram(layout, { layer: 0, unit: 0 }, 'up')).toEqual({ layer: 0, unit: 0 });
    expect(moveInDiagram(layout, { layer: 0, unit: 0 }, 'down')).toEqual({ layer: 0, unit: 1 });
    expect(moveInDiagram(layout, { layer: 1, unit: 15 }, 'down')).toEqual({ layer: 1, unit: 15 });
    expect(moveInDiagram(layout, { layer: 1, unit: 7 }, 'first')).toEqual({ layer: 1, unit: 0 });
    expect(moveInDiagram(layout, { layer: 1, unit: 7 }, 'last')).toEqual({ layer: 1, unit: 15 });
    const start = { layer: 0, unit: 1 };
    let at = start;
    const layers = new Set([0]);
    for (let press = 0; press < 40; press++) {
      at = moveInDiagram(layout, at, 'right');
      layers.add(at.layer);
    }
    expect([...layers]).toEqual([0, 1, 2]);
    expect(moveInDiagram(layout, at, 'right')).toEqual(at);
    for (let press = 0; press < 40; press++) at = moveInDiagram(layout, at, 'left');
    expect(at.layer).toBe(0);
    expect(layout.blocks[1]!.dots[at.unit]!.x).toBe(layout.blocks[1]!.dots[0]!.x);
  });

  it('one after the other leads through every unit and back to the first', () => {
    let at = { layer: 0, unit: 0 };
    const seen = new Set<string>();
    for (let press = 0; press < 35; press++) {
      seen.add(`${at.layer} ${at.unit}`);
      at = besideUnit(layout, at, 1);
    }
    expect(seen.size).toBe(35);
    expect(at).toEqual({ layer: 0, unit: 0 });
    expect(besideUnit(layout, at, -1)).toEqual({ layer: 2, unit: 2 });
  });
});
