import { defaultSpeed } from '../../spline-lab/speeds.js';
import type { GroupedFigure } from './grouped-figure.js';

/** Seconds' worth of steps by which a figure may be ahead of the slowest. */
const AHEAD_S = 0.2;
/** The same at full speed, in steps. */
const AHEAD_STEPS = 50;
/** Steps per second of one that waits: none, in any time that a page is open. */
const STANDSTILL = 1e-6;
/** Times per second that all keep a moment at the same step; fast runs would have hardly any in common otherwise. */
const COMMON_MOMENTS_HZ = 8;
/** Steps between such moments at full speed, at which all goals are gone to; the most at any. */
const COMMON_MOMENT_STEPS = 64;

/** Identifies a run that all take: figures that were not told of a restart have another. */
interface GroupRun {
  /** The figure that opened the moment it goes on from; null: it began at step 0. */
  readonly opener: GroupedFigure | null;
}

/** The figures of a group, as far as their time line goes. */
export interface TimedFigures {
  readonly all: () => Iterable<GroupedFigure>;
  /** The one last acted upon; null: none, or it has left. */
  readonly lead: () => GroupedFigure | null;
}

/**
 * The time line that the figures of a group share: their run, whether and how fast it goes on, the step that all go to, the
 * moment of the past that all show. The faster wait for the slower while all play; at rest all go to the step of the furthest.
 */
export class GroupTime {
  readonly #figures: TimedFigures;
  #run: GroupRun = { opener: null };
  #isPlaying = false;
  /** Step that all go to. */
  #step = 0;
  /** Step of the past that was asked for; null: all show the present. */
  #past: number | null = null;
  /** The one that goes back to the present from there is still on its way. */
  #isReturning = false;
  #pace = defaultSpeed;

  constructor(figures: TimedFigures) {
    this.#figures = figures;
  }

  /** Whether all train, or are to. */
  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** Steps per second; Infinity: as fast as the slowest goes. */
  get pace(): number {
    return this.#pace;
  }

  set pace(stepsPerSecond: number) {
    this.#pace = stepsPerSecond;
  }

  /** Whether the run goes on from a moment that this figure opens. */
  isOpener(figure: GroupedFigure): boolean {
    return this.#run.opener === figure;
  }

  /** Whether the figure takes the run of all. */
  isShared(figure: GroupedFigure): boolean {
    return figure.run === this.#run;
  }

  // Where it begins.

  /** @param step to rest at @param plays whether it is to go on from there */
  begin(step: number, plays: boolean): void {
    this.#step = Math.max(this.#step, step);
    this.#isPlaying ||= plays;
  }

  /** @param opener has a moment to begin with @param step of that */
  beginAt(opener: GroupedFigure, step: number): void {
    this.#run = { opener };
    this.#step = step;
  }

  /** Another run, of which none but this figure knows yet. @param opener goes on from a moment that it opens */
  beginRun(figure: GroupedFigure, opener: GroupedFigure | null = null): void {
    this.#run = { opener };
    this.join(figure);
    this.#step = 0;
    this.#past = null;
  }

  /** The same, to rest at a step, or to go on. */
  beginAnew(figure: GroupedFigure, step: number, isPlaying: boolean, opener: GroupedFigure | null = null): void {
    this.beginRun(figure, opener);
    this.#step = step;
    this.#isPlaying = isPlaying;
  }

  /** The figure stands where the run is. */
  join(figure: GroupedFigure): void {
    figure.run = this.#run;
  }

  /** Takes over the run of a figure that was alone. */
  beLike(figure: GroupedFigure): void {
    const { snapshot } = figure;
    this.#pace = figure.session?.stepsPerSecond ?? this.#pace;
    this.#step = figure.step;
    this.#past = snapshot?.time.isPast ? snapshot.step : null;
    this.#isPlaying = figure.hasGoal;
    this.join(figure);
  }

  // What a reader or the page does to one of them.

  play(figure: GroupedFigure): void {
    this.#isPlaying = true;
    this.#leavePast((one) => one.go(Infinity));
    if (figure.isAble && !figure.isCatchingUp) figure.go(Infinity, true);
  }

  pause(): void {
    this.#isPlaying = false;
    for (const figure of this.#figures.all()) figure.pause();
  }

  /** All rest where they are, also those on their way to a step. */
  stop(): void {
    this.#step = Math.max(0, ...this.#steps);
    this.pause();
  }

  step(figure: GroupedFigure, count: number): void {
    this.#isPlaying = false;
    const from = this.#past === null ? Math.max(this.#step, ...this.#steps) : (figure.snapshot?.step ?? 0);
    const until = from + count;
    this.#leavePast((one) => one.go(until));
    this.#step = until;
    if (figure.isAble) figure.go(until, true);
  }

  restAt(step: number): void {
    this.#step = step;
    this.pause();
  }

  /** @param goesOn whether all play from there */
  restart(figure: GroupedFigure, goesOn: boolean): void {
    this.#isPlaying = goesOn;
    this.beginRun(figure);
    for (const one of this.#free) if (one !== figure) one.restart();
    this.#shareRun();
    for (const one of this.#figures.all()) {
      if (goesOn && one.isAble) one.go(Infinity);
      else one.pause();
    }
  }

  goTo(step: number): void {
    const last = Math.max(0, ...this.#steps);
    // Whoever was on the way to a later step goes no further.
    this.#step = last;
    this.#past = step < last ? step : null;
    this.#isReturning = this.#past === null;
    this.pause();
  }

  returnToOriginal(): void {
    this.#isPlaying = false;
    for (const one of this.#free) {
      one.pause();
      one.figure.asGroup(() => one.session?.returnToOriginal());
    }
    this.#past = null;
    this.#run = { opener: null };
    this.#shareRun();
    this.#step = Math.max(0, ...this.#steps);
  }

  /** An edit after which the run is another has been undone, or done again. @param turned those in which it was */
  turn(turned: readonly [GroupedFigure, ...GroupedFigure[]]): void {
    this.#isPlaying = false;
    this.beginRun(turned[0]);
    for (const one of turned) {
      this.join(one);
      one.pause();
    }
  }

  // What becomes of it.

  /** Undoing may show the past again, and what is changed there leaves it. */
  follow(isPast: boolean, step: number): void {
    if (isPast && this.#past === null && !this.#isReturning) this.#past = step;
    if (!isPast) this.#isReturning = false;
  }

  showPresent(): void {
    this.#past = null;
  }

  /** Has a figure begin the run of all, if it takes another. @param hasRestarted it just has */
  bring(figure: GroupedFigure, hasRestarted: boolean): void {
    const isPaced = this.#isPlaying && !figure.isCatchingUp;
    figure.keepEvery = isPaced ? this.#keepEvery : COMMON_MOMENT_STEPS;
    if (!this.isShared(figure)) {
      this.join(figure);
      // What it was still to do was of another run.
      figure.pause();
      if (!hasRestarted) figure.restart();
    }
    if (this.#past === null) figure.forgetPast();
  }

  /** Brings those that are seen nearer to one another. */
  keepTogether(): void {
    const able = this.#able;
    if (this.#past !== null) this.#showPast(able, this.#past);
    else if (able.some(({ snapshot }) => snapshot?.time.isPast)) for (const one of able) one.showPresent();
    else if (this.#isPlaying) this.#playTogether(able);
    else this.#meet(able);
  }

  /** Those that can be told anything now. */
  get #free(): GroupedFigure[] {
    return [...this.#figures.all()].filter((one) => one.isFree);
  }

  /** Those that can go on. */
  get #able(): GroupedFigure[] {
    return [...this.#figures.all()].filter((one) => one.isAble);
  }

  /** How far those have come that take the group's run. */
  get #steps(): number[] {
    return this.#able.filter((one) => this.isShared(one)).map(({ step }) => step);
  }

  /** Powers of two: of two paces, the moments of the one are among those of the other. */
  get #keepEvery(): number {
    const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, this.#pace / COMMON_MOMENTS_HZ)));
    return Math.min(COMMON_MOMENT_STEPS, wanted);
  }

  #shareRun(): void {
    for (const one of this.#free) this.join(one);
  }

  /** Goes on from where all are: in the past that is a branch, which those who are not seen do not know of. */
  #leavePast(go: (figure: GroupedFigure) => void): void {
    if (this.#past === null) return;
    const told = this.#able.filter((one) => this.isShared(one) && one.snapshot?.time.isPast);
    this.#past = null;
    this.#run = { opener: null };
    this.#step = 0;
    for (const one of told) {
      this.join(one);
      go(one);
    }
  }

  /** All show the same step: the newest that all have kept. What one has missed of the run it takes first. */
  #showPast(able: readonly GroupedFigure[], past: number): void {
    const isBehind = (one: GroupedFigure): boolean => !one.snapshot?.time.isPast && one.step < this.#step;
    const there = able.filter((one) => !isBehind(one));
    const common = newestCommon(there, past);
    for (const one of there) one.showPast(common);
    for (const one of able) if (isBehind(one) && !one.hasGoal) one.go(this.#step);
  }

  #playTogether(able: readonly GroupedFigure[]): void {
    // Where all have diverged nobody is left to go on.
    if (able.length === 0 && this.#free.length > 0) return this.pause();
    const lead = this.#figures.lead();
    const leader = lead?.isFree ? lead : able[0];
    if (!leader) return;
    // Where the leader's run ends, all stop.
    if (leader.snapshot?.state === 'finished' && !leader.hasGoal && leader.step > this.#step) {
      return this.restAt(leader.step);
    }
    const furthest = Math.max(...able.map(({ step }) => step));
    const most = this.#pace === Infinity ? AHEAD_STEPS : Math.max(1, this.#pace * AHEAD_S);
    for (const one of able.filter(({ hasGoal }) => !hasGoal)) {
      // Nobody waits for one that comes late before it has had its chance.
      if (!one.isCatchingUp && furthest - one.step > most) one.catchUp(furthest);
      else one.go(Infinity);
    }
    const slowest = Math.min(...able.filter(({ isCatchingUp }) => !isCatchingUp).map(({ step }) => step));
    for (const one of able) one.pace = one.step > slowest + most ? STANDSTILL : this.#pace;
  }

  /** At rest, all stand where the furthest does. */
  #meet(able: readonly GroupedFigure[]): void {
    for (const one of able) one.pace = this.#pace;
    if (able.some((one) => !one.hasGoal && !one.isAtRest)) return;
    this.#step = Math.max(this.#step, ...able.map(({ step }) => step));
    for (const one of able) if (!one.hasGoal && one.step < this.#step) one.go(this.#step);
  }
}

/** The newest step up to `step` of which every figure has kept the moment; the start where there is no other. */
function newestCommon(figures: readonly GroupedFigure[], step: number): number {
  for (let common = step; ;) {
    const kept = Math.min(common, ...figures.map((one) => one.keptUpTo(common)));
    if (kept === common) return common;
    common = kept;
  }
}
