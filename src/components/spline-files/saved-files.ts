/** The files that can be saved: what is in each, and its name. */
import { writeCellsCsv } from '../../io/cells-csv.js';
import { writeCurvesCsv } from '../../io/curves-csv.js';
import { writeLayersCsv } from '../../io/layers-csv.js';
import { writeExperimentJson, type SavedExperiment } from '../../io/experiment-json.js';
import { writeNetworkSafetensors } from '../../io/network-safetensors.js';
import { writePointsCsv } from '../../io/points-csv.js';
import type { DataSet } from '../../training/data-set.js';
import type { ModelState } from '../../training/model-state.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import type { RunMeasures } from '../run-measures/run-measures.js';
import { curveSeries } from './curve-series.js';
import type { CellsOfNetwork } from './exact-cells.js';
import { paintPng } from './paint-png.js';
import { pictureSvg, type SavedPicture } from './save-picture.js';

export interface SavedFile {
  readonly name: string;
  readonly content: BlobPart;
  /** Its media type. */
  readonly type: string;
}

export const pictureFormats = ['svg', 'png1', 'png2', 'png3', 'png4'] as const;
/** `png2`: of 2 pixels per unit of the SVG. */
export type PictureFormat = (typeof pictureFormats)[number];

/** @returns null where the browser has no canvas of that size */
export async function pictureFile(
  picture: SavedPicture,
  subjects: readonly CellsOfNetwork[],
  format: PictureFormat,
): Promise<SavedFile | null> {
  const { session, exact, model } = subjects[0]!;
  const networks = subjects.length === 1 ? [model] : [];
  const name = (extension: string): string => nameOf(session, 'picture', exact.step, extension, networks);
  if (format === 'svg') return { name: name('svg'), content: pictureSvg(picture), type: 'image/svg+xml' };
  const png = await paintPng(picture, Number(format.slice(3)));
  return png && { name: name('png'), content: png, type: 'image/png' };
}

export function curvesFile(snapshot: SessionSnapshot, measures: RunMeasures | null): SavedFile {
  const series = curveSeries(snapshot, (model) => measures?.of(model).curves ?? null);
  return csvFile(nameOf(snapshot, 'curves', snapshot.step, 'csv'), writeCurvesCsv(series));
}

/** @param models the networks of the run as they were read back */
export function layersFile(snapshot: SessionSnapshot, models: readonly ModelState[]): SavedFile {
  return csvFile(nameOf(snapshot, 'layers', models[0]?.step ?? 0, 'csv'), writeLayersCsv(models));
}

export function pointsFile(snapshot: SessionSnapshot, data: DataSet): SavedFile {
  return csvFile(nameOf(snapshot, 'points', snapshot.step, 'csv'), writePointsCsv(data));
}

export function cellsFile({ model, exact, session }: CellsOfNetwork): SavedFile {
  return csvFile(nameOf(session, 'cells', exact.step, 'csv', [model]), writeCellsCsv(exact.partition));
}

export function experimentFile(session: Session, hasWeights: boolean): SavedFile {
  const saved = savedExperiment(session, hasWeights);
  const name = nameOf(session.snapshot, 'experiment', saved.step, 'json');
  return { name, content: writeExperimentJson(saved), type: 'application/json' };
}

export function savedExperiment({ snapshot, models }: Session, hasWeights: boolean): SavedExperiment {
  const { config, marks, changes } = snapshot;
  // Weights are those of the step at which they were last read back.
  const saved = hasWeights ? models : null;
  const step = saved?.[0]?.step ?? snapshot.step;
  // What has happened since is not in these weights.
  const until = <T extends { readonly step: number }>(all: readonly T[]): T[] => all.filter((one) => one.step <= step);
  const happened = { marks: until(marks), changes: until(changes) };
  return { config, step, ...happened, ...(saved && { models: saved }) };
}

export function weightsFile(snapshot: SessionSnapshot, network: ModelState, model: number): SavedFile {
  const name = nameOf(snapshot, 'weights', network.step, 'safetensors', [model]);
  return { name, content: writeNetworkSafetensors(network, snapshot.config.data), type: 'application/octet-stream' };
}

const csvFile = (name: string, content: string): SavedFile => ({ name, content, type: 'text/csv' });

/** Data set, network, step: enough to tell files apart in a folder. */
function nameOf(
  { config }: SessionSnapshot,
  what: string,
  step: number,
  extension: string,
  models: readonly number[] = [],
): string {
  const networks = models.map((model) => `-network${model + 1}`).join('');
  return `splinescope-${config.data.set}${networks}-step${step}-${what}.${extension}`;
}
