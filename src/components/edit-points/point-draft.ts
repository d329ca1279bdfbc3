import { dataLimits, type CustomPoint, type DataSet } from '../../training/data-set.js';
import { networkLimits } from '../../training/network-spec.js';
import type { Point } from '../spline-view/view-transform.js';
import { UndoHistory } from './undo-history.js';

type Points = readonly CustomPoint[];

const [FEWEST_CLASSES, MOST_CLASSES] = networkLimits.classCount;

interface DraftState {
  /** The data that the draft began with. */
  readonly source: DataSet;
  readonly start: Points;
  readonly history: UndoHistory<Points>;
  readonly points: Points;
  readonly label: number;
  readonly selected: number | null;
  readonly isHeld: boolean;
  readonly cursor: Point | null;
}

/**
 * Points that are being edited, apart from those that networks train on. Immutable: every gesture gives a new draft. A point
 * that is held is where it was last carried to; that counts as one change once it is put down.
 */
export class PointDraft {
  readonly #state: DraftState;

  private constructor(state: DraftState) {
    this.#state = state;
  }

  /** @param points of the data `source`, as they are placed */
  static of(points: Points, source: DataSet): PointDraft {
    const history = UndoHistory.of(points);
    return new PointDraft({
      source,
      start: points,
      history,
      points,
      label: 0,
      selected: null,
      isHeld: false,
      cursor: null,
    });
  }

  get source(): DataSet {
    return this.#state.source;
  }
  get points(): Points {
    return this.#state.points;
  }
  /** Class of the points that are added. */
  get label(): number {
    return this.#state.label;
  }
  /** Index of the point that can be deleted or moved. */
  get selected(): number | null {
    return this.#state.selected;
  }
  /** Where the keyboard's crosshair is. */
  get cursor(): Point | null {
    return this.#state.cursor;
  }
  get isChanged(): boolean {
    return this.#state.points !== this.#state.start;
  }
  /** Whether the selected point has been picked up or moved, and not been put down. */
  get isHeld(): boolean {
    return this.#state.isHeld || this.#isMoved;
  }
  get canUndo(): boolean {
    return this.isHeld || this.#state.history.canUndo;
  }
  get canRedo(): boolean {
    return !this.isHeld && this.#state.history.canRedo;
  }
  /** Whether there may be another point. */
  get canAdd(): boolean {
    return this.points.length < dataLimits.customPointCount[1];
  }

  /** One more than the highest class of a point, and at least as many as networks have. */
  get classCount(): number {
    return this.points.reduce<number>((count, { label }) => Math.max(count, label + 1), FEWEST_CLASSES);
  }

  /** Classes that points can be of: those that there are, and a new one. */
  get choiceCount(): number {
    return Math.min(MOST_CLASSES, this.classCount + 1);
  }

  /** Classes below others that have no point. */
  get emptyClasses(): number[] {
    const used = new Set(this.points.map(({ label }) => label));
    return Array.from({ length: this.classCount }, (_, label) => label).filter((label) => !used.has(label));
  }

  /** As a picture shows it. */
  get data(): DataSet {
    const { points, classCount } = this;
    const train = {
      positions: Float32Array.from(points.flatMap(({ x, y }) => [x, y])),
      labels: Uint8Array.from(points, ({ label }) => label),
      count: points.length,
    };
    const test = { positions: new Float32Array(), labels: new Uint8Array(), count: 0 };
    return { dimension: 2, classCount, train, test };
  }

  choose(label: number): PointDraft {
    return this.#with({ label });
  }

  /** A point of the chosen class, which is selected then. */
  add({ x, y }: Point): PointDraft {
    const points = [...this.points, { x: inRange(x), y: inRange(y), label: this.label }];
    return this.#with({ points, selected: points.length - 1 }).putDown();
  }

  select(selected: number | null): PointDraft {
    return this.putDown().#with({ selected });
  }

  /** Picks the selected point up. */
  hold(): PointDraft {
    return this.#with({ isHeld: this.selected !== null });
  }

  /** Moves the selected point, which is held then. */
  carry({ x, y }: Point): PointDraft {
    const { points, selected } = this;
    const point = selected === null ? undefined : points[selected];
    if (selected === null || !point) return this;
    return this.#with({ points: points.with(selected, { ...point, x: inRange(x), y: inRange(y) }) });
  }

  putDown(): PointDraft {
    const { history } = this.#state;
    return this.#with({ isHeld: false, history: this.#isMoved ? history.push(this.points) : history });
  }

  /** Puts what is carried back to where it was. */
  putBack(): PointDraft {
    return this.#with({ isHeld: false, points: this.#state.history.present });
  }

  remove(index: number): PointDraft {
    return this.putDown()
      .#with({ points: this.points.toSpliced(index, 1), selected: null })
      .putDown();
  }

  pointAt(cursor: Point | null): PointDraft {
    return this.#with({ cursor });
  }

  /** Classes without a point go; those above move down. */
  renumber(): PointDraft {
    const used = [...new Set(this.points.map(({ label }) => label))].sort((a, b) => a - b);
    const points = this.points.map((point) => ({ ...point, label: used.indexOf(point.label) }));
    return this.#with({ points, label: Math.max(0, used.indexOf(this.label)) }).putDown();
  }

  undo(): PointDraft {
    if (this.isHeld) return this.putBack();
    return this.#goTo(this.#state.history.undo());
  }

  redo(): PointDraft {
    return this.isHeld ? this : this.#goTo(this.#state.history.redo());
  }

  /** Index of the point nearest to `at` and no farther than `reach`; the topmost of several. */
  nearest(at: Point, reach = Infinity): number | null {
    let nearest: number | null = null;
    let shortest = reach;
    this.points.forEach(({ x, y }, index) => {
      const distance = Math.hypot(x - at.x, y - at.y);
      if (distance > shortest) return;
      shortest = distance;
      nearest = index;
    });
    return nearest;
  }

  get #isMoved(): boolean {
    return this.#state.points !== this.#state.history.present;
  }

  #goTo(history: UndoHistory<Points>): PointDraft {
    return this.#with({ history, points: history.present, selected: null });
  }

  #with(change: Partial<DraftState>): PointDraft {
    return new PointDraft({ ...this.#state, ...change });
  }
}

function inRange(coordinate: number): number {
  const [lowest, highest] = dataLimits.customCoordinate;
  return Math.min(highest, Math.max(lowest, coordinate));
}
