import type { FoldedNetwork } from '../training/model-state.js';
import type { SurfaceMesh } from '../training/surface-mesh.js';
import type { Pieces } from '../training/workers/pieces.js';
import { cellNeighboursInPieces } from './cell-neighbours.js';
import { liftSurfaceInPieces, validLift, type Lift, type LiftedSurface } from './lifted-surface.js';
import type { Partition } from './partition.js';
import { pickerIndexInPieces, type PickerIndex } from './picker-index.js';
import { SurfaceBox } from './surface-box.js';
import { surfaceMeshInPieces } from './surface-mesh.js';

export interface SurfaceRequest {
  readonly partition: Partition;
  /** The network that the partition is of. */
  readonly folded: FoldedNetwork;
  readonly lift: Lift;
}

export interface SurfaceAnswer extends Pick<LiftedSurface, 'planes' | 'lowest' | 'highest'> {
  /** The lift that was asked for, or the nearest one that the network has. */
  readonly lift: Lift;
  readonly mesh: SurfaceMesh;
  readonly index: PickerIndex;
}

/** Lifts cells, and makes what is drawn and asked of them. */
export function* answerSurface({ partition, folded, lift: asked }: SurfaceRequest): Pieces<SurfaceAnswer> {
  const lift = validLift(asked, partition);
  const surface = yield* liftSurfaceInPieces(partition, folded, lift);
  const box = new SurfaceBox(surface);
  const mesh = yield* surfaceMeshInPieces(surface, box, yield* cellNeighboursInPieces(partition));
  const { planes, lowest, highest } = surface;
  return { lift, planes, lowest, highest, mesh, index: yield* pickerIndexInPieces(surface, box) };
}
