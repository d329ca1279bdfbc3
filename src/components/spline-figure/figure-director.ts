import type { CustomPoint } from '../../training/data-set.js';
import type { ExperimentConfig } from '../../training/experiment-config.js';
import { InvalidSettingError, requirePositive } from '../../training/invalid-setting-error.js';
import type { TimeActions } from '../time-travel/scrubber.js';
import type { UndoDirection } from '../undo/undo-keys.js';
import { isEqual } from '../../training/is-equal.js';
import type { MomentToOpen } from '../../training/moment-to-open.js';
import type { ModelState } from '../../training/model-state.js';
import type { Session, SessionSnapshot } from '../../training/session.js';
import type { ParsedExperiment } from '../../io/parse-experiment.js';
import type { ChangeSource } from '../events.js';
import type { Language } from '../language.js';
import { kindName, networkLabel, switchedNormalizer } from '../network-names.js';
import { isSwitchable } from '../normalization-switch.js';
import { defaultSpeed } from '../spline-lab/speeds.js';
import { changeExperiment, withPoints } from './figure-experiment.js';
import type { FigureReporter } from './figure-reporter.js';
import type { FigureRun } from './figure-run.js';
import type { FigureStart } from './figure-start.js';
import type { FigureSettings } from './figure-settings.js';
import type { GroupMember } from './group/group-member.js';
import type { LinkedState } from './linked-state.js';

/** What is to be known of a figure to direct it. */
export interface DirectedFigure {
  readonly run: () => FigureRun;
  readonly settings: FigureSettings;
  readonly reporter: FigureReporter;
  /** An author's own, in place of the experiment's. */
  readonly points: () => readonly CustomPoint[] | null;
  readonly weights: () => readonly ModelState[] | null;
  readonly linked: LinkedState;
  /** Lets it begin, where it waits to be asked for. */
  readonly ask: () => void;
  /** Whether it trains by itself. */
  readonly playsAlone: () => boolean;
  readonly prefersCalm: () => boolean;
  readonly create: (config: ExperimentConfig) => Session;
  /** What was refused, for the reader; null: nothing is any more. */
  readonly refuse: (text: string | null) => void;
  readonly say: (sentence: string) => void;
  readonly language: () => Language;
  /** Its place in a group; null: it is in none. */
  readonly member: () => GroupMember | null;
  /** For whom the page changes it; null: nobody in particular. */
  readonly editOwner: () => object | null;
}

/** Brings the run of a figure, or of its group, to what attributes, page and reader want. */
export class FigureDirector implements TimeActions {
  readonly #figure: DirectedFigure;
  /** In place of what the attributes say. */
  #given: FigureStart | null = null;
  #source: ChangeSource | null = null;
  /** As it was asked for last; null: never. */
  #pace: number | null = null;
  /** Networks whose normaliser is to be switched once there is a session, and by whom that was asked for. */
  #askedSwitches: { readonly model: number; readonly source: ChangeSource | null }[] = [];
  /** A moment for all of its group was given before that was there to be told. */
  #isMomentUntold = false;

  constructor(figure: DirectedFigure) {
    this.#figure = figure;
  }

  /** Of the change that is being made; null: the reader's. */
  get source(): ChangeSource | null {
    return this.#source;
  }

  /** What the session begins with. */
  get start(): FigureStart {
    return this.#member?.shared(this.ownStart) ?? this.ownStart;
  }

  /** The same outside of a group. */
  get ownStart(): FigureStart {
    if (this.#given) return this.#given;
    const { opened } = this.#figure.linked;
    if (opened) return { config: opened.config, weights: null, moment: opened.moment };
    const { config } = this.#figure.settings.experiment;
    const points = this.#figure.points();
    return { config: points ? withPoints(config, points) : config, weights: this.#figure.weights(), moment: null };
  }

  /** What the figure opens by its link, and not for its group or in place of what it was given; null: nothing. */
  get linkedMoment(): MomentToOpen | null {
    const { moment } = this.start;
    return moment === this.#figure.linked.opened?.moment ? moment : null;
  }

  get #member(): GroupMember | null {
    return this.#figure.member();
  }

  get #run(): FigureRun {
    return this.#figure.run();
  }

  get #session(): Session | null {
    return this.#run.session;
  }

  makeSession(): Session {
    if (this.#member && this.#isMomentUntold) this.#giveGroup(this.#member);
    this.#isMomentUntold = false;
    const make = ({ config, weights }: FigureStart): Session => {
      const session = this.#figure.create(config);
      if (weights) session.loadExperiment(config, weights);
      return session;
    };
    // Without the author's points and weights, which may be refused.
    const safe = { config: this.#figure.settings.experiment.config, weights: null, moment: null };
    const session = this.#orRefuse(() => make(this.start)) ?? make(safe);
    session.stepsPerSecond = this.pace;
    return session;
  }

  /** Goes to where the figure is to rest, or on for good; what the page has asked for meanwhile comes first. */
  begin(): void {
    if (this.#member) this.#member.begin();
    else if (!this.#run.hasGoal) this.showPoint();
    this.onSnapshot();
  }

  /** Makes switches that were asked for earlier, once networks are there: only then are they told as what they are. */
  onSnapshot(): void {
    const state = this.#session?.snapshot.state ?? 'idle';
    if (this.#askedSwitches.length === 0 || state === 'idle' || state === 'preparing') return;
    const asked = this.#askedSwitches;
    this.#askedSwitches = [];
    for (const { model, source } of asked) {
      const act = (): void => this.#orRefuse(() => this.switchNormalization(model));
      if (source) this.as(source, act);
      else act();
    }
  }

  /** Leaves the run and what it was given alone where nothing of that is what the author has changed, or a link stands above it. */
  follow(former: ParsedExperiment, arePointsOther: boolean, areWeightsOther: boolean): void {
    const { config, steps } = this.#figure.settings.experiment;
    const areStepsOther = steps !== former.steps;
    const areOthersGiven = arePointsOther || areWeightsOther;
    if (this.#figure.linked.opened) return;
    if (!areOthersGiven && !areStepsOther && isEqual(config, former.config)) return;
    // What rests on the way to a later step goes on to it.
    const isOnTheWay =
      !areOthersGiven && !this.#given && this.#session && isOnWay(this.#session.snapshot, config, steps);
    if (isOnTheWay) return this.#member ? this.#member.restAt(steps) : this.#run.go(steps, false);
    this.#given = null;
    this.#changeGroup(former, arePointsOther);
    this.#apply('api', areStepsOther);
  }

  /** Begins with this, and rests there; null: with what the attributes say. */
  give(start: FigureStart | null, source: ChangeSource): void {
    this.#given = start;
    this.#askedSwitches = [];
    if (this.#member) this.#giveGroup(this.#member);
    // Of a figure that has begun, a group that it joins later sees what it shows.
    else this.#isMomentUntold = this.#session === null && this.#opensForAll;
    this.#run.pause();
    this.#apply(source, true);
  }

  /** Changes that `act` makes are told as those of `source`, not as the reader's. */
  as<T>(source: ChangeSource, act: () => T): T {
    const former = this.#source;
    this.#source = source;
    try {
      return source === 'api' ? this.asOneEdit(act) : act();
    } finally {
      this.#source = former;
    }
  }

  /** What `act` changes for the page is one edit, together with what has been changed for the same owner before. */
  asOneEdit<T>(act: () => T): T {
    const session = this.#session;
    return session ? session.asOneEdit(act, this.#figure.editOwner()) : act();
  }

  // What a reader does.

  /** Whether steps are being taken, or will be as soon as they may; in a group, those of any of its figures. */
  get isGoing(): boolean {
    const { isGoing, hold } = this.#run;
    return isGoing || (hold === null && (this.#member?.isPlaying ?? false));
  }

  toggle(): void {
    this.#figure.ask();
    if (!this.isGoing) this.play();
    else if (this.#member) this.#member.stop();
    else this.#run.pause();
  }

  play(): void {
    this.#figure.ask();
    if (this.#member) this.#member.play();
    else this.#run.go(Infinity, true);
  }

  pause(): void {
    if (this.#member) this.#member.pause();
    else this.#run.pause();
  }

  get pace(): number {
    return this.#member?.pace ?? this.#session?.stepsPerSecond ?? this.#pace ?? defaultSpeed;
  }

  /** Kept for the sessions to come. @throws InvalidSettingError */
  set pace(stepsPerSecond: number) {
    requirePositive('stepsPerSecond', stepsPerSecond);
    this.#pace = stepsPerSecond;
    if (this.#member) this.#member.pace = stepsPerSecond;
    else if (this.#session) this.#session.stepsPerSecond = stepsPerSecond;
  }

  /** What was asked for before there is a session, or a group; null: nothing. */
  get askedPace(): number | null {
    return this.#session ? null : this.#pace;
  }

  step(count: number): void {
    this.#figure.ask();
    if (this.#member) this.#member.step(count);
    else this.#run.go((this.#session?.snapshot.step ?? 0) + count, true);
  }

  /** What was still to be done was of the present. */
  goTo(step: number): void {
    this.#figure.ask();
    if (this.#member) return this.#member.goTo(step);
    this.#run.pause();
    this.#session?.goTo(step);
  }

  returnToOriginal(): void {
    if (this.#member) return this.#member.returnToOriginal();
    this.#run.pause();
    this.#session?.returnToOriginal();
  }

  dismissOriginal(): void {
    if (this.#member) this.#member.dismissOriginal();
    else this.#session?.dismissOriginal();
  }

  /** Goes on from the start where it was going on, or had come to its end. */
  restart(): void {
    this.#figure.ask();
    const session = this.#session;
    if (!session) return;
    const goesOn = this.isGoing || session.snapshot.state === 'finished' || session.snapshot.state === 'diverged';
    session.restart();
    if (this.#member) this.#member.onRestarted(goesOn && !this.#figure.prefersCalm());
    else if (goesOn && !this.#figure.prefersCalm()) this.#run.go(Infinity, true);
    else this.#run.pause();
  }

  goBack(): void {
    this.#session?.goBackWithHalfRate();
    this.play();
  }

  /** Something has been undone: what the figure was still to do was of another run. */
  onTurned(direction: UndoDirection): void {
    if (!this.#run.isGoing || this.#session?.snapshot.undo.isRestoring) this.#run.pause();
    this.#run.onLoaded();
    this.#member?.onTurned(direction);
  }

  switchNormalization(model: number): void {
    this.#figure.ask();
    const session = this.#session;
    if (!session) return void this.#askedSwitches.push({ model, source: this.#source });
    if (!isSwitchable(session.snapshot)) return;
    const inserted = switchedNormalizer(session.snapshot);
    const to = session.snapshot.models[model]?.normalization === 'none' ? inserted : 'none';
    session.switchNormalization(model, to, 'align');
    const language = this.#figure.language();
    const network = networkLabel(model, kindName(to, inserted, language), language);
    this.#figure.say(language.common.announce.switched(network));
  }

  /** Where the figure is to rest by itself. */
  showPoint(): void {
    const { config, moment } = this.start;
    if (moment) return this.#open(config, moment, this.#given ? 'api' : 'link');
    const goal = this.#ownGoal;
    if (goal > 0) this.#run.go(goal, false);
  }

  /** Step to go to where no moment is opened; Infinity: on for good. */
  get #ownGoal(): number {
    if (this.#given) return 0;
    return this.#figure.playsAlone() ? Infinity : this.#figure.settings.experiment.steps;
  }

  #open(config: ExperimentConfig, moment: MomentToOpen, source: ChangeSource): void {
    const open = (session: Session): boolean =>
      this.as(source, () =>
        this.#orRefuse(() => {
          session.openMoment(config, moment);
          return true;
        }),
      ) ?? false;
    // Networks that are there take no step to open: nobody's turn, and out of sight as well.
    if ('models' in moment) {
      if (this.#session) open(this.#session);
      return;
    }
    // There already.
    if (moment.step === 0 && moment.edits.length === 0) return;
    this.#run.open((session) => {
      if (!open(session)) this.#run.pause();
    });
  }

  /** The link that a figure has from the start is opened by the first figure of a group alone. */
  get #opensForAll(): boolean {
    const isLater = this.#given !== null || this.#session !== null || !this.#figure.linked.isFromStart;
    return isLater && this.ownStart.moment !== null;
  }

  #giveGroup(member: GroupMember): void {
    const { config, moment } = this.ownStart;
    if (moment) {
      if (this.#opensForAll) member.open(config, moment);
      return;
    }
    if (this.#given) member.setData(config.data);
    else member.resetData();
    member.startAnew(this.#figure.settings.experiment.steps, this.#figure.playsAlone());
  }

  #changeGroup(former: ParsedExperiment, arePointsOther: boolean): void {
    const { config, steps } = this.#figure.settings.experiment;
    if (arePointsOther) this.#member?.setData(this.ownStart.config.data);
    else this.#member?.takeChange(former.config, config);
    if (steps !== former.steps) this.#member?.startAnew(steps, this.#figure.playsAlone());
  }

  /** @param isAnew whether the run starts anew even where that is not needed */
  #apply(source: ChangeSource, isAnew: boolean): void {
    const session = this.#session;
    if (session) this.asOneEdit(() => this.#applyTo(session, source, isAnew));
  }

  #applyTo(session: Session, source: ChangeSource, isAnew: boolean): void {
    const { config, weights, moment } = this.start;
    if (config.normalizations.length !== session.snapshot.config.normalizations.length) return this.#run.renew();
    const hasRestarted = this.as(source, () =>
      this.#orRefuse(() => {
        // Its networks are opened below, in place of those that would be drawn.
        if (moment && 'models' in moment) return true;
        if (!weights && !isAnew) return changeExperiment(session, config);
        // What is just being loaded for the sake of an attribute is not loaded again.
        if (weights || !isBeingLoaded(session.snapshot, config))
          session.loadExperiment(config, weights, moment || this.#figure.playsAlone() ? 0 : this.#ownGoal);
        return true;
      }),
    );
    if (!hasRestarted) return;
    this.#run.onLoaded();
    if (this.#member && !moment) this.#member.rejoin();
    else this.showPoint();
  }

  /** Does what may be refused, which the figure says then. */
  #orRefuse<T>(act: () => T): T | undefined {
    this.#figure.refuse(null);
    try {
      return act();
    } catch (error) {
      if (!(error instanceof InvalidSettingError)) throw error;
      this.#figure.refuse(error.message);
      this.#figure.reporter.refused(error.message);
      return undefined;
    }
  }
}

/** Whether a session has come to a step before `steps` in this experiment, and nothing else has been done in it. */
function isOnWay(snapshot: SessionSnapshot, config: ExperimentConfig, steps: number): boolean {
  const { state, step, time } = snapshot;
  const canGoOn = (state === 'ready' || state === 'running') && !time.isPast;
  return canGoOn && step < steps && isUntouched(snapshot, config);
}

/** Whether a session is on its way to the first step of this experiment, with weights that are drawn. */
function isBeingLoaded(snapshot: SessionSnapshot, config: ExperimentConfig): boolean {
  return snapshot.state === 'preparing' && snapshot.step === 0 && isUntouched(snapshot, config);
}

/** Whether a session runs this experiment, with weights that are drawn, and nothing has been done to the run. */
function isUntouched(snapshot: SessionSnapshot, config: ExperimentConfig): boolean {
  const { areWeightsGiven, history, replay, models } = snapshot;
  return (
    !areWeightsGiven &&
    replay === null &&
    history.edits?.length === 0 &&
    isEqual(snapshot.config, config) &&
    models.every(({ normalization }, model) => normalization === config.normalizations[model])
  );
}
