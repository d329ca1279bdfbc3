import type { CodeGrid, FrameRequest, Run } from '../backend.js';
import type { DataSet } from '../data-set.js';
import type { ModelState, NormalizationSwitch } from '../model-state.js';
import type { TrainingSpec } from '../training-spec.js';
import type { EngineAnswer } from './cpu-engine.js';

/** A `CpuEngine` that answers when it can, in the order in which it is asked. */
export interface CpuEngineCalls {
  load(run: Run): Promise<void>;
  restore(run: Run): Promise<void>;
  setTraining(training: TrainingSpec): Promise<void>;
  setData(data: DataSet): Promise<void>;
  switchNormalization(index: number, change: NormalizationSwitch): Promise<void>;
  frame(request: FrameRequest): Promise<EngineAnswer>;
  readModels(): Promise<ModelState[]>;
  readCodes(index: number): Promise<CodeGrid>;
}
