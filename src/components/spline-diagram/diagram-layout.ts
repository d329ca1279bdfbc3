/** Where the units of a network lie in its diagram, in CSS pixels: a block of dots per layer, from left to right. */
import type { UnitPlace } from '../../geometry/unit-place.js';

export interface Dot {
  readonly x: number;
  readonly y: number;
}

export interface Block {
  /** By unit, filled column by column. */
  readonly dots: readonly Dot[];
  /** Dots of a full column. */
  readonly rows: number;
  readonly left: number;
  readonly right: number;
}

export interface DiagramLayout {
  /** Inputs, hidden layers, logits. */
  readonly blocks: readonly Block[];
  /** Distance of neighbouring dots of a block. */
  readonly pitch: number;
}

export interface DiagramSpace {
  readonly width: number;
  readonly height: number;
}

const LARGEST_PITCH = 15;
const SMALLEST_PITCH = 3;
/** Between blocks, at least. */
const GAP = 14;

/** Packs all layers at the largest distance of dots that fits. @param widths units of each layer, inputs and logits too */
export function diagramLayout(widths: readonly number[], { width, height }: DiagramSpace): DiagramLayout {
  const pitch = largestPitch(widths, width, height);
  const columns = widths.map((count) => columnsFor(count, pitch, height));
  const used = pitch * columns.reduce((sum, count) => sum + count, 0);
  const gap = widths.length > 1 ? (width - used) / (widths.length - 1) : 0;
  let left = 0;
  const blocks = widths.map((count, layer): Block => {
    const rows = Math.ceil(count / columns[layer]!);
    const top = (height - pitch * rows) / 2;
    const right = left + pitch * columns[layer]!;
    const dots = Array.from({ length: count }, (_, unit) => ({
      x: left + pitch * (Math.floor(unit / rows) + 0.5),
      y: top + pitch * ((unit % rows) + 0.5),
    }));
    const block = { dots, rows, left, right };
    left = right + gap;
    return block;
  });
  return { blocks, pitch };
}

function columnsFor(count: number, pitch: number, height: number): number {
  return Math.ceil(count / Math.max(1, Math.floor(height / pitch)));
}

function largestPitch(widths: readonly number[], width: number, height: number): number {
  const room = width - GAP * (widths.length - 1);
  for (let pitch = LARGEST_PITCH; pitch > SMALLEST_PITCH; pitch -= 0.25) {
    const columns = widths.reduce((sum, count) => sum + columnsFor(count, pitch, height), 0);
    if (columns * pitch <= room) return pitch;
  }
  return SMALLEST_PITCH;
}

const hiddenBlocks = ({ blocks }: DiagramLayout): readonly Block[] => blocks.slice(1, -1);

/** The hidden unit whose dot is nearest to a place, null where it is farther than `reach`. */
export function nearestUnit(layout: DiagramLayout, x: number, y: number, reach: number): UnitPlace | null {
  let nearest: UnitPlace | null = null;
  let least = reach;
  hiddenBlocks(layout).forEach(({ dots }, layer) =>
    dots.forEach((dot, unit) => {
      const distance = Math.hypot(dot.x - x, dot.y - y);
      if (distance > least) return;
      least = distance;
      nearest = { layer, unit };
    }),
  );
  return nearest;
}

export type DiagramMove = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

/** Where a key leads from a unit: within its column, to the column beside it, and beyond the block to the next layer. */
export function moveInDiagram(layout: DiagramLayout, { layer, unit }: UnitPlace, move: DiagramMove): UnitPlace {
  const blocks = hiddenBlocks(layout);
  const { dots, rows } = blocks[layer]!;
  switch (move) {
    case 'up':
      return { layer, unit: Math.max(0, unit - 1) };
    case 'down':
      return { layer, unit: Math.min(dots.length - 1, unit + 1) };
    case 'first':
      return { layer, unit: 0 };
    case 'last':
      return { layer, unit: dots.length - 1 };
    case 'left':
    case 'right': {
      const beside = unit + (move === 'right' ? rows : -rows);
      if (beside >= 0 && beside < dots.length) return { layer, unit: beside };
      const other = layer + (move === 'right' ? 1 : -1);
      return blocks[other] ? { layer: other, unit: besideOf(blocks[other], dots[unit]!, move) } : { layer, unit };
    }
    default:
      return move satisfies never;
  }
}

/** Of the column of a block that one comes to first, the dot at the height of another. */
function besideOf({ dots, rows }: Block, { y }: Dot, move: 'left' | 'right'): number {
  const first = move === 'right' ? 0 : Math.floor((dots.length - 1) / rows) * rows;
  let nearest = first;
  for (let unit = first; unit < Math.min(first + rows, dots.length); unit++) {
    if (Math.abs(dots[unit]!.y - y) < Math.abs(dots[nearest]!.y - y)) nearest = unit;
  }
  return nearest;
}

/** The unit before or after another, through all layers and around. */
export function besideUnit(layout: DiagramLayout, { layer, unit }: UnitPlace, step: 1 | -1): UnitPlace {
  const all = hiddenBlocks(layout).flatMap(({ dots }, l) => dots.map((_, u) => ({ layer: l, unit: u })));
  const at = all.findIndex((one) => one.layer === layer && one.unit === unit);
  return all[(at + step + all.length) % all.length]!;
}
