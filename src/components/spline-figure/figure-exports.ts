/** What can be taken home from a figure; loaded when it is asked for. */
import { readExperimentJson, writeExperimentJson } from '../../io/experiment-json.js';
import { InvalidFileError } from '../../io/invalid-file-error.js';
import { embeddedMomentOf } from '../../io/link-of-run.js';
import { packModels, unpackModels } from '../../io/packed-models.js';
import { networkSpecs, switchableNormalizations } from '../../training/experiment-config.js';
import type { Session, SessionState } from '../../training/session.js';
import type { ExactPartitions } from '../exact-partitions.js';
import type { Language } from '../language.js';
import type { PictureStore } from '../picture-store.js';
import { cellsOfAll, exactCells, type CellsOfNetwork } from '../spline-files/exact-cells.js';
import { paintPng } from '../spline-files/paint-png.js';
import { addressOf, pictureSvg, savedPicture, type SavedPicture } from '../spline-files/save-picture.js';
import {
  curvesFile,
  layersFile,
  pictureFile,
  savedExperiment,
  weightsFile,
  type SavedFile,
} from '../spline-files/saved-files.js';
import type { FigureStart } from './figure-start.js';
import { paintStill } from '../print/paint-still.js';

/** A figure that has begun. */
export interface ExportedFigure {
  readonly session: Session;
  readonly partitions: ExactPartitions;
  readonly picture: PictureStore;
  readonly language: Language;
}

/** What readers save. */
export type FigureFile = 'svg' | 'png' | 'csv' | 'layers';

/** @param app the page that links open; empty: there is none @throws Error where there are no exact cells, or no canvas of that size */
export async function fileOf(figure: ExportedFigure, file: FigureFile, app: string): Promise<SavedFile> {
  if (file === 'csv') return curvesFile(figure.session.snapshot, null);
  if (file === 'layers') {
    const models = await readModels(figure.session, (read) => read);
    return layersFile(figure.session.snapshot, models);
  }
  const subjects = await exactSubjects(figure);
  const picture = await pictureFile(await pictureOf(figure, subjects, app), subjects, file === 'svg' ? 'svg' : 'png2');
  if (!picture) throw new Error('This browser has no canvas of that size.');
  return picture;
}

/** The exact cells of all networks with a legend, a caption and a link. @param app as above @throws Error where there are no exact cells */
export async function svgOf(figure: ExportedFigure, app: string): Promise<string> {
  return pictureSvg(await pictureOf(figure, await exactSubjects(figure), app));
}

/** The same, of `scale` pixels per unit. @throws Error where there are no exact cells, or no canvas of that size */
export async function pngOfFigure(figure: ExportedFigure, app: string, scale: number): Promise<Blob> {
  const png = await paintPng(await pictureOf(figure, await exactSubjects(figure), app), scale);
  if (!png) throw new Error(`This browser has no canvas for ${scale} pixels per unit.`);
  return png;
}

async function pictureOf(
  { picture, partitions, language }: ExportedFigure,
  subjects: readonly CellsOfNetwork[],
  app: string,
): Promise<SavedPicture> {
  const { state } = picture;
  const address = await addressOf(app, subjects, state);
  return savedPicture(subjects, state, partitions.scale, true, language, address);
}

/** All networks for paper, `size` CSS pixels wide and high. @throws Error where there are no exact cells */
export async function stillsOf(figure: ExportedFigure, size: number): Promise<readonly HTMLCanvasElement[]> {
  const subjects = await exactSubjects(figure);
  // Cells that are there may be those of an earlier step, or from before a switch.
  await waitFor(figure.session, figure.partitions, () => areOfNow(figure) || null);
  return subjects.flatMap((_, model) => paintStill({ ...figure, model, theme: 'light', size })?.canvas ?? []);
}

function areOfNow({ session, partitions }: ExportedFigure): boolean {
  const { step, models } = session.snapshot;
  return models.every(({ normalization }, model) => {
    const { status, exact } = partitions.of(model);
    return status === 'ready' && exact.model.step === step && exact.model.normalization === normalization;
  });
}

/** Loss and accuracy of every network over the steps. */
export const csvOf = ({ session }: ExportedFigure): Promise<string> => textOf(curvesFile(session.snapshot, null));

/** A network's weights in the safetensors format, as Python reads them. @throws RangeError if there is no such network */
export async function weightsOf({ session }: ExportedFigure, model: number): Promise<Blob> {
  if (!session.snapshot.models[model]) throw new RangeError(`There is no network ${model}.`);
  const network = await readModels(session, (models) => models?.[model] ?? null);
  const { content, type } = weightsFile(session.snapshot, network, model);
  return new Blob([content], { type });
}

/** The experiment with its weights, and what it needs to go on from its last step, as text. */
export async function stateOf({ session }: ExportedFigure): Promise<string> {
  await readModels(session, (models) => models);
  const experiment = savedExperiment(session, true);
  const moment = embeddedMomentOf(session);
  if (!moment) return writeExperimentJson(experiment);
  const progress = { cursor: moment.cursor, networks: await packModels(moment.models) };
  return writeExperimentJson({ ...experiment, progress });
}

const textOf = ({ content }: SavedFile): Promise<string> => new Blob([content]).text();

/**
 * What a figure is to begin with: the moment that `stateOf` has written; an experiment that was saved as a file at its first
 * step, with the weights of that file.
 *
 * @throws InvalidFileError saying what is wrong with the text
 */
export async function startOf(text: string): Promise<FigureStart> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InvalidFileError('state', 'it is not JSON', 'what getState gave');
  }
  const { config, step, marks, changes, networks, progress } = readExperimentJson('state', json);
  if (!progress) {
    const weights = networks?.map(({ model }) => model) ?? null;
    const normalizations = weights?.map(({ normalization }) => normalization) ?? config.normalizations;
    return { config: { ...config, normalizations }, weights, moment: null };
  }
  const specs = networkSpecs(config, { dimension: 2, classCount: config.data.classCount });
  const models = await unpackModels(progress.networks, specs, switchableNormalizations(config), step);
  if (!models)
    throw new InvalidFileError('state', 'progress.networks has not the networks of its config', 'what getState gave');
  return { config, weights: null, moment: { step, cursor: progress.cursor, models, marks, changes } };
}

/** Whose networks are read back up to the last step. */
const readBack: ReadonlySet<SessionState> = new Set<SessionState>(['preparing', 'ready', 'finished']);

/** Where nothing more is read back. */
const ended: ReadonlySet<SessionState> = new Set<SessionState>(['diverged', 'failed']);

/** Waits until the networks have been read back, as they are at a paused session's last step. */
async function readModels<T>(session: Session, pick: (models: Session['models']) => T | null): Promise<T> {
  return waitFor(session, session, () => {
    const picked = pick(session.models);
    const { state, step } = session.snapshot;
    // After a divergence or without an engine the networks are the last that were read.
    const isBehind = readBack.has(state) && session.models?.some((model) => model.step !== step);
    if (picked === null && ended.has(state)) throw new Error('The networks were never read back.');
    if (picked === null || isBehind) return null;
    return picked;
  });
}

/** Waits for cells that are under way. */
function exactSubjects({ session, partitions }: ExportedFigure): Promise<readonly CellsOfNetwork[]> {
  const models = session.snapshot.models.map((_, model) => model);
  return waitFor(session, partitions, () => {
    const isUnderWay = models.some((model) => ['no-model', 'computing'].includes(partitions.of(model).status));
    if (isUnderWay) return null;
    const cells = cellsOfAll((model) => exactCells(partitions, session.snapshot, model), models);
    if (cells.reason !== null) throw new Error(cells.reason);
    return cells.subjects;
  });
}

interface Source {
  subscribe(listener: () => void): () => void;
}

/** What `read` gives once it is not null; asked again whenever the source has changed. Rejected when the session ends. */
function waitFor<T>(session: Session, source: Source, read: () => T | null): Promise<T> {
  return new Promise((resolve, reject) => {
    const stops: (() => void)[] = [];
    const stop = (): void => stops.forEach((one) => one());
    const look = (): void => {
      try {
        if (session.snapshot.state === 'disposed') throw new Error('The figure was taken off the page.');
        const found = read();
        if (found === null) return;
        stop();
        resolve(found);
      } catch (error) {
        stop();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    for (const one of new Set([session, source])) stops.push(one.subscribe(look));
    look();
  });
}
