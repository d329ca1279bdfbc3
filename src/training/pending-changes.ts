import type { CurrentExperiment } from './current-experiment.js';
import type { DataConfig } from './data-set.js';
import type { EngineHost } from './engine-host.js';
import type { MomentKeeper } from './moment-keeper.js';
import type { PictureDesk } from './picture-desk.js';
import type { RunProgress } from './run-progress.js';
import type { RunRecord } from './run-record.js';
import { switchSteps } from './switch-steps.js';
import type { SwitchRequest } from './switch-steps.js';
import type { TrainingSpec } from './training-spec.js';

/** What changes are handed over to, and noted in. */
export interface ChangedRun {
  readonly experiment: CurrentExperiment;
  readonly host: EngineHost;
  readonly progress: RunProgress;
  readonly desk: PictureDesk;
  readonly keeper: MomentKeeper;
  /** Of the run that goes on. */
  readonly record: () => RunRecord;
}

/** Changes of a run that the next frame hands over to the engine. Training settings and data are those of the experiment. */
export class PendingChanges {
  readonly #run: ChangedRun;
  #isTrainingPending = false;
  #isDataPending = false;
  #switches: readonly SwitchRequest[] = [];
  /** Of the data that the engine has. */
  #dataConfig: DataConfig;

  constructor(run: ChangedRun) {
    this.#run = run;
    this.#dataConfig = run.experiment.config.data;
  }

  /** Switches that the next frame makes. */
  get switches(): readonly SwitchRequest[] {
    return this.#switches;
  }

  /** Training settings have changed. @param former those before */
  changeTraining(former: TrainingSpec): void {
    this.#run.progress.moveEnd(this.#run.experiment.config.training.epochs - former.epochs);
    this.#isTrainingPending = true;
  }

  /** The data have moved. */
  moveData(): void {
    this.#isDataPending = true;
    this.#run.desk.want();
  }

  /** Replaces what was asked for before of the same network. */
  requestSwitch(request: SwitchRequest): void {
    this.#switches = [...this.#switches.filter(({ model }) => model !== request.model), request];
  }

  setSwitches(switches: readonly SwitchRequest[]): void {
    this.#switches = switches;
  }

  /** The engine gets the data of the experiment with what it goes on from. @param isTrainingPending its settings not */
  begin(isTrainingPending: boolean): void {
    this.#dataConfig = this.#run.experiment.config.data;
    this.#isTrainingPending = isTrainingPending;
    this.#isDataPending = false;
    this.#switches = [];
  }

  /** Hands over what has been changed. True where this changed what a snapshot says. */
  handOver(nowMs: number): boolean {
    const { experiment, host, progress, keeper } = this.#run;
    const record = this.#run.record();
    const isChanged = this.#isTrainingPending || this.#isDataPending;
    const isToPublish = isChanged || this.#switches.length > 0;
    if (this.#isTrainingPending) {
      const { training } = experiment.config;
      this.#isTrainingPending = false;
      keeper.outdate();
      record.edits.changeTraining(progress.taken, progress.training, training);
      progress.setTraining(training);
      host.ask((backend) => backend.setTraining(training));
    }
    if (this.#isDataPending) {
      this.#isDataPending = false;
      keeper.outdate();
      const { data: moved } = experiment.config;
      record.edits.moveData(progress.taken, this.#dataConfig, moved);
      this.#dataConfig = moved;
      host.ask((backend) => backend.setData(experiment.data));
    }
    // Kept before the change, the moment of now would not be what the next step is taken from.
    if (isChanged && record.timeline?.newest.step === progress.taken) keeper.keepNow(false);
    // An engine that is given up over one of them leaves the others for the next.
    while (host.loaded) {
      const [request, ...others] = this.#switches;
      if (!request) break;
      this.#switches = others;
      this.#switch(request, nowMs);
    }
    return isToPublish;
  }

  #switch(request: SwitchRequest, nowMs: number): void {
    const { host, progress, desk, keeper } = this.#run;
    const record = this.#run.record();
    const { model, to, insert, statistics } = request;
    const from = record.normalizations[model] ?? 'none';
    const changes = switchSteps(from, to, insert, statistics);
    if (changes.length === 0) return;
    keeper.keepNow(true);
    record.addSwitch(progress.taken, request);
    desk.startTransition(model, nowMs);
    for (const change of changes) host.ask((backend) => backend.switchNormalization(model, change));
    keeper.outdate();
    keeper.keepNow(true);
    keeper.want();
  }
}
