import type { WorkKind } from '../../training/workers/work-kind.js';
import type { GifFrame, GifFrameRequest } from './gif-frame.js';

/** Packs the frames of a GIF. */
export const gifWork: WorkKind<GifFrameRequest, GifFrame> = {
  name: 'gif',
  address: (Worker) =>
    new Worker(new URL('./gif-worker.ts', import.meta.url), { type: 'module', name: 'splinescope-gif' }),
  load: async () => (await import('./gif-frame.js')).gifFrameInPieces,
};
