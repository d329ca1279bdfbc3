import type { ExperimentConfig } from '../../training/experiment-config.js';
import type { PlacedBatch } from '../../training/last-batch.js';
import type { ModelState } from '../../training/model-state.js';
import type { EmbeddedMoment, ReplayedMoment } from '../../training/moment-to-open.js';
import { noticeText } from '../../training/notice-strings.js';
import type { RunEdit } from '../../training/run-edits.js';
import type { FrameClock, Session, SessionSnapshot } from '../../training/session-types.js';
import { WatchedClock } from './watched-clock.js';

/** What a run is made of, to be made again. */
export interface RunToReplay {
  /** The experiment that it began with. */
  readonly start: ExperimentConfig;
  /** First weights and all edits, or, where what led there is not known, the moment from which it goes on. */
  readonly from: Omit<ReplayedMoment, 'step'> | EmbeddedMoment;
}

/** The networks of a run right after a step, and what was done to them before the next one. */
export interface RunMoment {
  readonly step: number;
  readonly models: readonly ModelState[];
  /** Of the last step. */
  readonly batch: PlacedBatch;
  readonly snapshot: SessionSnapshot;
}

/** The first step that a run can be made again from. */
export const firstStepOf = ({ from }: RunToReplay): number => ('models' in from ? from.step : 0);

/** Makes a run again in a session of its own, and stops at steps that are asked for: each one exactly. */
export class ReplayedRun {
  readonly #run: RunToReplay;
  readonly #edits: readonly RunEdit[];
  readonly #clock = new WatchedClock();
  readonly #session: Session;
  #isOpen = false;
  /** Once opened, a run is prepared again only where its engine was lost: it would go on from before, edits left out. */
  #isUnderWay = false;
  #made = 0;
  #reject: ((reason: Error) => void) | null = null;

  /** @param create the session: of the same engine, it brings forth the same networks */
  constructor(run: RunToReplay, create: (config: ExperimentConfig, clock: FrameClock) => Session) {
    this.#run = run;
    this.#edits = 'models' in run.from ? [] : run.from.edits;
    this.#session = create(run.start, this.#clock);
  }

  /**
   * One call at a time, with steps that never fall.
   *
   * @throws Error (rejects) with a sentence where the run does not get there, and after `dispose`
   */
  async goTo(step: number): Promise<RunMoment> {
    if (!this.#isOpen) await this.#open(step);
    for (let edit = this.#due(step); edit; edit = this.#due(step)) {
      await this.#stepTo(edit.step);
      await this.#make(edit);
      this.#made++;
    }
    await this.#stepTo(step);
    await this.#until(() => this.#areRead(step));
    const { models, modelsBatch, snapshot } = this.#session;
    return { step, models: models ?? [], batch: modelsBatch, snapshot };
  }

  dispose(): void {
    this.#session.dispose();
    this.#reject?.(new Error('The run is not replayed any more.'));
    this.#clock.close();
  }

  #due(step: number): RunEdit | null {
    const edit = this.#edits[this.#made];
    return edit && edit.step <= step ? edit : null;
  }

  async #open(step: number): Promise<void> {
    const { start, from } = this.#run;
    this.#isOpen = true;
    if ('models' in from) {
      this.#session.openMoment(start, from);
    } else {
      const edits = from.edits.filter((edit) => edit.step <= step);
      this.#session.openMoment(start, { ...from, edits, step });
      this.#made = edits.length;
    }
    await this.#until(() => this.#isAtRest);
    this.#isUnderWay = true;
  }

  async #stepTo(step: number): Promise<void> {
    // A run that comes to its end pauses there, and goes on when it is asked again.
    for (let taken = this.#taken; taken < step; taken = this.#taken) {
      this.#session.step(step - taken);
      await this.#until(() => this.#isAtRest);
    }
  }

  /** What the reader did, by the same gestures. */
  async #make(edit: RunEdit): Promise<void> {
    const session = this.#session;
    switch (edit.kind) {
      case 'training':
        session.setTraining(edit.settings);
        return this.#untilHandedOver();
      case 'data':
        session.placeData(edit.placement);
        return this.#untilHandedOver();
      case 'points':
        session.movePoints(edit.customPoints);
        return this.#untilHandedOver();
      case 'switch': {
        const { statistics } = session.snapshot.config;
        session.setStatistics(edit.statistics);
        session.switchNormalization(edit.model, edit.to, edit.insert);
        session.requestModels();
        await this.#until(() => session.models?.[edit.model]?.normalization === edit.to);
        return session.setStatistics(statistics);
      }
      default:
        edit satisfies never;
    }
  }

  /** Of two changes at one step the engine gets both: another batch size and the former one again begin two epochs. */
  #untilHandedOver(): Promise<void> {
    let looks = 0;
    this.#session.requestModels();
    return this.#until(() => looks++ > 0);
  }

  get #taken(): number {
    return this.#session.snapshot.step;
  }

  get #isAtRest(): boolean {
    const { state, replay } = this.#session.snapshot;
    return replay === null && (state === 'ready' || state === 'finished');
  }

  #areRead(step: number): boolean {
    const { models, snapshot } = this.#session;
    const isRead = models?.every(
      (model, index) => model.step === step && model.normalization === snapshot.models[index]?.normalization,
    );
    if (!isRead) this.#session.requestModels();
    return isRead ?? false;
  }

  /** Looks after every tick. */
  #until(isThere: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const { state, failure, divergence, notice } = this.#session.snapshot;
        if (state === 'disposed' || state === 'failed') return end(new Error(failure ?? 'The run has ended.'));
        if (state === 'diverged') return end(new Error(divergence?.message ?? 'The run has diverged.'));
        if (this.#isUnderWay && state === 'preparing')
          return end(new Error(notice ? noticeText(notice) : 'The engine has stopped.'));
        if (isThere()) end(null);
      };
      const end = (reason: Error | null): void => {
        this.#clock.onTick = null;
        this.#reject = null;
        if (reason) reject(reason);
        else resolve();
      };
      this.#clock.onTick = look;
      this.#reject = end;
      look();
    });
  }
}
