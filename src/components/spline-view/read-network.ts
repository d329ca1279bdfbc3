import { batchRows } from '../../training/reference/training-step.js';
import type { Session } from '../../training/session.js';
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
  const { config, lastBatch } = session.snapshot;
  const { statistics } = config;
  const { training, cursor } = lastBatch;
  const rows = statistics === 'batch' ? batchRows(data.train.count, training, cursor) : new Uint32Array();
  return reader.read(state, data, statistics, rows, point);
}
