/** The partition written the obvious way, to be measured against: recursive, an object for each cell, maps from the start. */
import type { FoldedNetwork } from '../../src/training/model-state.js';
import type { ViewWindow } from '../../src/training/picture.js';

type Point = readonly [number, number];
type Affine = readonly [number, number, number];

interface PlainCell {
  readonly polygon: readonly Point[];
  readonly code: readonly boolean[];
}

export interface PlainPartition {
  readonly cells: readonly (PlainCell & { readonly logits: readonly Affine[] })[];
}

export function plainPartition({ layers, slopeBelowZero }: FoldedNetwork, window: ViewWindow): PlainPartition {
  const cells: PlainPartition['cells'][number][] = [];
  const { x0, x1, y0, y1 } = window;
  const reach = Math.max(...[x0, x1, y0, y1].map(Math.abs));

  const visit = (
    polygon: readonly Point[],
    inputs: readonly Affine[],
    layer: number,
    path: readonly boolean[],
  ): void => {
    const { width, inputWidth, weight, bias } = layers[layer]!;
    const z = Array.from({ length: width }, (_, m): Affine => {
      let [a, b, c] = [0, 0, bias[m]!];
      for (let n = 0; n < inputWidth; n++) {
        const [da, db, dc] = inputs[n]!;
        const w = weight[m * inputWidth + n]!;
        a += w * da;
        b += w * db;
        c += w * dc;
      }
      return [a, b, c];
    });
    if (layer + 1 === layers.length) {
      cells.push({ polygon, code: path, logits: z });
      return;
    }
    let parts: PlainCell[] = [{ polygon, code: [] }];
    for (const line of z) parts = parts.flatMap((part) => cut(part, line, reach));
    for (const part of parts) {
      const outputs = z.map(([a, b, c], m): Affine => {
        const slope = part.code[m] ? 1 : slopeBelowZero;
        return [slope * a, slope * b, slope * c];
      });
      visit(part.polygon, outputs, layer + 1, [...path, ...part.code]);
    }
  };

  const box: Point[] = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
  visit(
    box,
    [
      [1, 0, 0],
      [0, 1, 0],
    ],
    0,
    [],
  );
  return { cells };
}

function cut({ polygon, code }: PlainCell, [a, b, c]: Affine, reach: number): PlainCell[] {
  const tolerance = 4e-12 * (Math.abs(a) * reach + Math.abs(b) * reach + Math.abs(c));
  const heights = polygon.map(([x, y]) => a * x + b * y + c);
  if (heights.every((height) => height <= tolerance)) return [{ polygon, code: [...code, false] }];
  if (heights.every((height) => height >= -tolerance)) return [{ polygon, code: [...code, true] }];
  const off: Point[] = [];
  const on: Point[] = [];
  polygon.forEach((point, i) => {
    const j = (i + 1) % polygon.length;
    const [height, next] = [heights[i]!, heights[j]!];
    if (height <= tolerance) off.push(point);
    if (height >= -tolerance) on.push(point);
    if ((height < -tolerance && next > tolerance) || (height > tolerance && next < -tolerance)) {
      const t = height / (height - next);
      const [[px, py], [qx, qy]] = [point, polygon[j]!];
      const crossing: Point = [px + t * (qx - px), py + t * (qy - py)];
      off.push(crossing);
      on.push(crossing);
    }
  });
  return [
    { polygon: off, code: [...code, false] },
    { polygon: on, code: [...code, true] },
  ];
}
