import type { LitElement, ReactiveController } from 'lit';
import type { Session } from '../../training/session.js';
import type { Language } from '../language.js';
import type { PictureStore } from '../picture-store.js';
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
  readonly #element: LitElement;
  readonly #host: UndoHost;
  #picture: PictureUndo | null = null;
  /** The end of a gesture whose pointer is up. */
  #ending: ReturnType<typeof setTimeout> | undefined;

  constructor(element: LitElement, host: UndoHost) {
    this.#element = element;
    this.#host = host;
    element.addController(this);
  }

  hostConnected(): void {
    this.#picture = new PictureUndo(this.#host.picture(), this.#host.session);
    this.#element.addEventListener('pointerdown', this.#onPointerDown);
    window.addEventListener('pointerup', this.#onPointerUp, true);
    window.addEventListener('pointercancel', this.#onPointerUp, true);
  }

  hostDisconnected(): void {
    this.#endHold();
    this.#picture?.dispose();
    this.#picture = null;
    this.#element.removeEventListener('pointerdown', this.#onPointerDown);
    window.removeEventListener('pointerup', this.#onPointerUp, true);
    window.removeEventListener('pointercancel', this.#onPointerUp, true);
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

  readonly #onPointerDown = (): void => {
    if (this.#ending !== undefined) this.#endHold();
    this.#hold(true);
  };

  /** What is dragged hears of the pointer later, and may make its last edit then. */
  readonly #onPointerUp = (): void => {
    this.#ending ??= setTimeout(() => this.#endHold());
  };

  #endHold(): void {
    clearTimeout(this.#ending);
    this.#ending = undefined;
    this.#hold(false);
  }

  #hold(isDown: boolean): void {
    const session = this.#host.session();
    if (session) session.isGestureUnderWay = isDown;
  }
}
