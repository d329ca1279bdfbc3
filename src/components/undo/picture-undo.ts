import type { PageReversal, Session } from '../../training/session.js';
import { isEqual } from '../../training/is-equal.js';
import type { PictureState, PictureStore } from '../picture-store.js';
import { undoStrings } from './undo-strings.js';

/** How pictures are drawn; where one looks is no edit. */
type Look = Pick<PictureState, 'layers' | 'numberFill' | 'exactLines' | 'points' | 'nearestWallDisc'>;

const lookOf = ({ layers, numberFill, exactLines, points, nearestWallDisc }: PictureState): Look => ({
  layers,
  numberFill,
  exactLines,
  points,
  nearestWallDisc,
});

/** Notes in a session what is changed about its pictures, so that it can be undone there with everything else. */
export class PictureUndo {
  readonly #session: () => Session | null;
  readonly #picture: PictureStore;
  readonly #unsubscribe: () => void;
  #look: Look;
  /** What is changed is an undoing itself, or comes with something else. */
  #isReversing = false;
  #isOpening = false;

  constructor(picture: PictureStore, session: () => Session | null) {
    this.#picture = picture;
    this.#session = session;
    this.#look = lookOf(picture.state);
    this.#unsubscribe = picture.subscribe(() => this.#onChange());
  }

  /** What is changed by `open` is undone with what it opens in the session. */
  whileOpening<T>(open: () => T): T {
    this.#isOpening = true;
    try {
      return open();
    } finally {
      this.#isOpening = false;
    }
  }

  dispose(): void {
    this.#unsubscribe();
  }

  #onChange(): void {
    const before = this.#look;
    const after = lookOf(this.#picture.state);
    this.#look = after;
    if (this.#isReversing || isEqual(before, after)) return;
    const reversal: PageReversal = { undo: () => this.#show(before), redo: () => this.#show(after) };
    if (this.#isOpening) return this.#session()?.noteWithEdit(reversal);
    const subject = subjectOf(before, after);
    this.#session()?.noteEdit({ kind: 'page', subject, name: undoStrings.picture[subject] }, reversal);
  }

  #show(look: Look): void {
    this.#isReversing = true;
    this.#picture.update(look);
    this.#isReversing = false;
  }
}

function subjectOf(before: Look, after: Look): keyof typeof undoStrings.picture {
  const changed: (keyof typeof undoStrings.picture)[] = [];
  const isFill = before.numberFill !== after.numberFill || before.layers.fill !== after.layers.fill;
  if (isFill) changed.push('fill');
  if (!isEqual(before.layers.walls, after.layers.walls)) changed.push('walls');
  if (before.layers.decisionBoundary !== after.layers.decisionBoundary) changed.push('decisionBoundary');
  for (const name of ['exactLines', 'points', 'nearestWallDisc'] as const) {
    if (before[name] !== after[name]) changed.push(name);
  }
  return changed.length === 1 ? changed[0]! : 'several';
}
