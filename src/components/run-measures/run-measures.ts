import { measuresWork, type MeasuresClient } from '../../analysis/measures-client.js';
import { measureDefaults, type MeasureRequest, type Measures } from '../../analysis/measures.js';
import { kindOfChange } from '../../training/experiment-config.js';
import type { PlacedBatch } from '../../training/last-batch.js';
import type { ModelState } from '../../training/model-state.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import type { WorkerPool } from '../../training/workers/worker-pool.js';
import { workersOf, type Workers } from '../../page-workers.js';
import { MeasureCurves } from './measure-curves.js';
import { MeasureRound } from './measure-round.js';
import { isSameRequest, sessionRequest } from './session-request.js';

/** Of one network; null until it is measured. */
interface ShownMeasures {
  /** At the newest step that was measured. */
  readonly now: Measures | null;
  /** At step 0 of the run. */
  readonly untrained: Measures | null;
}

/** What is known of one network. */
export interface MeasuredNetwork extends ShownMeasures {
  readonly curves: MeasureCurves;
}

interface Track {
  asked: MeasureRequest | null;
  /** What `answer` is of. */
  answered: MeasureRequest | null;
  answer: Measures | null;
}

const moments = ['now', 'untrained'] as const;
type Moment = (typeof moments)[number];

/** While training, after each round of measures: so many times as long as it took. A third of the time at most is spent. */
const REST_RATIO = 2;
const SHORTEST_REST_MS = 300;

const noCurves = new MeasureCurves();

/**
 * The measures of a session's networks, one place for everybody who shows them.
 *
 * Measures while somebody reads them: at rest once for what is shown; while training in rounds, of networks of one step that
 * are read back anew, with rests in between. Numbers of both networks are shown together, when a round is complete. The
 * window is that of all of the data, wherever the pictures are: curves over training stay comparable.
 */
export class RunMeasures {
  /** In which they are computed. */
  readonly workers: WorkerPool;
  readonly #session: Session;
  readonly #client: MeasuresClient;
  readonly #round: MeasureRound;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #tracks: Record<Moment, Track[]> = { now: [], untrained: [] };
  #shown: ShownMeasures[] = [];
  #curves: (MeasureCurves | undefined)[] = [];
  #untrained: readonly ModelState[] | null = null;
  #seen: SessionSnapshot;
  #isRead: () => boolean = () => false;
  #radius = measureDefaults.radius;
  #restMs = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** While training, networks that were there before the ones that a round waits for; undefined while none waits. */
  #former: readonly ModelState[] | null | undefined;
  #isHalted = false;

  constructor(session: Session, workers?: Workers) {
    this.#session = session;
    this.workers = workersOf(workers);
    this.#client = this.workers.join(measuresWork);
    this.#round = new MeasureRound(this.#client, this.#notify, this.#endRound);
    this.#seen = session.snapshot;
    this.#unsubscribe = session.subscribe(this.#follow);
    this.#follow();
  }

  of(model: number): MeasuredNetwork {
    const { now, untrained } = this.#shown[model] ?? { now: null, untrained: null };
    return { now, untrained, curves: this.#curves[model] ?? noCurves };
  }

  /** The networks of step 0 of this run; null before they are known. */
  get untrainedModels(): readonly ModelState[] | null {
    return this.#untrained;
  }

  /** Whether the numbers are those of the networks, points and settings on the screen. */
  get isCurrent(): boolean {
    const { models } = this.#session;
    if (this.#round.isUnderWay || !models || !this.#areModelsShown()) return false;
    return models.every((model, index) => {
      const answered = this.#tracks.now[index]?.answered;
      const request = this.#requestOf(model, this.#session.modelsBatch);
      return !!answered && !!request && isSameRequest(answered, request);
    });
  }

  /** How much of what is being measured is done, 0 to 1; null while nothing is. */
  get progress(): number | null {
    return this.#round.share;
  }

  /** True after `cancel`, until `resume` or the next run. */
  get isHalted(): boolean {
    return this.#isHalted;
  }

  /** Why the newest round failed. */
  get failure(): string | null {
    return this.#round.failure;
  }

  /** r of what is near, in input units. */
  get radius(): number {
    return this.#radius;
  }

  /** @param radius above 0 */
  set radius(radius: number) {
    this.#radius = radius;
    this.#curves = [];
    this.#follow();
  }

  /** Called whenever something that this object tells may have changed. Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param isRead asked whether anybody looks at measures now */
  setReader(isRead: () => boolean): void {
    this.#isRead = isRead;
    this.#follow();
  }

  /** To be called when what the reader answers may have changed. */
  refresh(): void {
    this.#follow();
  }

  cancel(): void {
    this.#isHalted = true;
    this.#drop();
    this.#notify();
  }

  resume(): void {
    this.#isHalted = false;
    this.#follow();
  }

  dispose(): void {
    this.#unsubscribe();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#client.dispose();
    this.#listeners.clear();
  }

  readonly #follow = (): void => {
    this.#noteRun();
    if (this.#isWanted()) {
      const isRunning = this.#session.snapshot.state === 'running';
      if (!isRunning) this.#former = undefined;
      if (isRunning ? this.#hasFreshModels() : this.#areModelsShown()) this.#askAll();
      if (isRunning) this.#planRound();
    }
    this.#notify();
  };

  #isWanted(): boolean {
    return !this.#isHalted && this.#isRead();
  }

  /** Notices a new run, or one that has gone back, and keeps its first networks. */
  #noteRun(): void {
    const { snapshot, models } = this.#session;
    const isOther =
      kindOfChange(this.#seen.config, snapshot.config) === 'restart' ||
      this.#seen.areWeightsGiven !== snapshot.areWeightsGiven;
    if (isOther || snapshot.step < this.#seen.step) {
      this.#drop();
      this.#isHalted = false;
      this.#shown = [];
      this.#tracks.now = [];
      if (isOther || snapshot.step === 0) {
        this.#tracks.untrained = [];
        this.#untrained = null;
        this.#curves = [];
      } else {
        for (const curves of this.#curves) curves?.truncate(snapshot.step);
      }
    }
    if (this.#seen.config.statistics !== snapshot.config.statistics) this.#dropCurvesOfBn(snapshot);
    this.#seen = snapshot;
    if (snapshot.step === 0 && models?.every(({ step }) => step === 0)) this.#untrained = models;
  }

  /** One curve is of one definition: of networks that have or had BN, other statistics begin another one. */
  #dropCurvesOfBn({ config, models, marks }: SessionSnapshot): void {
    models.forEach(({ normalization }, model) => {
      const hadBn = [config.normalizations[model], ...marks.filter((mark) => mark.model === model).map(({ to }) => to)];
      if ([normalization, ...hadBn].includes('batch')) this.#curves[model] = new MeasureCurves();
    });
  }

  /** Ends what is being measured, so that it can be asked for again. */
  #drop(): void {
    this.#round.drop();
    for (const track of moments.flatMap((moment) => this.#tracks[moment])) track.asked = track.answered;
  }

  /** While training: whether the networks that a round waits for have come. */
  #hasFreshModels(): boolean {
    return this.#former !== undefined && this.#session.models !== this.#former && !this.#round.isUnderWay;
  }

  /** At rest: whether the networks are those of the step on the screen. */
  #areModelsShown(): boolean {
    const { models, snapshot } = this.#session;
    return !!models?.every(
      ({ step, normalization }, model) =>
        step === snapshot.step && normalization === snapshot.models[model]?.normalization,
    );
  }

  #askAll(): void {
    const { models, snapshot } = this.#session;
    this.#former = undefined;
    models?.forEach((model, index) => this.#ask(index, 'now', model, this.#session.modelsBatch));
    const first: PlacedBatch = { cursor: { epoch: 0, batch: 0 }, training: snapshot.config.training };
    this.#untrained?.forEach((model, index) => {
      if (model !== models?.[index]) this.#ask(index, 'untrained', model, first);
    });
  }

  #ask(index: number, moment: Moment, model: ModelState, batch: PlacedBatch): void {
    const request = this.#requestOf(model, batch);
    if (!request) return;
    const track = (this.#tracks[moment][index] ??= { asked: null, answered: null, answer: null });
    if (track.asked && isSameRequest(track.asked, request)) return;
    track.asked = request;
    this.#round.add(numberOf(index, moment), request, (measures) => {
      if (track.asked === request) this.#keep(index, moment, request, measures);
    });
  }

  #requestOf(model: ModelState, batch: PlacedBatch): MeasureRequest | null {
    const { data, config } = this.#session.snapshot;
    return data && sessionRequest(model, batch, { data, config, radius: this.#radius });
  }

  #keep(index: number, moment: Moment, request: MeasureRequest, measures: Measures): void {
    const track: Track = { asked: request, answered: request, answer: measures };
    this.#tracks[moment][index] = track;
    // Before the first step both are one.
    if (request.model === this.#untrained?.[index]) this.#tracks.untrained[index] = { ...track };
  }

  /** Curves begin before the first step, whenever somebody begins to read them. */
  readonly #addToCurves = ({ now, untrained }: ShownMeasures, model: number): void => {
    const curves = (this.#curves[model] ??= new MeasureCurves());
    for (const measures of [untrained, now]) {
      if (measures && this.#isAsDefined(measures)) curves.add(measures);
    }
  };

  /** While training, what was asked before settings changed may come after it. */
  #isAsDefined({ normalization, statistics, options }: Measures): boolean {
    const { config } = this.#session.snapshot;
    return options.radius === this.#radius && (normalization !== 'batch' || statistics === config.statistics);
  }

  readonly #endRound = (durationMs: number): void => {
    this.#restMs = Math.max(SHORTEST_REST_MS, REST_RATIO * durationMs);
    // Half of a round would be set against the other half of an older one, of other points perhaps.
    if (this.#round.failure === null) {
      const { now, untrained } = this.#tracks;
      this.#shown = this.#session.snapshot.models.map((_, model) => ({
        now: now[model]?.answer ?? null,
        untrained: untrained[model]?.answer ?? null,
      }));
      this.#shown.forEach(this.#addToCurves);
    }
    // Somebody may have asked for something else meanwhile.
    this.#follow();
  };

  /** While training: reads the networks back after a rest, and measures what comes. */
  #planRound(): void {
    if (this.#timer !== null || this.#round.isUnderWay || this.#former !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#session.snapshot.state !== 'running' || !this.#isWanted()) return;
      this.#former = this.#session.models;
      this.#session.requestModels();
    }, this.#restMs);
  }

  readonly #notify = (): void => {
    for (const listener of [...this.#listeners]) listener();
  };
}

/** One number for each network at each moment. */
const numberOf = (model: number, moment: Moment): number => moments.length * model + moments.indexOf(moment);
