import { noticeText } from '../../training/notice-strings.js';
import type { Session, SessionSnapshot, SessionState } from '../../training/session.js';
import { emit, tell, type ChangeSource } from '../events.js';
import { english, type Language } from '../language.js';
import type { Hold } from './figure-run.js';

type ToldRun = readonly [session: Session | null, isPlaying: boolean, hold: Hold | null, language: Language];

/** Between two events about progress. */
const PROGRESS_MS = 100;

/** Tells the page what becomes of a figure: events of snapshots, and the promise that the first picture is there. */
export class FigureReporter {
  readonly #figure: HTMLElement;
  #before: SessionSnapshot | null = null;
  #toldStep = 0;
  #toldAtMs = -Infinity;
  #toldNumbers = '';
  /** A reader has changed settings by a gesture that is not over. */
  #isUncommitted = false;
  #ready!: Promise<void>;
  #toldRun: ToldRun = [null, false, null, english];
  #resolve!: () => void;
  #reject!: (reason: Error) => void;
  #isReady = false;
  #hasFailed = false;
  #hasEnded = false;

  constructor(figure: HTMLElement) {
    this.#figure = figure;
    this.#promise();
  }

  /** Resolved with the first picture; rejected where nothing can run, until something does. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** A session begins, which has shown this much. */
  begin(snapshot: SessionSnapshot): void {
    if (this.#hasFailed) this.#promise();
    this.#before = snapshot;
    this.#isUncommitted = false;
    this.#toldStep = snapshot.step;
  }

  /**
   * @param source of a change of settings that the snapshot shows, where the figure knows it
   * @param isGestureUnderWay whether a reader is still changing settings
   */
  follow(snapshot: SessionSnapshot, source: ChangeSource | null, isGestureUnderWay: boolean, nowMs: number): void {
    const before = this.#before;
    this.#before = snapshot;
    if (!before) return;
    if (!this.#isReady && isDrawn(snapshot)) {
      this.#isReady = true;
      this.#resolve();
      tell(this.#figure, 'spline-ready', null);
    }
    if (snapshot.state !== before.state) tell(this.#figure, 'spline-statechange', { state: snapshot.state });
    this.#tellProgress(snapshot, nowMs);
    this.#tellChange(before, snapshot, source, isGestureUnderWay);
    this.#tellTrouble(before, snapshot);
  }

  /** Of what the figure runs now, and is read in, where any of it is another. */
  tellRun(...run: ToldRun): void {
    if (run.every((one, index) => one === this.#toldRun[index])) return;
    this.#toldRun = run;
    tell(this.#figure, 'spline-runchange', null);
  }

  /** What the figure shows now. */
  tellNumbers(numbers: Readonly<Record<string, number>>): void {
    const told = JSON.stringify(numbers);
    if (told === this.#toldNumbers) return;
    this.#toldNumbers = told;
    tell(this.#figure, 'spline-numbers', numbers);
  }

  /** What an author gave was not taken. */
  refused(text: string): void {
    tell(this.#figure, 'spline-error', { code: 'refused', text });
  }

  /** What makes sessions could not be loaded. */
  notLoaded(text: string): void {
    if (!this.#hasEnded) this.#fail(text);
  }

  /** The figure was taken down for good. */
  end(): void {
    this.#hasEnded = true;
    this.#reject(new Error('The figure was destroyed before its first picture.'));
    this.#before = null;
  }

  #tellProgress({ step, epoch, state, models }: SessionSnapshot, nowMs: number): void {
    if (step === this.#toldStep) return;
    if (state === 'running' && nowMs - this.#toldAtMs < PROGRESS_MS) return;
    this.#toldStep = step;
    this.#toldAtMs = nowMs;
    tell(this.#figure, 'spline-progress', { step, epoch, losses: models.map(({ loss }) => loss) });
  }

  #tellChange(
    before: SessionSnapshot,
    snapshot: SessionSnapshot,
    known: ChangeSource | null,
    isGestureUnderWay: boolean,
  ): void {
    if (!hasOtherSettings(before, snapshot)) {
      if (this.#isUncommitted && !isGestureUnderWay) this.#tellConfig('spline-configchange', snapshot, 'user');
      return;
    }
    const isRecovered = snapshot.notice !== null && snapshot.notice !== before.notice;
    // Edits of a link are done again on the way to its moment; those of a run that undoing brings back are the reader's.
    const isReplayed = (before.replay ?? snapshot.replay) !== null && !snapshot.undo.isRestoring;
    const source = known ?? (isReplayed ? 'link' : isRecovered ? 'recovery' : 'user');
    this.#tellConfig('spline-configinput', snapshot, source);
    if (source === 'user' && isGestureUnderWay) this.#isUncommitted = true;
    else this.#tellConfig('spline-configchange', snapshot, source);
  }

  #tellConfig(
    type: 'spline-configinput' | 'spline-configchange',
    { config, models }: SessionSnapshot,
    source: ChangeSource,
  ): void {
    if (type === 'spline-configchange') this.#isUncommitted &&= source !== 'user';
    const detail = { source, config, normalizations: models.map(({ normalization }) => normalization) };
    if (source === 'user') emit(this.#figure, type, detail);
    else tell(this.#figure, type, detail);
  }

  #tellTrouble(before: SessionSnapshot, { failure, divergence, notice }: SessionSnapshot): void {
    if (failure !== null && failure !== before.failure) this.#fail(failure);
    if (divergence && divergence !== before.divergence) {
      tell(this.#figure, 'spline-error', { code: 'diverged', text: divergence.message });
    }
    if (notice !== null && notice !== before.notice)
      tell(this.#figure, 'spline-error', { code: 'notice', text: noticeText(notice) });
  }

  #fail(text: string): void {
    this.#hasFailed = true;
    this.#reject(new Error(text));
    tell(this.#figure, 'spline-error', { code: 'engine', text });
  }

  #promise(): void {
    this.#hasFailed = false;
    this.#ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Who does not ask need not hear that it failed.
    this.#ready.catch(() => undefined);
  }
}

/** Whether every network has been drawn once. */
export const isDrawn = ({ models, state }: SessionSnapshot): boolean =>
  !drawless.has(state) && models.every(({ evaluation }) => evaluation !== null);

const drawless: ReadonlySet<SessionState> = new Set<SessionState>(['failed', 'disposed']);

function hasOtherSettings(before: SessionSnapshot, after: SessionSnapshot): boolean {
  return (
    before.config !== after.config ||
    after.models.some(({ normalization }, model) => before.models[model]?.normalization !== normalization)
  );
}
