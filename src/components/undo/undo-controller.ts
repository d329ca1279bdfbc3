import type { LitElement, ReactiveController } from 'lit';
import type { Session } from '../../training/session.js';
import type { Language } from '../language.js';
import type { PictureStore } from '../picture-store.js';
import { GestureHold } from './gesture-hold.js';
import { PictureUndo } from './picture-undo.js';
import { turnSession, whyNot } from './turn-session.js';
import { undoKey, type UndoDirection } from './undo-keys.js';

/** What undoing needs of an element. */
export interface UndoHost {
  readonly session: () => Session | null;
  readonly picture: () => PictureStore;
  /** Tells a reader who does not see it what has been undone. */
  readonly say: (sentence: string) => void;
  /** What it is said in; English without it. */
  readonly language?: () => Language;
  /** Something has been undone, or done again. */
  readonly onTurned?: (direction: UndoDirection) => void;
}

/**
 * Undoing in an element: keys and buttons act on its session, which hears of what is changed about the pictures, and of when a
 * pointer is down.
 */
export class UndoController implements ReactiveController {
  readonly #host: UndoHost;
  #picture: PictureUndo | null = null;

  constructor(element: LitElement, host: UndoHost) {
    new GestureHold(element, host.session);
    this.#host = host;
    element.addController(this);
  }

  hostConnected(): void {
    this.#picture = new PictureUndo(this.#host.picture(), this.#host.session);
  }

  hostDisconnected(): void {
    this.#picture?.dispose();
    this.#picture = null;
  }

  readonly act = (direction: UndoDirection): void => {
    this.#turn(direction);
  };

  /** True where the key was one of undoing. */
  onKey(event: KeyboardEvent): boolean {
    const direction = undoKey(event);
    if (!direction) return false;
    event.preventDefault();
    const session = this.#host.session();
    // A button says so by its name.
    if (!this.#turn(direction) && session) this.#host.say(whyNot(session, direction, this.#host.language?.()));
    return true;
  }

  /** What `open` changes about the pictures is undone with what it opens in the session. */
  whileOpening<T>(open: () => T): T {
    return this.#picture ? this.#picture.whileOpening(open) : open();
  }

  /** False where nothing could be undone, or done again. */
  #turn(direction: UndoDirection): boolean {
    const session = this.#host.session();
    const said = session && turnSession(session, direction, this.#host.language?.());
    if (said === null) return false;
    this.#host.onTurned?.(direction);
    this.#host.say(said);
    return true;
  }
}
