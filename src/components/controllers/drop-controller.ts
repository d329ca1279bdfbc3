import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Files that are dragged over an element and dropped on it. */
export class DropController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onFiles: (files: readonly File[]) => void;
  #isOver = false;
  /** Dragging from one part of the element to another enters the new part before it leaves the old one. */
  #depth = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, onFiles: (files: readonly File[]) => void) {
    this.#host = host;
    this.#onFiles = onFiles;
    host.addController(this);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  hostConnected(): void {
    this.#host.addEventListener('dragenter', this.#onEnter);
    this.#host.addEventListener('dragover', this.#onOver);
    this.#host.addEventListener('dragleave', this.#onLeave);
    this.#host.addEventListener('drop', this.#onDrop);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('dragenter', this.#onEnter);
    this.#host.removeEventListener('dragover', this.#onOver);
    this.#host.removeEventListener('dragleave', this.#onLeave);
    this.#host.removeEventListener('drop', this.#onDrop);
    this.#end();
  }

  readonly #onEnter = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.#depth++;
    if (this.#isOver) return;
    this.#isOver = true;
    this.#host.requestUpdate();
  };

  readonly #onOver = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  };

  readonly #onLeave = (event: DragEvent): void => {
    if (hasFiles(event) && --this.#depth <= 0) this.#end();
  };

  readonly #onDrop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.#end();
    this.#onFiles([...(event.dataTransfer?.files ?? [])]);
  };

  #end(): void {
    this.#depth = 0;
    if (!this.#isOver) return;
    this.#isOver = false;
    this.#host.requestUpdate();
  }
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
