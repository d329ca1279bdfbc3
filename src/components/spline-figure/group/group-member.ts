import type { DataConfig } from '../../../training/data-set.js';
import { experimentAttributes, settingOf, withSetting } from '../../../training/experiment-attributes.js';
import type { ExperimentConfig } from '../../../training/experiment-config.js';
import { isEqual } from '../../../training/is-equal.js';
import type { MomentToOpen } from '../../../training/moment-to-open.js';
import type { SessionSnapshot } from '../../../training/session.js';
import type { TimeActions } from '../../time-travel/scrubber.js';
import type { UndoDirection } from '../../undo/undo-keys.js';
import type { FigureStart } from '../figure-start.js';
import type { FigureGroup } from './figure-group.js';
import { GroupedFigure, withData, type GroupableFigure } from './grouped-figure.js';
import { pageGroups } from './group-names.js';
import type { Slots } from './shared-turn.js';

/** What a reader does to a figure before it leads its group: all that may change something. */
const deeds = ['pointerdown', 'keydown', 'click', 'input', 'change'] as const;

/** A figure’s place in the group that its attribute names, from when it is on the page until it leaves. */
export class GroupMember implements TimeActions {
  readonly #grouped: GroupedFigure;
  readonly #figure: GroupableFigure;
  readonly #name: string;
  #group: FigureGroup;
  #stopFollowing: (() => void) | null = null;
  #wasSeen: boolean;
  #wasOnTheWay = false;
  /** Attributes in which it said other data than the group had when it began. */
  #otherNames: readonly string[] = [];
  #hasOpened = false;

  /** @param slots by which the group trains if it is new */
  constructor(figure: GroupableFigure, name: string, slots: Slots) {
    this.#figure = figure;
    this.#name = name;
    this.#grouped = new GroupedFigure(figure);
    this.#group = pageGroups.get(name, slots);
    this.#wasSeen = this.#grouped.isSeen;
    const asked = this.#grouped.session ? null : figure.run().goal;
    const pace = figure.askedPace();
    if (pace !== null) this.pace = pace;
    // The turn that it has by itself is given back before it has its part of the group’s.
    this.#grouped.pause();
    this.#enter();
    if (asked === Infinity) this.play();
    else if (asked !== null) this.step(asked);
  }

  /** On the page, for the first time or again. */
  attach(slots: Slots): void {
    if (this.#stopFollowing) return;
    this.#group = pageGroups.get(this.#name, slots, this.#group);
    this.#enter();
  }

  #enter(): void {
    const { element, picture } = this.#figure;
    this.#stopFollowing = picture.subscribe(() => this.#group.onWindow(this.#grouped, picture.state.window));
    for (const deed of deeds) element.addEventListener(deed, this.#onDeed, { capture: true });
    this.#group.add(this.#grouped);
  }

  /** Off the page, for good or being moved within it. */
  detach(): void {
    this.#stopFollowing?.();
    this.#stopFollowing = null;
    for (const deed of deeds) this.#figure.element.removeEventListener(deed, this.#onDeed, { capture: true });
    this.#group.remove(this.#grouped);
    // Its run does not know the group any more once it is off the page.
    this.#group.slots.release(this.#figure.run());
    pageGroups.forgetEmptySoon();
  }

  /** Stays where it is, paused. */
  leave(): void {
    this.#grouped.pause();
    this.#grouped.pace = this.#group.pace;
    this.#grouped.keepEvery = Infinity;
    this.detach();
  }

  get slots(): Slots {
    return this.#group.slots;
  }

  get isPlaying(): boolean {
    return this.#group.isPlaying;
  }

  get pace(): number {
    return this.#group.pace;
  }

  set pace(stepsPerSecond: number) {
    this.#group.pace = stepsPerSecond;
  }

  /** Whether another figure of the group is the one last acted upon. */
  get isFollower(): boolean {
    return this.#group.isLedByAnother(this.#grouped);
  }

  /** Whether a change that a snapshot shows is of the group: of the way to a moment that all go to. */
  isOfGroup(snapshot: SessionSnapshot): boolean {
    return this.isFollower && (this.#wasOnTheWay || isOnTheWay(snapshot));
  }

  /** Whether the figure can begin: it is known what the first of the group begins with. */
  get isKnown(): boolean {
    return !this.#group.isReading;
  }

  /** What the figure begins with: its own settings and the group's data; a moment where it opens that for all. */
  shared(own: FigureStart): FigureStart {
    const { data } = this.#group;
    if (!data || (own.moment && this.#group.isOpener(this.#grouped))) return own;
    return { config: withData(own.config, data).config, weights: own.weights, moment: null };
  }

  /**
   * Names of attributes in which the figure said other data than its group when it began, and still does. What authors write
   * after that is what all take, and no conflict.
   */
  get conflicts(): readonly string[] {
    if (this.#otherNames.length === 0) return [];
    const other = this.#findOther();
    return this.#otherNames.filter((name) => other.includes(name));
  }

  #findOther(): readonly string[] {
    const { writtenData } = this.#group;
    if (!writtenData || this.#hasOpened || this.#group.isFirst(this.#grouped)) return [];
    const { config, moment } = this.#figure.ownStart();
    if (moment && this.#group.isOpener(this.#grouped)) return [];
    const taken = { ...config, data: writtenData };
    const isOther = (name: string): boolean => {
      const attribute = experimentAttributes.find((one) => one.name === name);
      return attribute !== undefined && !isEqual(settingOf(config, attribute), settingOf(taken, attribute));
    };
    const { element } = this.#figure;
    const written = experimentAttributes.filter(
      ({ path, name }) => path[0] === 'data' && element.hasAttribute(name) && isOther(name),
    );
    const isOtherPreset = element.hasAttribute('preset') && !element.hasAttribute('data') && isOther('data');
    return [...(moment ? ['state'] : []), ...(isOtherPreset ? ['preset'] : []), ...written.map(({ name }) => name)];
  }

  // What becomes of the figure.

  begin(): void {
    this.#group.onBegin(this.#grouped);
    this.#otherNames = this.#findOther();
  }

  onSnapshot(snapshot: SessionSnapshot): void {
    this.#wasOnTheWay = isOnTheWay(snapshot);
    this.#group.onChange();
  }

  /** What it was still to do when it went out of sight has been done without it. */
  onSight(): void {
    const { isSeen } = this.#grouped;
    if (isSeen && !this.#wasSeen && !this.#figure.run().isOpening) this.#grouped.pause();
    this.#wasSeen = isSeen;
    this.#group.onChange();
  }

  // What is done to it.

  lead(): void {
    this.#group.lead(this.#grouped);
  }

  play(): void {
    this.#group.play(this.#grouped);
  }

  /** What it is on its way to, it goes to once it is brought together with the others again. */
  pause(): void {
    this.#group.pause();
  }

  /** For good. */
  stop(): void {
    this.#group.stop();
  }

  step(count: number): void {
    this.#group.step(this.#grouped, count);
  }

  /** It has begun again from the start. */
  onRestarted(goesOn: boolean): void {
    this.#group.restart(this.#grouped, goesOn);
  }

  goTo(step: number): void {
    this.#group.goTo(this.#grouped, step);
  }

  returnToOriginal(): void {
    this.#group.returnToOriginal(this.#grouped);
  }

  dismissOriginal(): void {
    this.#group.dismissOriginal();
  }

  onTurned(direction: UndoDirection): void {
    this.#group.onTurned(this.#grouped, direction);
  }

  /** Its author has written other settings, some of them of the data. */
  takeChange(before: ExperimentConfig, after: ExperimentConfig): void {
    const { data } = this.#group;
    if (!data || isEqual(before.data, after.data)) return;
    const changed = experimentAttributes.filter(
      (one) => one.path[0] === 'data' && !isEqual(settingOf(before, one), settingOf(after, one)),
    );
    const isOtherSet = before.data.set !== after.data.set;
    const merged = changed.reduce((config, one) => withSetting(config, one, settingOf(after, one)), { ...after, data });
    this.setData(isOtherSet ? after.data : merged.data);
  }

  setData(data: DataConfig): void {
    this.#group.setData(this.#grouped, data);
  }

  /** Back to the data of the first figure’s attributes. */
  resetData(): void {
    const first = this.#group.firstStart;
    if (first) this.setData(first.config.data);
  }

  /** It has begun anew, with settings of its own: it goes to where the others are. */
  rejoin(): void {
    this.#grouped.pause();
    this.#group.onChange();
  }

  restAt(step: number): void {
    this.#group.restAt(this.#grouped, step);
  }

  startAnew(steps: number, isPlaying: boolean): void {
    this.#group.startAnew(this.#grouped, steps, isPlaying);
  }

  open({ data }: ExperimentConfig, { step }: MomentToOpen): void {
    this.#hasOpened = true;
    this.#group.open(this.#grouped, data, step);
  }

  readonly #onDeed = (): void => this.lead();
}

const isOnTheWay = ({ time, undo }: SessionSnapshot): boolean => time.isPast || undo.isRestoring;
