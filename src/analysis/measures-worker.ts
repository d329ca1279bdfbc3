/** Module Worker that measures networks. */
import { serveWork } from '../training/workers/worker-side.js';
import { measureInPieces } from './measure-network.js';

serveWork(measureInPieces);
