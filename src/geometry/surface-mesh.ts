/** A lifted surface as what is drawn: triangles, edges and affine maps in the coordinates of its box, in float32. */
import type { SurfaceMesh } from '../training/surface-mesh.js';
import { finish, inRanges, type Pieces } from '../training/workers/pieces.js';
import type { CellNeighbours } from './cell-neighbours.js';
import type { LiftedSurface } from './lifted-surface.js';
import type { SurfaceBox } from './surface-box.js';

const CELLS_PER_PIECE = 1024;
const LOGITS_PER_PIECE = 4096;

/** @param neighbours of the surface's partition; its edges' first vertices are the corners */
export const surfaceMesh = (surface: LiftedSurface, box: SurfaceBox, neighbours: CellNeighbours): SurfaceMesh =>
  finish(surfaceMeshInPieces(surface, box, neighbours));

export function* surfaceMeshInPieces(
  { partition, planes }: LiftedSurface,
  box: SurfaceBox,
  { vertices, offsets, starts, layers }: CellNeighbours,
): Pieces<SurfaceMesh> {
  const { cellCount, classCount } = partition;
  const corners = new Float32Array(4 * starts.length);
  const triangles = new Uint32Array(3 * Math.max(0, starts.length - 2 * cellCount));
  const slopes = new Float32Array(2 * cellCount);
  const plane = new Float64Array(3);
  let next = 0;
  const add = (cell: number): void => {
    const start = offsets[cell]!;
    const end = offsets[cell + 1]!;
    box.writeHeightPlane(planes, 3 * cell, plane, 0);
    for (let corner = start; corner < end; corner++) {
      const u = box.u(vertices[2 * starts[corner]!]!);
      const v = box.v(vertices[2 * starts[corner]! + 1]!);
      corners[4 * corner] = u;
      corners[4 * corner + 1] = v;
      corners[4 * corner + 2] = plane[0]! * u + plane[1]! * v + plane[2]!;
      // Exact: a partition has far fewer than 2^24 cells.
      corners[4 * corner + 3] = cell;
    }
    for (let corner = start + 1; corner + 1 < end; corner++) {
      triangles[next++] = start;
      triangles[next++] = corner;
      triangles[next++] = corner + 1;
    }
    slopes[2 * cell] = plane[0]!;
    slopes[2 * cell + 1] = plane[1]!;
  };
  yield* inRanges(cellCount, CELLS_PER_PIECE, (first, end) => {
    for (let cell = first; cell < end; cell++) add(cell);
  });
  const logits = new Float32Array(3 * cellCount * classCount);
  yield* inRanges(cellCount * classCount, LOGITS_PER_PIECE, (first, end) => {
    for (let at = 3 * first; at < 3 * end; at += 3) box.writePlane(partition.logits, at, logits, at);
  });
  return {
    cellCount,
    classCount,
    cornerOffsets: offsets,
    corners,
    edgeLayers: layers,
    // Cells of fewer than three vertices, thinner than what tells vertices apart, have no triangles.
    triangles: triangles.subarray(0, next),
    slopes,
    logits,
  };
}
