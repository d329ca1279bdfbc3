/** Module Worker that holds one `CpuEngine`. */
import { expose, transfer } from 'comlink';
import { CpuEngine } from './cpu-engine.js';
import type { EngineAnswer } from './cpu-engine.js';
import type { FrameRequest } from '../backend.js';

class CpuWorker extends CpuEngine {
  /** Images are handed over, not copied. */
  override frame(request: FrameRequest): EngineAnswer {
    const answer = super.frame(request);
    return transfer(
      answer,
      answer.images.map(({ rgba }) => rgba.buffer),
    );
  }
}

expose(new CpuWorker());
