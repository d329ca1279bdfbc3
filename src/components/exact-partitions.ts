import { partitionWork, type PartitionClient } from '../geometry/partition-client.js';
import { partitionDetails, type PartitionDetail } from '../geometry/partition-detail.js';
import type { PartitionAnswer, PartitionRequest } from '../geometry/partition-engine.js';
import type { PartitionPicture, PartitionStyle } from '../geometry/draw-partition.js';
import type { DataSet } from '../training/data-set.js';
import type { ExperimentConfig } from '../training/experiment-config.js';
import type { ModelState, NormalizationStatistics } from '../training/model-state.js';
import { isPiecewiseAffine } from '../training/network-spec.js';
import type { ViewWindow } from '../training/picture.js';
import { batchRows } from '../training/reference/training-step.js';
import type { Session } from '../training/session.js';
import type { SessionSnapshot } from '../training/session-types.js';
import type { WorkerPool } from '../training/workers/worker-pool.js';
import { workersOf, type Workers } from '../page-workers.js';
import { shownWindow, type PictureStore } from './picture-store.js';
import { SharedScale, type NumberScale } from './shared-scale.js';

/** The exact cells of one network in the window that was shown. */
export interface ExactPartition extends PartitionAnswer {
  readonly model: ModelState;
  /** Steps that the network had taken. */
  readonly step: number;
  /** What batch normalization was folded with; null without it. */
  readonly statistics: NormalizationStatistics | null;
  readonly window: ViewWindow;
  /** What the session had when it was asked for. */
  readonly config: ExperimentConfig;
  readonly data: DataSet;
}

/** What a view that is seen shows of the partition. */
export interface ExactView {
  /** How to draw it, all but the scale, which all pictures share; null where the engine's picture is enough. */
  readonly style: Omit<PartitionStyle, 'scale'> | null;
}

/**
 * What is known of the exact partition of one network.
 *
 * no-model: no network has been read back; curved: it normalises single samples, so that there are no polygons;
 * computing: the first is on its way; failed: it could not be computed; ready: there is one; too-many-cells: the budget
 * of cells is used up, what is there is right but does not fill the window.
 */
export type ExactState =
  | { readonly status: 'no-model' | 'curved' | 'computing'; readonly exact: null }
  | { readonly status: 'failed'; readonly exact: null; readonly reason: string }
  | {
      readonly status: 'ready' | 'too-many-cells';
      readonly exact: ExactPartition;
      /** False while a newer one is on its way: the network has trained on, or another window or other data is shown. */
      readonly isCurrent: boolean;
    };

/** What a partition is of: the same parts give the same one. */
type Key = readonly unknown[];

/** What was asked for, and which of its parts. */
interface Question {
  readonly subject: Key;
  readonly detail: PartitionDetail;
  /** As text; null without a picture. */
  readonly style: string | null;
}

interface Track {
  asked: Question | null;
  /** The question to which `exact` or `failure` is the answer. */
  answered: Question | null;
  exact: ExactPartition | null;
  failure: string | null;
}

const noAnswer: Readonly<Track> = { asked: null, answered: null, exact: null, failure: null };

/** Between an answer and the next request for networks while training: a share of the time that the answers took. */
const REST_SHARE = 0.5;
const SHORTEST_REST_MS = 40;

/**
 * The exact partitions of a session's networks in the window of its pictures, one place for everybody who shows them.
 *
 * Follows training by itself: while the session runs and a view is seen, networks are read back anew as soon as the
 * partitions of the last ones are there, with a rest in between; of moments that pass under a slider, as many have one. At
 * rest every network has one, seen or not. What reading takes comes with them at rest, and while a point is read or a unit is
 * lit up. Nothing runs while nothing changes.
 */
export class ExactPartitions {
  /** In which they are computed. */
  readonly workers: WorkerPool;
  readonly #session: Session;
  readonly #picture: PictureStore;
  readonly #client: PartitionClient;
  readonly #tracks: Track[] = [];
  readonly #views = new Map<number, () => ExactView | null>();
  readonly #watchers = new Set<() => boolean>();
  readonly #scale = new SharedScale();
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: readonly (() => void)[];
  #readTimer: ReturnType<typeof setTimeout> | null = null;
  /** When the first of the requests under way was made; null while there is none. */
  #busySince: number | null = null;
  #restMs = SHORTEST_REST_MS;
  #restsUntil = -Infinity;

  constructor(session: Session, picture: PictureStore, workers?: Workers) {
    this.#session = session;
    this.#picture = picture;
    this.workers = workersOf(workers);
    this.#client = this.workers.join(partitionWork);
    this.#unsubscribe = [session.subscribe(this.#follow), picture.subscribe(this.#follow)];
    this.#follow();
  }

  of(model: number): ExactState {
    const track = this.#tracks[model];
    const network = this.#session.models?.[model];
    if (network && !isPiecewiseAffine(network.normalization)) return { status: 'curved', exact: null };
    if (!track?.asked) return { status: 'no-model', exact: null };
    if (track.failure !== null) return { status: 'failed', exact: null, reason: track.failure };
    const { exact } = track;
    if (!exact) return { status: 'computing', exact: null };
    const status = exact.partition.isComplete ? 'ready' : 'too-many-cells';
    return { status, exact, isCurrent: this.#isCurrent(model, track, exact) };
  }

  /** What the colours that are shown stand for, in every picture, where they stand for a number. */
  get scale(): NumberScale | null {
    return this.#scale.shown;
  }

  /** False of a picture in a scale that others do not have yet: the former one is to stay meanwhile. */
  isToBeShown(picture: PartitionPicture): boolean {
    return this.#scale.allows(picture);
  }

  /** Called whenever the answer of `of` may have changed. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The view of a network: asked what it shows, it answers null while it is not seen. Null takes it away. */
  setView(model: number, view: (() => ExactView | null) | null): void {
    if (view) this.#views.set(model, view);
    else this.#views.delete(model);
    this.#follow();
  }

  /** Training is followed for all networks also while `isSeen` says so. Returns the way to stop. */
  watch(isSeen: () => boolean): () => void {
    this.#watchers.add(isSeen);
    this.#follow();
    return () => this.#watchers.delete(isSeen);
  }

  /** To be called when a view or a watcher has come into sight, or shows something else. */
  refresh(): void {
    this.#follow();
  }

  dispose(): void {
    for (const stop of this.#unsubscribe) stop();
    if (this.#readTimer !== null) clearTimeout(this.#readTimer);
    this.#client.dispose();
    this.#listeners.clear();
    this.#views.clear();
    this.#watchers.clear();
  }

  readonly #follow = (): void => {
    const count = this.#session.snapshot.models.length;
    this.#tracks.length = count;
    if (!this.#picture.state.numberFill) this.#scale.clear();
    this.#askAll(count);
    this.#settle();
  };

  #askAll(count = this.#tracks.length): void {
    const { isPassing } = this.#session.snapshot.time;
    const mayWait = isPassing && (this.#busySince !== null || performance.now() < this.#restsUntil);
    for (let model = 0; model < count; model++) this.#ask(model, mayWait);
  }

  /** @param mayWait whether the next question is near: then only a picture that is drawn of the cells is worth this one */
  #ask(index: number, mayWait: boolean): void {
    const track = (this.#tracks[index] ??= { ...noAnswer });
    const request = this.#request(index);
    if (!request) {
      Object.assign(track, noAnswer);
      return;
    }
    if (track.exact && !areAlike(track.exact.model, request.model)) track.exact = null;
    const isRunning = this.#session.snapshot.state === 'running';
    const question: Question = {
      subject: subjectOf(request),
      detail: request.detail,
      style: request.style && JSON.stringify(request.style),
    };
    if (track.asked && isAnsweredBy(question, track.asked)) return;
    if (isRunning && !this.#isSeen(index)) return;
    if (mayWait && !request.style) return;
    track.asked = question;
    this.#busySince ??= performance.now();
    const { config } = this.#session.snapshot;
    this.#client.compute(index, request).then(
      (answer) => answer && this.#receive(index, question, { ...request, config }, answer),
      (error: unknown) => this.#fail(track, question, error instanceof Error ? error.message : String(error)),
    );
  }

  #request(index: number): PartitionRequest | null {
    const { models, snapshot } = this.#session;
    const model = models?.[index];
    const { data, config } = snapshot;
    if (!model || !data || !isPiecewiseAffine(model.normalization)) return null;
    const { statistics } = config;
    const { training, cursor } = this.#session.modelsBatch;
    const style = this.#views.get(index)?.()?.style;
    const { probe, unit } = this.#picture.state;
    const rows = statistics === 'batch' ? batchRows(data.train.count, training, cursor) : new Uint32Array();
    return {
      model,
      data,
      statistics,
      batchRows: rows,
      window: shownWindow(this.#picture.state, data),
      detail: !isChanging(snapshot) ? 'regions' : probe || unit ? 'lookup' : 'cells',
      style: style ? { ...style, scale: this.#scale.wantedFor(style.fill) } : null,
    };
  }

  #receive(
    index: number,
    question: Question,
    asked: PartitionRequest & Pick<ExactPartition, 'config'>,
    answer: PartitionAnswer,
  ): void {
    const track = this.#tracks[index];
    const { model, statistics, window, config, data } = asked;
    const now = this.#session.models?.[index];
    // The network has become another one since, or one that has no cells.
    if (!track?.asked || !now || !areAlike(model, now)) return this.#drop(track, question);
    // What was asked for again for the sake of a picture is what it was: who works with it need not start anew.
    const former = track.answered && isSame(track.answered.subject, question.subject) ? track.exact : null;
    const { folded, partition } = former ?? answer;
    track.answered = question;
    track.failure = null;
    track.exact = {
      folded,
      partition,
      lookup: former?.lookup ?? answer.lookup,
      linearRegions: former?.linearRegions ?? answer.linearRegions,
      picture: answer.picture ?? former?.picture ?? null,
      model,
      step: model.step,
      statistics: model.normalization === 'batch' ? statistics : null,
      window,
      config,
      data,
    };
    this.#settle();
  }

  /** An answer that is of no use any more; what was not asked for since is asked for anew when it is wanted. */
  #drop(track: Track | undefined, question: Question): void {
    if (track?.asked === question) Object.assign(track, noAnswer);
    this.#settle();
  }

  #fail(track: Track, question: Question, reason: string): void {
    // What was asked for since may well succeed.
    if (track.asked !== question) return;
    track.answered = question;
    track.failure = reason;
    track.exact = null;
    this.#settle();
  }

  #settle(): void {
    const isIdle = this.#tracks.every(({ asked, answered }) => asked === answered);
    if (isIdle && this.#busySince !== null) {
      const nowMs = performance.now();
      this.#restMs = Math.max(SHORTEST_REST_MS, REST_SHARE * (nowMs - this.#busySince));
      this.#restsUntil = nowMs + this.#restMs;
      this.#busySince = null;
      if (this.#settleScale()) this.#askAll();
    }
    this.#planRead();
    this.#notify();
  }

  #settleScale(): boolean {
    const picturesOf = (isSeen: boolean): PartitionPicture[] =>
      this.#tracks.flatMap(({ exact }, index) => (this.#isSeen(index) === isSeen && exact?.picture) || []);
    const isMoving = isChanging(this.#session.snapshot);
    return this.#scale.settle(this.#picture.state.numberFill, picturesOf(true), picturesOf(false), isMoving);
  }

  /** While training is watched, networks are wanted again some time after the last answer. */
  #planRead(): void {
    const isWatched =
      this.#session.snapshot.state === 'running' && this.#tracks.some((_, index) => this.#isSeen(index));
    if (!isWatched || this.#readTimer !== null || this.#busySince !== null) return;
    this.#readTimer = setTimeout(() => {
      this.#readTimer = null;
      if (this.#session.snapshot.state === 'running') this.#session.requestModels();
    }, this.#restMs);
  }

  #isSeen(model: number): boolean {
    return !!this.#views.get(model)?.() || [...this.#watchers].some((isSeen) => isSeen());
  }

  #isCurrent(index: number, { asked, answered }: Track, { model }: ExactPartition): boolean {
    const { models, step } = this.#session.snapshot;
    const isAnswered = asked !== null && answered !== null && isSame(asked.subject, answered.subject);
    return isAnswered && model.step === step && model.normalization === models[index]?.normalization;
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Whether networks soon are others: they train, or moments of a run pass. */
export const isChanging = ({ state, time }: SessionSnapshot): boolean => state === 'running' || time.isPassing;

/** Only what a partition depends on: data and statistics where there is batch normalization. */
function subjectOf({ model, data, statistics, batchRows: rows, window }: PartitionRequest): Key {
  const { x0, x1, y0, y1 } = window;
  const key = [model, x0, x1, y0, y1];
  if (model.normalization !== 'batch') return key;
  switch (statistics) {
    case 'running':
      return [...key, statistics];
    case 'data':
      return [...key, statistics, data];
    case 'batch':
      return [...key, statistics, data, ...rows];
    default:
      return statistics satisfies never;
  }
}

const isSame = (a: Key, b: Key): boolean => a.length === b.length && a.every((part, index) => part === b[index]);

const isAnsweredBy = (question: Question, asked: Question): boolean =>
  isSame(question.subject, asked.subject) &&
  partitionDetails.indexOf(asked.detail) >= partitionDetails.indexOf(question.detail) &&
  (question.style === null || question.style === asked.style);

/** Whether cells of one network can stand for those of the other until these are there. */
const areAlike = (a: ModelState, b: ModelState): boolean =>
  a.spec.classCount === b.spec.classCount &&
  a.spec.inputDimension === b.spec.inputDimension &&
  isSame(a.spec.hiddenWidths, b.spec.hiddenWidths);
