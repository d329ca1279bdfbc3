import type { DataConfig } from '../../../training/data-set.js';
import { areSamePoints } from '../../../training/experiment-config.js';
import { isEqual } from '../../../training/is-equal.js';
import type { ViewWindow } from '../../../training/picture.js';
import { defaultSpeed } from '../../spline-lab/speeds.js';
import type { UndoDirection } from '../../undo/undo-keys.js';
import type { FigureStart } from '../figure-start.js';
import { GroupedFigure, isOfRun, isShared } from './grouped-figure.js';
import { SharedTurn, type Slots } from './shared-turn.js';

/** Seconds' worth of steps by which a figure may be ahead of the slowest. */
const AHEAD_S = 0.2;
/** The same at full speed, in steps. */
const AHEAD_STEPS = 50;
/** Steps per second of one that waits: none, in any time that a page is open. */
const STANDSTILL = 1e-6;

/** Identifies a run that all take: figures that were not told of a restart have another. */
interface GroupRun {
  /** The figure that opened the moment it goes on from; null: it began at step 0. */
  readonly opener: GroupedFigure | null;
}

/**
 * Figures that share data, time line and window.
 *
 * The group has what all of them are to have; whoever is acted upon leads, and changes it. Figures that are seen are brought
 * there, over and over until they are, since a session does much of what it is told in its own time; figures that are not
 * seen are told nothing. The faster wait for the slower while all play, and at rest all go to the step of the furthest.
 */
export class FigureGroup {
  readonly slots: SharedTurn;
  readonly #figures = new Set<GroupedFigure>();
  #lead: GroupedFigure | null = null;
  /** Null before the first of them has begun. */
  #data: DataConfig | null = null;
  #window: ViewWindow | null = null;
  #run: GroupRun = { opener: null };
  #isPlaying = false;
  /** Step that all go to. */
  #step = 0;
  /** Step of the past that all show; null: the present. */
  #past: number | null = null;
  /** The one that goes back to the present from there is still on its way. */
  #isReturning = false;
  #pace = defaultSpeed;
  #isSettling = false;

  constructor(slots: Slots) {
    this.slots = new SharedTurn(slots);
  }

  get isEmpty(): boolean {
    return this.#figures.size === 0;
  }

  /** Whether all train, or are to. */
  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  get pace(): number {
    return this.#pace;
  }

  /** What a figure begins with in it; null: nobody is there. */
  get data(): DataConfig | null {
    return this.#data ?? this.#first?.figure.ownStart().config.data ?? null;
  }

  isLedByAnother(figure: GroupedFigure): boolean {
    return (this.#lead ?? this.#first) !== figure;
  }

  isFirst(figure: GroupedFigure): boolean {
    return this.#first === figure;
  }

  /** Whether the run goes on from a moment that this figure opens. */
  isOpener(figure: GroupedFigure): boolean {
    return this.#run.opener === figure;
  }

  get firstStart(): FigureStart | null {
    return this.#first?.figure.ownStart() ?? null;
  }

  /** Whether it is not known yet what the first figure begins with. */
  get isReading(): boolean {
    return this.#data === null && (this.#first?.figure.isReading() ?? false);
  }

  // Coming and going.

  add(figure: GroupedFigure): void {
    this.#figures.add(figure);
    if (!figure.session || figure.run === this.#run) return this.#later();
    // One that was alone brings along what it has, where nobody else has anything yet.
    if (this.#data === null && this.#figures.size === 1) this.#beLike(figure);
    else figure.pause();
    this.#later();
  }

  remove(figure: GroupedFigure): void {
    this.#figures.delete(figure);
    if (this.#lead === figure) this.#lead = null;
    this.#later();
  }

  #beLike(figure: GroupedFigure): void {
    const { snapshot } = figure;
    if (!snapshot) return;
    this.#data = snapshot.config.data;
    this.#window = figure.figure.picture.state.window;
    this.#pace = figure.session?.stepsPerSecond ?? this.#pace;
    this.#step = figure.step;
    this.#past = snapshot.time.isPast ? snapshot.step : null;
    this.#isPlaying = figure.hasGoal;
    figure.run = this.#run;
    figure.holdData();
  }

  /** The first figure of the page says what the group begins with. */
  begin(): void {
    const first = this.#first;
    if (this.#data !== null || !first) return;
    const { config, moment } = first.figure.ownStart();
    this.#data = config.data;
    this.#window = first.figure.ownWindow();
    if (moment) {
      this.#run = { opener: first };
      this.#step = moment.step;
      return;
    }
    this.#step = Math.max(this.#step, first.figure.ownSteps());
    this.#isPlaying ||= first.figure.playsAlone();
  }

  /** A session of one of them is there, at step 0. */
  onBegin(figure: GroupedFigure): void {
    this.begin();
    figure.run = this.#run;
    if (this.isOpener(figure)) figure.figure.showMoment();
    this.#later();
  }

  // What a reader or the page does to one of them.

  lead(figure: GroupedFigure): void {
    this.#lead = figure;
  }

  play(figure: GroupedFigure): void {
    this.begin();
    this.#lead = figure;
    this.#isPlaying = true;
    this.#leavePast((one) => one.go(Infinity));
    if (figure.isAble && !figure.isCatchingUp) figure.go(Infinity, true);
    this.#later();
  }

  pause(): void {
    this.#isPlaying = false;
    for (const figure of this.#figures) figure.pause();
    this.#later();
  }

  step(figure: GroupedFigure, count: number): void {
    this.begin();
    this.#lead = figure;
    this.#isPlaying = false;
    const from = this.#past === null ? Math.max(this.#step, ...this.#steps) : (figure.snapshot?.step ?? 0);
    const until = from + count;
    this.#leavePast((one) => one.go(until));
    this.#step = until;
    if (figure.isAble) figure.go(until, true);
    this.#later();
  }

  /** The author of one of them wants it to rest at a later step of the run. */
  restAt(figure: GroupedFigure, step: number): void {
    this.begin();
    this.#lead = figure;
    this.#step = step;
    this.pause();
  }

  /** @param goesOn whether all play from there */
  restart(figure: GroupedFigure, goesOn: boolean): void {
    this.#lead = figure;
    this.#isPlaying = goesOn;
    this.#beginRun(figure);
    for (const one of this.#told) if (one !== figure) one.restart();
    this.#shareRun();
    for (const one of this.#figures) {
      if (goesOn && one.isAble) one.go(Infinity);
      else one.pause();
    }
    this.#later();
  }

  goTo(figure: GroupedFigure, step: number): void {
    this.#lead = figure;
    this.#isPlaying = false;
    const last = Math.max(0, ...this.#steps);
    this.#step = Math.max(this.#step, last);
    this.#past = step < last ? step : null;
    this.#isReturning = this.#past === null;
    for (const one of this.#figures) one.pause();
    this.#settle();
  }

  returnToOriginal(figure: GroupedFigure): void {
    this.#lead = figure;
    this.#isPlaying = false;
    for (const one of this.#told) {
      one.pause();
      one.figure.asGroup(() => one.session?.returnToOriginal());
    }
    this.#past = null;
    this.#run = { opener: null };
    this.#shareRun();
    this.#step = Math.max(0, ...this.#steps);
    this.#later();
  }

  dismissOriginal(): void {
    for (const { session } of this.#figures) session?.dismissOriginal();
  }

  setPace(stepsPerSecond: number): void {
    this.#pace = stepsPerSecond;
    for (const { figure } of this.#figures) figure.element.requestUpdate();
    this.#later();
  }

  /** The author has written other data for one of them. */
  setData(figure: GroupedFigure, data: DataConfig): void {
    if (this.#data === null) return;
    this.#lead = figure;
    this.#adoptData(figure, data);
    this.#later();
  }

  /** One of them begins anew with what it was given, or with what its attributes say. @param steps to rest at */
  startAnew(figure: GroupedFigure, steps: number, isPlaying: boolean): void {
    if (this.#data === null) return;
    this.#lead = figure;
    this.#beginRun(figure);
    this.#step = steps;
    this.#isPlaying = isPlaying;
    this.#later();
  }

  /** One of them opens a moment that it was just given, where all rest. @param step of the moment */
  open(figure: GroupedFigure, data: DataConfig, step: number): void {
    this.begin();
    this.#lead = figure;
    this.#data = data;
    this.#beginRun(figure, figure);
    this.#step = step;
    this.#isPlaying = false;
    this.#later();
  }

  /** One of them has undone an edit, or done it again; so do those whose newest edit that is, too. */
  onTurned(figure: GroupedFigure, direction: UndoDirection): void {
    this.#lead = figure;
    const { undo, config } = figure.snapshot ?? {};
    const edit = (direction === 'undo' ? undo?.undone : undo?.done)?.at(-1)?.edit;
    if (!edit || !config || !isShared(edit)) return this.#later();
    this.#data = config.data;
    const turned = this.#told.filter((one) => one !== figure && one.turn(edit, direction));
    if (isOfRun(edit)) {
      this.#isPlaying = false;
      this.#beginRun(figure);
      for (const one of turned) one.run = this.#run;
      for (const one of [figure, ...turned]) one.pause();
    }
    this.#later();
  }

  // What becomes of it.

  /** Something about one of them is another: what its session shows, its window, or whether it is seen. */
  onChange(): void {
    this.#later();
  }

  onWindow(figure: GroupedFigure, window: ViewWindow | null): void {
    if (this.#data === null || figure.run === null || isEqual(window, this.#window)) return;
    this.#window = window;
    for (const one of this.#told) one.window = window;
  }

  get #first(): GroupedFigure | undefined {
    const isBefore = (a: GroupedFigure, b: GroupedFigure): boolean =>
      (a.figure.element.compareDocumentPosition(b.figure.element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    return [...this.#figures].reduce<GroupedFigure | undefined>(
      (first, one) => (first && isBefore(first, one) ? first : one),
      undefined,
    );
  }

  /** Those that can be told anything now. */
  get #told(): GroupedFigure[] {
    return [...this.#figures].filter((one) => one.isFree);
  }

  /** Those that can go on. */
  get #able(): GroupedFigure[] {
    return [...this.#figures].filter((one) => one.isAble);
  }

  /** How far those have come that take the group's run. */
  get #steps(): number[] {
    return this.#able.filter((one) => one.run === this.#run).map(({ step }) => step);
  }

  #beginRun(figure: GroupedFigure, opener: GroupedFigure | null = null): void {
    this.#run = { opener };
    figure.run = this.#run;
    this.#step = 0;
    this.#past = null;
  }

  #shareRun(): void {
    for (const one of this.#told) one.run = this.#run;
  }

  /** Goes on from where all are: in the past that is a branch, which those who are not seen do not know of. */
  #leavePast(go: (figure: GroupedFigure) => void): void {
    if (this.#past === null) return;
    const told = this.#able.filter((one) => one.run === this.#run && one.snapshot?.time.isPast);
    this.#past = null;
    this.#run = { opener: null };
    this.#step = 0;
    for (const one of told) {
      one.run = this.#run;
      go(one);
    }
  }

  /** Once whatever is being done is done. */
  #later(): void {
    if (this.#isSettling) return;
    this.#isSettling = true;
    queueMicrotask(() => {
      this.#isSettling = false;
      this.#settle();
    });
  }

  #settle(): void {
    if (this.#data === null) return;
    for (const figure of this.#told) this.#follow(figure);
    for (const figure of this.#told) this.#bring(figure);
    this.#keepTogether();
  }

  /** What was done to the session of a figure itself is the group's from now on. */
  #follow(figure: GroupedFigure): void {
    const { snapshot, changedData } = figure;
    if (!snapshot || figure.run !== this.#run) return;
    if (figure === this.#lead) this.#followTime(snapshot.time.isPast, snapshot.step);
    if (!changedData || isEqual(changedData, this.#data)) return;
    this.#lead = figure;
    this.#past = null;
    this.#adoptData(figure, changedData);
  }

  /** Undoing may show the past again, and what is changed there leaves it. */
  #followTime(isPast: boolean, step: number): void {
    if (isPast && this.#past === null && !this.#isReturning) this.#past = step;
    if (!isPast) this.#isReturning = false;
  }

  #adoptData(lead: GroupedFigure, data: DataConfig): void {
    const isMoved = this.#data !== null && areSamePoints(this.#data, data);
    this.#data = data;
    if (!isMoved) this.#beginRun(lead);
  }

  /** Brings a figure nearer to what the group has. */
  #bring(figure: GroupedFigure): void {
    const { snapshot } = figure;
    if (!snapshot || this.#data === null) return;
    figure.window = this.#window;
    const hasRestarted = !snapshot.time.isPast && figure.takeData(this.#data);
    if (figure.run !== this.#run) {
      figure.run = this.#run;
      // What it was still to do was of another run.
      figure.pause();
      if (!hasRestarted) figure.restart();
    }
    figure.holdData();
    if (this.#past === null) figure.forgetPast();
  }

  #keepTogether(): void {
    const told = this.#able;
    if (this.#past !== null) {
      for (const one of told) this.#showPast(one, this.#past);
    } else if (told.some(({ snapshot }) => snapshot?.time.isPast)) {
      for (const one of told) one.showPresent();
    } else if (this.#isPlaying) this.#playTogether(told);
    else this.#meet(told);
  }

  /** What it has missed of the run is taken first. */
  #showPast(figure: GroupedFigure, past: number): void {
    const isBehind = !figure.snapshot?.time.isPast && figure.step < Math.min(this.#step, past);
    if (!isBehind) figure.showPast(past);
    else if (!figure.hasGoal) figure.go(this.#step);
  }

  #playTogether(told: readonly GroupedFigure[]): void {
    // Where all have diverged nobody is left to go on.
    if (told.length === 0 && this.#told.length > 0) return this.pause();
    const leader = this.#lead?.isFree ? this.#lead : told[0];
    if (!leader) return;
    // Where the leader's run ends, all stop.
    if (leader.snapshot?.state === 'finished' && !leader.hasGoal && leader.step > this.#step) {
      this.#step = leader.step;
      return this.pause();
    }
    const furthest = Math.max(...told.map(({ step }) => step));
    const most = this.#pace === Infinity ? AHEAD_STEPS : Math.max(1, this.#pace * AHEAD_S);
    for (const one of told.filter(({ hasGoal }) => !hasGoal)) {
      // Nobody waits for one that comes late before it has had its chance.
      if (!one.isCatchingUp && furthest - one.step > most) one.catchUp(furthest);
      else one.go(Infinity);
    }
    const slowest = Math.min(...told.filter(({ isCatchingUp }) => !isCatchingUp).map(({ step }) => step));
    for (const one of told) one.pace = one.step > slowest + most ? STANDSTILL : this.#pace;
  }

  /** At rest, all stand where the furthest does. */
  #meet(told: readonly GroupedFigure[]): void {
    for (const one of told) one.pace = this.#pace;
    if (told.some((one) => !one.hasGoal && !one.isAtRest)) return;
    this.#step = Math.max(this.#step, ...told.map(({ step }) => step));
    for (const one of told) if (!one.hasGoal && one.step < this.#step) one.go(this.#step);
  }
}
