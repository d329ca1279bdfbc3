import type { Backend, CodeGrid, FrameReceipt, FrameRequest, Report, Run } from '../../src/training/backend.js';
import type { DataSet } from '../../src/training/data-set.js';
import type { ModelState, NormalizationSwitch } from '../../src/training/model-state.js';
import { CpuEngine } from '../../src/training/reference/cpu-engine.js';
import type { TrainingSpec } from '../../src/training/training-spec.js';

/** The CPU engine without its Worker: works at once, and answers in the next microtask. */
export class InProcessBackend implements Backend {
  readonly kind = 'cpu';
  readonly description = 'in process';
  readonly patienceMs = 60_000;
  readonly wantsFrame = false;
  onReport: ((report: Report) => void) | null = null;
  onLost: ((reason: string) => void) | null = null;
  /** Steps of one frame at most, as an engine that is busy takes; may change from frame to frame. */
  mostSteps: () => number = () => Infinity;
  readonly #engine = new CpuEngine();
  #isLoaded = false;
  #moment = 0;

  load(run: Run): Promise<void> {
    this.#engine.load(run);
    this.#isLoaded = true;
    return Promise.resolve();
  }

  restore(run: Run): void {
    this.#moment++;
    this.#engine.restore(run);
  }

  setTraining(training: TrainingSpec): void {
    this.#engine.setTraining(training);
  }

  setData(data: DataSet): void {
    this.#engine.setData(data);
  }

  switchNormalization(model: number, change: NormalizationSwitch): void {
    this.#engine.switchNormalization(model, change);
  }

  frame({ steps, pictures }: FrameRequest): FrameReceipt {
    if (!this.#isLoaded) return { stepsTaken: 0, drawn: false };
    const stepsTaken = Math.min(steps, this.mostSteps());
    const { report } = this.#engine.frame({ steps: stepsTaken, pictures });
    const moment = this.#moment;
    queueMicrotask(() => {
      if (moment === this.#moment) this.onReport?.(report);
    });
    return { stepsTaken, drawn: true };
  }

  readModels(): Promise<ModelState[]> {
    return Promise.resolve(this.#engine.readModels());
  }

  readCodes(model: number): Promise<CodeGrid> {
    return Promise.resolve(this.#engine.readCodes(model));
  }

  leavePictures(): void {}

  dispose(): void {
    this.#isLoaded = false;
  }
}
