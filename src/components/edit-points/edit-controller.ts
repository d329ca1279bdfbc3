import { html, type TemplateResult } from 'lit';
import type { Session } from '../../training/session.js';
import { emit } from '../events.js';
import type { Language } from '../language.js';
import type { PictureStore } from '../picture-store.js';
import type { WindowMover } from '../spline-view/window-mover.js';
import { editPanel } from './edit-panel.js';
import { PointEditing } from './point-editing.js';

/** The element whose picture is edited. */
export type EditedView = HTMLElement & {
  readonly session: Session | null;
  readonly picture: PictureStore;
  readonly language: Language;
};

/** Editing of points in one picture: the panel under it, its keys, and what the page hears of it. */
export class EditController {
  readonly #view: EditedView;
  readonly #window: WindowMover;
  readonly #frame: () => HTMLElement;
  #editing: PointEditing | null = null;

  /** @param frame is in focus while keys edit */
  constructor(view: EditedView, window: WindowMover, frame: () => HTMLElement) {
    this.#view = view;
    this.#window = window;
    this.#frame = frame;
  }

  /** Null without a session. */
  get editing(): PointEditing | null {
    return this.#editing;
  }

  /** To be called when the view has another session or picture. */
  follow(): void {
    const { session, picture } = this.#view;
    this.#editing =
      session &&
      new PointEditing(session, picture, {
        window: () => this.#window.window,
        unitsPerPixel: () => this.#window.unitsPerPixel,
        announce: (text) => emit(this.#view, 'spline-announce', text),
        refuse: (reason) => emit(this.#view, 'spline-refused', reason),
        restarted: () => emit(this.#view, 'spline-restart', null),
        language: () => this.#view.language,
        focus: () => this.#frame().focus({ preventScroll: true }),
      });
  }

  /** Under the picture while points are edited. */
  panel(): TemplateResult | null {
    const { draft, theme } = this.#view.picture.state;
    const snapshot = this.#view.session?.snapshot;
    if (!draft || !snapshot || !this.#editing) return null;
    return html`<div @keydown=${this.onKey}>${editPanel(draft, snapshot, theme, this.#editing, this.#view.language)}</div>`;
  }

  /** Acts on a key that edits; nobody else does then. */
  readonly onKey = (event: KeyboardEvent): void => {
    if (!this.#editing?.onKey(event, event.target === this.#frame())) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
