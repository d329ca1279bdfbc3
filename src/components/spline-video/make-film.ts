import type { SessionFactory } from '../../create-session.js';
import type { FilmFormat, FilmWriter } from '../../io/video/film-writer.js';
import { frameWork } from '../../io/video/frame-work.js';
import type { FramePlan } from '../../io/video/frame-plan.js';
import { ReplayedRun, type RunMoment, type RunToReplay } from '../../io/video/replayed-run.js';
import { workersOf, type Workers } from '../../page-workers.js';
import type { EngineKind } from '../../training/backend.js';
import type { NormalizationStatistics } from '../../training/model-state.js';
import type { PictureLayers } from '../../training/picture.js';
import type { WorkClient } from '../../training/workers/work-queue.js';
import type { FramePicture, FramePictureRequest } from '../../io/video/frame-picture.js';
import { shownWindow, type PictureState } from '../picture-store.js';
import { filmInks } from './film-colors.js';
import { filmRatio, filmSize, FrameComposer, type FilmLook } from './frame-composer.js';
import { openWriter } from './open-writer.js';
import { videoStrings as words } from './video-strings.js';

export interface FilmOrder {
  readonly run: RunToReplay;
  /** The engine that the run was made by: another one would make another run. */
  readonly engine: EngineKind;
  readonly workers: Workers;
  readonly createSession: SessionFactory;
  readonly plan: FramePlan;
  readonly format: FilmFormat;
  readonly look: FilmLook;
  readonly layers: PictureLayers;
  readonly window: PictureState['window'];
  /** What BN is drawn with. */
  readonly statistics: NormalizationStatistics;
}

/**
 * Makes the film of a run: each frame is drawn from the networks of exactly its step. While one is drawn the next step is
 * taken, and no more than that is kept of what is not in the file yet.
 *
 * @param onFrame called after each frame with the number of those that are done
 * @throws (rejects) the signal's reason once it is aborted; Error with a sentence where the run does not get there or the
 * encoder gives up. Either way nothing is left.
 */
export async function makeFilm(order: FilmOrder, onFrame: (done: number) => void, signal: AbortSignal): Promise<Blob> {
  const { plan, look, workers } = order;
  const { frames, framesPerSecond } = plan;
  const pool = workersOf(workers);
  const run = new ReplayedRun(order.run, (config, clock) =>
    order.createSession(config, {
      // It draws nothing: there is no view.
      surfaces: { canvas: () => document.createElement('canvas') },
      engine: order.engine,
      workers,
      clock,
    }),
  );
  const painter = pool.join(frameWork);
  const close = (): void => {
    run.dispose();
    painter.dispose();
  };
  let writer: FilmWriter | null = null;
  signal.addEventListener('abort', close);
  try {
    const composer = new FrameComposer(look, plan);
    writer = await openWriter(order.format, { ...filmSize(look), framesPerSecond }, colorsOf(order), pool);
    signal.throwIfAborted();
    let next = run.goTo(frames[0]!.step);
    for (const [index, { ticks }] of frames.entries()) {
      const moment = await next;
      if (moment.snapshot.engine?.kind !== order.engine) throw new Error(words.otherEngine);
      const following = frames[index + 1];
      if (following) next = run.goTo(following.step);
      // What goes wrong meanwhile is told when it is waited for.
      next.catch(() => undefined);
      const frame = await drawn(order, moment, painter);
      signal.throwIfAborted();
      await writer.add(composer.compose(frame), ticks);
      signal.throwIfAborted();
      onFrame(index + 1);
    }
    const film = await writer.finish();
    signal.throwIfAborted();
    return film;
  } catch (error) {
    await writer?.cancel().catch(() => undefined);
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

async function drawn(
  { look, layers, window: chosen, statistics }: FilmOrder,
  { step, models, batch, snapshot }: RunMoment,
  painter: WorkClient<FramePictureRequest, FramePicture>,
) {
  const { data } = snapshot;
  const { theme, edge, subjects } = look;
  if (!data) throw new Error('there are no data');
  const window = shownWindow({ window: chosen }, data);
  const pictures = await Promise.all(
    subjects.map((subject) => {
      const request = { data, statistics, batch, view: window, edge, pixelRatio: filmRatio(edge), layers, theme };
      return painter.compute(subject, { ...request, model: models[subject]! });
    }),
  );
  const config = { ...snapshot.config, statistics };
  return {
    step,
    snapshot: { ...snapshot, config },
    window,
    // None of them is taken away unless the film is cancelled, which ends it next.
    pictures: pictures.filter((picture) => picture !== null),
  };
}

function colorsOf({ run, look, layers }: FilmOrder) {
  const { data, network } = run.start;
  return {
    theme: look.theme,
    fill: layers.fill,
    classCount: data.classCount,
    depth: network.hiddenWidths.length,
    ...filmInks(look.theme),
  };
}
