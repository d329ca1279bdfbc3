import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ViewWindow } from '../../training/picture.js';
import type { Language } from '../language.js';
import type { PictureStore } from '../picture-store.js';
import { focusLeaves } from '../reading/focus-leaves.js';
import { readerOf, type ExactCells } from '../reading/partition-reader.js';
import type { Reading } from '../reading/reading.js';
import { readingSentence, readingText } from '../reading/reading-sentence.js';
import { readingStrings } from '../reading/reading-strings.js';
import { nextCell, smallStep } from '../reading/walk.js';
import type { ShiftKey } from '../spline-view/picture-keys.js';
import { windowCenter, type Point } from '../spline-view/view-transform.js';

/** What is read of a picture. */
export interface ReadPicture {
  store(): PictureStore;
  /** Where there is something to read; null: nowhere yet. */
  window(): ViewWindow | null;
  /** Of the point that is read. */
  reading(): Reading | null;
  /** To go on from cell to cell; null: in small steps alone. */
  cells(): ExactCells | null;
  say(sentence: string): void;
  /** What it is said in. */
  language(): Language;
}

/**
 * The point that is read in a picture and in those linked with it, chosen by pointer or walked by keys. Who reads by keys
 * goes on until the focus leaves the element.
 */
export class ProbeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #picture: ReadPicture;
  #isByKeys = false;
  #own: Point | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, picture: ReadPicture) {
    this.#host = host;
    this.#picture = picture;
    host.addController(this);
  }

  /** Whether arrow keys move the point. */
  get isByKeys(): boolean {
    return this.#isByKeys;
  }

  /** Whether the point was chosen here rather than in a linked picture. */
  get isOwn(): boolean {
    return this.#probe === this.#own;
  }

  /** Null: none is read. */
  point(at: Point | null): void {
    this.#own = at;
    this.#picture.store().update({ probe: at });
  }

  /** Begins reading by keys, and then says all that there is to say. */
  read(): void {
    const reading = this.#picture.reading();
    const window = this.#picture.window();
    if (this.#isByKeys && reading) this.#picture.say(readingText(reading, this.#picture.language()));
    else if (window) this.#readAt(this.#probe ?? windowCenter(window));
    this.#isByKeys = true;
    this.#host.requestUpdate();
  }

  /** On to the next cell; in small steps with Shift, and where there are no exact cells, or not yet. */
  walk(key: ShiftKey): void {
    const window = this.#picture.window();
    if (!window) return;
    const from = this.#probe ?? windowCenter(window);
    const cells = this.#picture.cells();
    const reader = cells && readerOf(cells);
    if (key.modified || !reader) return this.#readAt(smallStep(window, from, key));
    const next = nextCell(reader, from, key);
    this.#readAt(next ?? from, next ? '' : this.#picture.language().of('reading', readingStrings).spoken.atEdge);
  }

  end(): void {
    this.#isByKeys = false;
    this.point(null);
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#host.addEventListener('focusout', this.#onFocusOut);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('focusout', this.#onFocusOut);
  }

  get #probe(): Point | null {
    return this.#picture.store().state.probe;
  }

  #readAt(at: Point, before = ''): void {
    this.point(at);
    const reading = this.#picture.reading();
    if (reading) this.#picture.say(before + readingSentence(reading, this.#picture.language()));
  }

  readonly #onFocusOut = (event: FocusEvent): void => {
    if (this.#isByKeys && focusLeaves(event)) this.end();
  };
}
