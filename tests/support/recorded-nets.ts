import { readdirSync } from 'node:fs';
import type { FoldedNetwork, ModelState } from '../../src/training/model-state.js';
import { foldNetwork } from '../../src/training/reference/fold.js';
import { readSafetensors, type SafetensorsFile } from './safetensors.js';
import { modelFromTensors, readTrace, traceNetworkSpec, type Trace } from './traces.js';

export const recordedNetNames = readdirSync('tests/fixtures/nets').map((file) => file.replace('.safetensors', ''));

/** A network of tests/fixtures/nets. */
export interface RecordedNet {
  /** Name of the run that it was saved from. */
  readonly run: string;
  /** Steps that it had taken, as text. */
  readonly step: string;
  /** Name of its data set. */
  readonly data: string;
  readonly file: SafetensorsFile;
  readonly model: ModelState;
  /** With running statistics. */
  readonly folded: FoldedNetwork;
}

export function recordedNet(name: string): RecordedNet {
  const [run, step] = /^(.*)\.step(\d+)$/.exec(name)!.slice(1) as [string, string];
  const file = readSafetensors(`tests/fixtures/nets/${name}.safetensors`);
  const spec = traceNetworkSpec({
    spec: JSON.parse(file.metadata['spec']!) as Trace['spec'],
    init_seed: readTrace(run).init_seed,
  });
  const model = modelFromTensors(spec, file, '');
  return { run, step, data: file.metadata['data']!, file, model, folded: foldNetwork(model, model.runningStatistics) };
}
