import '../../src/components/spline-view/define.js';
import type { SplineView } from '../../src/components/spline-view/spline-view.js';
import { PictureStore } from '../../src/components/picture-store.js';
import type { ViewRequest } from '../../src/training/session.js';
import { FakeSession } from './fake-session.js';
import { find, mount, nextFrames, textOf } from './settle.js';

/** A <spline-view> of 400 x 400 CSS pixels on a fake session, by what a reader sees and does. */
export class ViewHarness {
  readonly session: FakeSession;
  readonly picture: PictureStore;
  readonly view: SplineView;

  private constructor(view: SplineView, session: FakeSession, picture: PictureStore) {
    this.view = view;
    this.session = session;
    this.picture = picture;
  }

  static async make(model = 1, session = new FakeSession(), picture = new PictureStore()): Promise<ViewHarness> {
    const view = document.createElement('spline-view');
    view.session = session;
    view.model = model;
    view.picture = picture;
    await mount(view);
    return new ViewHarness(view, session, picture);
  }

  get frame(): HTMLElement {
    return find(this.view, '.frame');
  }

  get overlay(): HTMLCanvasElement {
    return find<HTMLCanvasElement>(this.view, '.overlay');
  }

  get readout(): string {
    return textOf(find(this.view, '.readout'));
  }

  /** What the session is asked to draw now. */
  get request(): ViewRequest | null {
    return this.session.views.get(this.view.model)?.() ?? null;
  }

  async settle(): Promise<void> {
    await this.view.updateComplete;
    await nextFrames();
    await this.view.updateComplete;
  }

  button(name: string): HTMLButtonElement {
    const buttons = [...(this.view.shadowRoot?.querySelectorAll('button') ?? [])];
    const found = buttons.find((button) => (button.ariaLabel ?? textOf(button)) === name);
    if (!found) throw new Error(`There is no button “${name}”.`);
    return found;
  }

  async press(key: string, options: KeyboardEventInit = {}, target: HTMLElement = this.frame): Promise<KeyboardEvent> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...options });
    target.dispatchEvent(event);
    await this.settle();
    return event;
  }

  /** Positions in CSS pixels from the picture's top left corner. */
  pointer(type: string, x: number, y: number, options: PointerEventInit = {}, target: HTMLElement = this.frame): void {
    const box = this.frame.getBoundingClientRect();
    target.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        pointerType: 'mouse',
        clientX: box.left + x,
        clientY: box.top + y,
        bubbles: true,
        composed: true,
        ...options,
      }),
    );
  }

  async drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    this.pointer('pointerdown', ...from);
    this.pointer('pointermove', (from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
    this.pointer('pointermove', ...to);
    this.pointer('pointerup', ...to);
    await this.settle();
  }

  async wheel(x: number, y: number, options: WheelEventInit): Promise<WheelEvent> {
    const box = this.frame.getBoundingClientRect();
    const event = new WheelEvent('wheel', {
      clientX: box.left + x,
      clientY: box.top + y,
      bubbles: true,
      cancelable: true,
      ...options,
    });
    this.frame.dispatchEvent(event);
    await this.settle();
    return event;
  }

  /** Colour of the overlay at a point of the input plane, [red, green, blue, alpha]. */
  overlayColorAt(x: number, y: number): number[] {
    const { window } = this.view;
    const { width, height } = this.overlay;
    const column = Math.floor(((x - window.x0) / (window.x1 - window.x0)) * width);
    const row = Math.floor(((window.y1 - y) / (window.y1 - window.y0)) * height);
    return [...(this.overlay.getContext('2d')?.getImageData(column, row, 1, 1).data ?? [])];
  }
}
