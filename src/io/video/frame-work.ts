import type { WorkKind } from '../../training/workers/work-kind.js';
import type { FramePicture, FramePictureRequest } from './frame-picture.js';

/** Draws the pictures of a film. */
export const frameWork: WorkKind<FramePictureRequest, FramePicture> = {
  name: 'frames',
  address: (Worker) =>
    new Worker(new URL('./frame-worker.ts', import.meta.url), { type: 'module', name: 'splinescope-frames' }),
  load: async () => (await import('./frame-picture.js')).framePictureInPieces,
  // Moments of the optimiser are in no picture.
  lighten: (request) => ({
    ...request,
    model: { ...request.model, firstMoment: new Float64Array(), secondMoment: new Float64Array() },
  }),
};
