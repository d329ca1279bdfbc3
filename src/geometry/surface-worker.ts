/** Module Worker that lifts surfaces. */
import { serveWork } from '../training/workers/worker-side.js';
import { answerSurface } from './surface-engine.js';

serveWork(answerSurface);
