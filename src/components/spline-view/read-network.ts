import { batchRows } from '../../training/reference/training-step.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import type { PointReader, PointReading } from './point-reading.js';
import type { Point } from './view-transform.js';

/** What a network of a session says about a point; null before its parameters have been read back. */
export function readNetwork(
  reader: PointReader,
  session: Session | null,
  model: number,
  point: Point,
): PointReading | null {
  const state = session?.models?.[model];
  const data = session?.snapshot.data;
  if (!session || !state || !data) return null;
  const { statistics } = session.snapshot.config;
  const rows = statistics === 'batch' ? lastBatchRows(session.snapshot, data.train.count) : new Uint32Array();
  return reader.read(state, data, statistics, rows, point);
}

/** Rows of the batch of the last step, of the first before any. */
function lastBatchRows({ step, stepsPerEpoch, config }: SessionSnapshot, trainCount: number): Uint32Array {
  const last = Math.max(0, step - 1);
  const cursor = { epoch: Math.floor(last / stepsPerEpoch), batch: last % stepsPerEpoch };
  return batchRows(trainCount, config.training, cursor);
}
