import type { DataConfig } from '../../../training/data-set.js';
import { areSamePoints } from '../../../training/experiment-config.js';
import { isEqual } from '../../../training/is-equal.js';
import type { ViewWindow } from '../../../training/picture.js';
import type { UndoDirection } from '../../undo/undo-keys.js';
import type { FigureStart } from '../figure-start.js';
import { GroupTime } from './group-time.js';
import { isOfRun, isShared, type GroupedFigure } from './grouped-figure.js';
import { SharedTurn, type Slots } from './shared-turn.js';

/**
 * Figures that share data, time line and window.
 *
 * The group has what all of them are to have; whoever is acted upon leads, and changes it. Figures that are seen are brought
 * there, over and over until they are, since a session does much of what it is told in its own time; figures that are not
 * seen are told nothing.
 */
export class FigureGroup {
  readonly slots: SharedTurn;
  readonly #figures = new Set<GroupedFigure>();
  readonly #time = new GroupTime({ all: () => this.#figures, lead: () => this.#lead });
  #lead: GroupedFigure | null = null;
  /** Null before the first of them has begun. */
  #data: DataConfig | null = null;
  /** As an author has written them last, whatever a reader has done since. */
  #writtenData: DataConfig | null = null;
  #window: ViewWindow | null = null;
  #isSettling = false;

  constructor(slots: Slots) {
    this.slots = new SharedTurn(slots);
  }

  get isEmpty(): boolean {
    return this.#figures.size === 0;
  }

  /** Whether all train, or are to. */
  get isPlaying(): boolean {
    return this.#time.isPlaying;
  }

  get pace(): number {
    return this.#time.pace;
  }

  set pace(stepsPerSecond: number) {
    this.#time.pace = stepsPerSecond;
    this.#updateAll();
    this.#later();
  }

  /** What a figure begins with in it; null: nobody is there. */
  get data(): DataConfig | null {
    return this.#data ?? this.#first?.figure.ownStart().config.data ?? null;
  }

  /** What authors want of it; null before it has begun. */
  get writtenData(): DataConfig | null {
    return this.#writtenData;
  }

  isLedByAnother(figure: GroupedFigure): boolean {
    return (this.#lead ?? this.#first) !== figure;
  }

  isFirst(figure: GroupedFigure): boolean {
    return this.#first === figure;
  }

  /** Whether the run goes on from a moment that this figure opens. */
  isOpener(figure: GroupedFigure): boolean {
    return this.#time.isOpener(figure);
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
    if (!figure.session || this.#time.isShared(figure)) return this.#later();
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
    this.#writtenData = this.#data;
    this.#window = figure.figure.picture.state.window;
    this.#time.beLike(figure);
    figure.holdData();
  }

  /** The first figure of the page says what the group begins with. */
  begin(): void {
    const first = this.#first;
    if (this.#data !== null || !first) return;
    const { config, moment } = first.figure.ownStart();
    this.#data = config.data;
    this.#writtenData = config.data;
    this.#window = first.figure.ownWindow();
    if (moment) this.#time.beginAt(first, moment.step);
    else this.#time.begin(first.figure.ownSteps(), first.figure.playsAlone());
  }

  /** A session of one of them is there, at step 0. */
  onBegin(figure: GroupedFigure): void {
    this.begin();
    this.#time.join(figure);
    if (this.isOpener(figure)) figure.figure.showMoment();
    this.#later();
  }

  // What a reader or the page does to one of them.

  lead(figure: GroupedFigure): void {
    this.#lead = figure;
    // What follows in the others is for the same owner.
    for (const one of this.#figures) one.editOwner = figure.figure.element.editOwner;
  }

  play(figure: GroupedFigure): void {
    this.begin();
    this.lead(figure);
    this.#time.play(figure);
    this.#later();
  }

  pause(): void {
    this.#time.pause();
    this.#later();
  }

  /** All rest where they are, also those on their way to a step. */
  stop(): void {
    this.#time.stop();
    this.#later();
  }

  step(figure: GroupedFigure, count: number): void {
    this.begin();
    this.lead(figure);
    this.#time.step(figure, count);
    this.#later();
  }

  /** The author of one of them wants it to rest at a later step of the run. */
  restAt(figure: GroupedFigure, step: number): void {
    this.begin();
    this.lead(figure);
    this.#time.restAt(step);
    this.#later();
  }

  /** @param goesOn whether all play from there */
  restart(figure: GroupedFigure, goesOn: boolean): void {
    this.lead(figure);
    this.#time.restart(figure, goesOn);
    this.#later();
  }

  goTo(figure: GroupedFigure, step: number): void {
    this.lead(figure);
    this.#time.goTo(step);
    this.#settle();
  }

  returnToOriginal(figure: GroupedFigure): void {
    this.lead(figure);
    this.#time.returnToOriginal();
    this.#later();
  }

  dismissOriginal(): void {
    for (const { session } of this.#figures) session?.dismissOriginal();
  }

  /** The author has written other data for one of them. */
  setData(figure: GroupedFigure, data: DataConfig): void {
    if (this.#data === null) return;
    this.lead(figure);
    this.#writtenData = data;
    this.#adoptData(figure, data);
    this.#updateAll();
    this.#later();
  }

  /** One of them begins anew with what it was given, or with what its attributes say. @param steps to rest at */
  startAnew(figure: GroupedFigure, steps: number, isPlaying: boolean): void {
    if (this.#data === null) return;
    this.lead(figure);
    this.#time.beginAnew(figure, steps, isPlaying);
    this.#later();
  }

  /** One of them opens a moment that it was just given, where all rest. @param step of the moment */
  open(figure: GroupedFigure, data: DataConfig, step: number): void {
    this.begin();
    this.lead(figure);
    this.#data = data;
    this.#writtenData = data;
    this.#time.beginAnew(figure, step, false, figure);
    this.#updateAll();
    this.#later();
  }

  /** One of them has undone an edit, or done it again; so do those whose newest edit that is, too. */
  onTurned(figure: GroupedFigure, direction: UndoDirection): void {
    this.lead(figure);
    const { undo, config } = figure.snapshot ?? {};
    const edit = (direction === 'undo' ? undo?.undone : undo?.done)?.at(-1)?.edit;
    if (!edit || !config || !isShared(edit)) return this.#later();
    this.#data = config.data;
    const turned = this.#free.filter((one) => one !== figure && one.turn(edit, direction));
    if (isOfRun(edit)) this.#time.turn([figure, ...turned]);
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
    for (const one of this.#free) one.window = window;
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
  get #free(): GroupedFigure[] {
    return [...this.#figures].filter((one) => one.isFree);
  }

  /** What figures say of their group is another. */
  #updateAll(): void {
    for (const { figure } of this.#figures) figure.element.requestUpdate();
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
    for (const figure of this.#free) this.#follow(figure);
    for (const figure of this.#free) this.#bring(figure);
    const wasPlaying = this.isPlaying;
    this.#time.keepTogether();
    if (this.isPlaying !== wasPlaying) this.#later();
  }

  /** What was done to the session of a figure itself is the group's from now on. */
  #follow(figure: GroupedFigure): void {
    const { snapshot, changedData } = figure;
    if (!snapshot || !this.#time.isShared(figure)) return;
    if (figure === this.#lead) this.#time.follow(snapshot.time.isPast, snapshot.step);
    if (!changedData || isEqual(changedData, this.#data)) return;
    this.lead(figure);
    this.#time.showPresent();
    this.#adoptData(figure, changedData);
  }

  #adoptData(lead: GroupedFigure, data: DataConfig): void {
    const isMoved = this.#data !== null && areSamePoints(this.#data, data);
    this.#data = data;
    if (!isMoved) this.#time.beginRun(lead);
  }

  /** Brings a figure nearer to what the group has. */
  #bring(figure: GroupedFigure): void {
    const { snapshot } = figure;
    if (!snapshot || this.#data === null) return;
    figure.window = this.#window;
    const hasRestarted = !snapshot.time.isPast && figure.takeData(this.#data);
    this.#time.bring(figure, hasRestarted);
    figure.holdData();
  }
}
