/** Module Worker that draws the pictures of a film. */
import { serveWork } from '../../training/workers/worker-side.js';
import { framePictureInPieces } from './frame-picture.js';

serveWork(framePictureInPieces);
