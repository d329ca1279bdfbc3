import type { ViewWindow } from '../../training/picture.js';
import { dataLimits } from '../../training/data-set.js';
import type { Session } from '../../training/session.js';
import { formatCoordinate, formatCount } from '../format.js';
import { type Language, type Words } from '../language.js';
import type { PictureStore } from '../picture-store.js';
import type { Point } from '../spline-view/view-transform.js';
import { windowCenter } from '../spline-view/view-transform.js';
import { readingStrings } from '../reading/reading-strings.js';
import { beginDraft } from './begin-draft.js';
import { applyDraft, applyWithBatchSize, type DraftOutcome } from './draft-outcome.js';
import { editKey, type EditKey } from './edit-keys.js';
import { editStrings } from './edit-strings.js';
import type { PointDraft } from './point-draft.js';
import { problemText } from './problem-text.js';

/** How near a press has to come to a point, in CSS pixels. */
const REACH = { mouse: 7, touch: 14 } as const;

/** What editing needs of the picture that it happens in. */
export interface EditedPicture {
  window(): ViewWindow;
  /** Input units per CSS pixel. */
  unitsPerPixel(): number;
  announce(text: string): void;
  /** Why a point cannot be added, or a draft not be kept. */
  refuse(text: string): void;
  /** A run that was not paused has started again with the points. */
  restarted(): void;
  /** The buttons that had the focus have gone. */
  focus(): void;
  /** What is said of it. */
  language(): Language;
}

/** Gestures and keys of one picture on the draft that all pictures share. */
export class PointEditing {
  readonly #session: Session;
  readonly #picture: PictureStore;
  readonly #view: EditedPicture;
  /** The changed draft that Escape was pressed on. */
  #undecided: PointDraft | null = null;

  constructor(session: Session, picture: PictureStore, view: EditedPicture) {
    this.#session = session;
    this.#picture = picture;
    this.#view = view;
  }

  get draft(): PointDraft | null {
    return this.#picture.state.draft;
  }

  /** Whether Escape has asked for a way out that only Done or Cancel is, and nothing has changed since. */
  get mustDecide(): boolean {
    return this.draft !== null && this.draft === this.#undecided;
  }

  begin(): void {
    const { config, data } = this.#session.snapshot;
    if (!data) return;
    const draft = beginDraft(config, data);
    this.#picture.update({ draft, movingData: false, probe: null });
    this.#view.focus();
    this.#view.announce(this.#words.announce.begun(...this.#countOf(draft)));
  }

  /** Takes the points over; where that cannot be, says why and goes on. */
  done(): void {
    this.#apply(applyDraft);
  }

  doneWithBatchSize(batchSize: number): void {
    this.#apply((draft, session) => applyWithBatchSize(draft, session, batchSize));
  }

  cancel(): void {
    this.#leave(this.#words.announce.left);
  }

  /** Other data have come: a draft with nothing in it follows them, one with changes is of data that are gone. */
  follow(): void {
    const { config, data } = this.#session.snapshot;
    const { draft } = this;
    if (!draft || !data || draft.source === data) return;
    if (!draft.isChanged) return this.#show(beginDraft(config, data));
    this.#picture.update({ draft: null });
    this.#view.refuse(this.#words.dropped);
  }

  // Pointers.

  /** Whether a press here takes hold of a point, which is selected then. */
  press(at: Point, isTouch: boolean): boolean {
    const { draft } = this;
    const index = draft?.nearest(at, this.#reach(isTouch)) ?? null;
    if (!draft || index === null) return false;
    this.#show(draft.select(index).pointAt(null));
    return true;
  }

  drag(to: Point): void {
    if (this.draft) this.#show(this.draft.carry(this.#rounded(to)));
  }

  drop(): void {
    if (this.draft) this.#show(this.draft.putDown());
  }

  /** Adds a point, unless the press took hold of one. */
  tap(at: Point, isTouch: boolean): void {
    const { draft } = this;
    if (!draft) return;
    if (draft.nearest(at, this.#reach(isTouch)) === null) this.#add(draft.pointAt(null), at);
    else this.#announceSelected(draft);
  }

  // Buttons.

  choose(label: number): void {
    const { draft } = this;
    if (!draft || label >= draft.choiceCount) return;
    this.#show(draft.choose(label));
    this.#view.announce(this.#words.announce.class(this.#nameOf({ label })));
  }

  remove(): void {
    const { draft } = this;
    const index = draft?.selected ?? (draft?.cursor ? draft.nearest(draft.cursor) : null);
    if (!draft || index === null) return;
    const name = this.#nameOf(draft.points[index]!);
    const after = draft.putBack().remove(index);
    this.#show(after);
    this.#view.announce(this.#words.announce.removed(name, ...this.#countOf(after)));
  }

  /** Moves the selected point and puts it down. @param dx and `dy`, upwards, in shares of the window */
  nudge(dx: number, dy: number): void {
    const { draft } = this;
    const point = draft && draft.selected !== null ? draft.points[draft.selected] : undefined;
    if (!draft || !point) return;
    const { x0, x1, y0, y1 } = this.#view.window();
    const to = this.#rounded({ x: point.x + dx * (x1 - x0), y: point.y + dy * (y1 - y0) });
    this.#show(draft.carry(to).pointAt(null).putDown());
    this.#view.announce(this.#placeOf(to));
  }

  undo(): void {
    if (!this.draft?.canUndo) return;
    const after = this.draft.undo();
    this.#show(after);
    this.#view.announce(this.#words.announce.undone(...this.#countOf(after)));
  }

  redo(): void {
    if (!this.draft?.canRedo) return;
    const after = this.draft.redo();
    this.#show(after);
    this.#view.announce(this.#words.announce.redone(...this.#countOf(after)));
  }

  renumber(): void {
    if (!this.draft) return;
    const after = this.draft.renumber();
    this.#show(after);
    this.#view.announce(this.#words.announce.renumbered(formatCount(after.classCount, this.#language)));
  }

  // Keys.

  /** @returns whether the key means something here */
  onKey(event: KeyboardEvent, isOnPicture: boolean): boolean {
    const { draft } = this;
    const key = draft && editKey(event);
    // Enter and Space are those of the button in focus.
    if (!draft || !key || (key.act === 'enter' && !isOnPicture)) return false;
    this.#act(draft, key);
    return true;
  }

  #act(draft: PointDraft, key: EditKey): void {
    switch (key.act) {
      case 'move':
        return this.#moveCursor(draft, key.dx, key.dy);
      case 'class':
        return this.choose(key.label);
      case 'enter':
        return this.#enter(draft);
      case 'pick-up':
        return this.#pickUp(draft, draft.nearest(this.#cursorOf(draft)));
      case 'remove':
        return this.remove();
      case 'undo':
        return this.undo();
      case 'redo':
        return this.redo();
      case 'leave':
        return this.#escape(draft);
      default:
        return key satisfies never;
    }
  }

  #moveCursor(draft: PointDraft, dx: number, dy: number): void {
    const { x0, x1, y0, y1 } = this.#view.window();
    const from = this.#cursorOf(draft);
    const to = this.#rounded({ x: from.x + dx * (x1 - x0), y: from.y + dy * (y1 - y0) });
    if (draft.isHeld) {
      this.#show(draft.carry(to).pointAt(to));
      return this.#view.announce(this.#placeOf(to));
    }
    const on = draft.nearest(to, this.#reach(false));
    this.#show(draft.select(on).pointAt(to));
    const name = on === null ? null : this.#nameOf(draft.points[on]!);
    this.#view.announce(this.#words.announce.at(this.#placeOf(to), name));
  }

  /** Puts down what is held; else picks up the point under the crosshair; else adds one there. */
  #enter(draft: PointDraft): void {
    const cursor = this.#cursorOf(draft);
    if (draft.isHeld) return this.#putDown(draft);
    const on = draft.nearest(cursor, this.#reach(false));
    if (on === null) this.#add(draft.pointAt(cursor), cursor);
    else this.#pickUp(draft, on);
  }

  #pickUp(draft: PointDraft, index: number | null): void {
    const point = index === null ? undefined : draft.points[index];
    if (!point) return;
    this.#show(draft.select(index).pointAt({ x: point.x, y: point.y }).hold());
    this.#view.announce(this.#words.announce.carried(this.#nameOf(point)));
  }

  #putDown(draft: PointDraft): void {
    this.#show(draft.putDown());
    this.#view.announce(this.#words.announce.putDown(this.#placeOf(this.#cursorOf(draft))));
  }

  #escape(draft: PointDraft): void {
    if (draft.isHeld) {
      this.#show(draft.putBack());
      this.#view.announce(this.#words.announce.putBack);
    } else if (draft.isChanged) {
      this.#undecided = draft.putDown();
      this.#show(this.#undecided);
      this.#view.announce(this.#words.announce.decide);
    } else {
      this.cancel();
    }
  }

  #cursorOf(draft: PointDraft): Point {
    return draft.cursor ?? windowCenter(this.#view.window());
  }

  #add(draft: PointDraft, at: Point): void {
    if (!draft.canAdd) {
      this.#view.refuse(this.#words.problem.full(formatCount(dataLimits.customPointCount[1], this.#language)));
      return;
    }
    const place = this.#rounded(at);
    const after = draft.add(place);
    this.#show(after);
    this.#view.announce(this.#words.announce.added(this.#nameOf(draft), this.#placeOf(place), ...this.#countOf(after)));
  }

  #announceSelected({ points, selected }: PointDraft): void {
    const point = selected === null ? undefined : points[selected];
    if (point) this.#view.announce(this.#words.announce.selected(this.#nameOf(point), this.#placeOf(point)));
  }

  #apply(apply: (draft: PointDraft, session: Session) => DraftOutcome): void {
    const draft = this.draft?.putDown();
    if (!draft) return;
    const wasPaused = this.#session.snapshot.state === 'ready';
    // The data that are about to come are its own.
    this.#picture.update({ draft: null });
    const outcome = apply(draft, this.#session);
    switch (outcome.kind) {
      case 'problem':
        this.#show(draft);
        return this.#view.announce(problemText(outcome.problem, this.#language));
      case 'nothing':
        return this.#leave(this.#words.announce.left);
      case 'move':
        return this.#leave(this.#words.announce.moved);
      case 'restart':
        this.#leave(this.#words.announce.restarted(...this.#countOf(draft)));
        if (!wasPaused) this.#view.restarted();
        return;
      default:
        return outcome satisfies never;
    }
  }

  #leave(announcement: string): void {
    this.#picture.update({ draft: null });
    this.#view.focus();
    this.#view.announce(announcement);
  }

  #show(draft: PointDraft): void {
    this.#picture.update({ draft });
  }

  #reach(isTouch: boolean): number {
    return this.#view.unitsPerPixel() * (isTouch ? REACH.touch : REACH.mouse);
  }

  /** No more digits than can be seen: a fifth of a pixel. */
  #rounded({ x, y }: Point): Point {
    const digits = Math.min(12, Math.max(0, Math.ceil(-Math.log10(this.#view.unitsPerPixel() / 5))));
    return { x: Number(x.toFixed(digits)), y: Number(y.toFixed(digits)) };
  }

  #nameOf({ label }: { readonly label: number }): string {
    return this.#words.class(formatCount(label, this.#language));
  }

  /** As it is written, and as words are chosen by. */
  #countOf({ points: { length } }: PointDraft): [count: string, howMany: number] {
    return [formatCount(length, this.#language), length];
  }

  #placeOf({ x, y }: Point): string {
    const language = this.#language;
    return language.of('reading', readingStrings).at(formatCoordinate(x, language), formatCoordinate(y, language));
  }

  get #language(): Language {
    return this.#view.language();
  }

  get #words(): Words<typeof editStrings> {
    return this.#language.of('edit', editStrings);
  }
}
