/** Module Worker that packs the frames of a GIF. */
import { serveWork } from '../../training/workers/worker-side.js';
import { gifFrameInPieces } from './gif-frame.js';

serveWork(gifFrameInPieces);
