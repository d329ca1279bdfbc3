/** Module Worker that holds engines, one for every port that it is sent. */
import { transfer } from 'comlink';
import type { FrameRequest } from '../backend.js';
import { serveEngines } from '../workers/engine-side.js';
import { CpuEngine } from './cpu-engine.js';
import type { EngineAnswer } from './cpu-engine.js';

class CpuWorkerEngine extends CpuEngine {
  /** Images are handed over, not copied. */
  override frame(request: FrameRequest): EngineAnswer {
    const answer = super.frame(request);
    return transfer(
      answer,
      answer.images.map(({ rgba }) => rgba.buffer),
    );
  }
}

serveEngines(() => new CpuWorkerEngine());
