import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { GestureMode } from './gesture-modes.js';
import type { Point } from './view-transform.js';

export type DragKind = 'window' | 'data' | 'point';

/** Positions in CSS pixels from the picture's top left corner. */
export interface GestureTarget {
  /** What a drag from here moves. */
  dragOf(at: Point, isTouch: boolean): DragKind;
  onPan(dx: number, dy: number): void;
  onZoom(factor: number, anchor: Point): void;
  onMoveData(dx: number, dy: number): void;
  onMovePoint(to: Point): void;
  /** Of data or of a point. */
  onMoveEnd(): void;
  onTap(at: Point, isTouch: boolean): void;
  /** Null: the pointer has left. */
  onPoint(at: Point | null): void;
  /** A plain wheel over the picture: it scrolls the page, and the reader may have meant to zoom. */
  onPlainWheel(): void;
}

/** A press that moves less than this, in CSS pixels, is a tap. */
const TAP_DISTANCE = 6;
/** Zoom per unit of wheel travel; 100 units (one notch) zoom by about 1.2. */
const WHEEL_ZOOM = 0.0018;

/** Pointer, touch and wheel on a picture; the element's touch-action has to suit the mode. */
export class GestureController implements ReactiveController {
  readonly #target: GestureTarget;
  readonly #mode: () => GestureMode;
  readonly #pointers = new Map<number, Point>();
  #surface: HTMLElement | null = null;
  #pressedAt: Point | null = null;
  #isTap = false;
  #drag: DragKind = 'window';
  /** One finger that moves up or down: the page scrolls, and the browser takes the finger over in a moment. */
  #isScroll = false;

  constructor(host: ReactiveControllerHost, target: GestureTarget, mode: () => GestureMode = () => 'cooperative') {
    this.#target = target;
    this.#mode = mode;
    host.addController(this);
  }

  attach(surface: HTMLElement): void {
    this.hostDisconnected();
    this.#surface = surface;
    surface.addEventListener('pointerdown', this.#onDown);
    surface.addEventListener('pointermove', this.#onMove);
    surface.addEventListener('pointerup', this.#onUp);
    surface.addEventListener('pointercancel', this.#onCancel);
    surface.addEventListener('pointerleave', this.#onLeave);
    surface.addEventListener('wheel', this.#onWheel, { passive: false });
    surface.addEventListener('touchmove', this.#onTouchMove, { passive: false });
  }

  hostConnected(): void {
    if (this.#surface) this.attach(this.#surface);
  }

  hostDisconnected(): void {
    const surface = this.#surface;
    if (!surface) return;
    surface.removeEventListener('pointerdown', this.#onDown);
    surface.removeEventListener('pointermove', this.#onMove);
    surface.removeEventListener('pointerup', this.#onUp);
    surface.removeEventListener('pointercancel', this.#onCancel);
    surface.removeEventListener('pointerleave', this.#onLeave);
    surface.removeEventListener('wheel', this.#onWheel);
    surface.removeEventListener('touchmove', this.#onTouchMove);
    this.#pointers.clear();
  }

  /** Where an event is, in CSS pixels from the picture's top left corner. */
  locate(event: MouseEvent): Point {
    const box = this.#surface?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  }

  readonly #onDown = (event: PointerEvent): void => {
    if (this.#mode() === 'none' || (event.pointerType === 'mouse' && event.button !== 0)) return;
    const at = this.locate(event);
    this.#pointers.set(event.pointerId, at);
    if (event.isTrusted) this.#surface?.setPointerCapture(event.pointerId);
    if (this.#pointers.size === 1) {
      this.#pressedAt = at;
      this.#isTap = true;
      this.#isScroll = false;
      this.#drag = this.#target.dragOf(at, event.pointerType === 'touch');
    } else {
      this.#isTap = false;
      this.#isScroll = false;
      this.#endMove();
    }
  };

  readonly #onMove = (event: PointerEvent): void => {
    const at = this.locate(event);
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== 'touch' && this.#mode() !== 'none') this.#target.onPoint(at);
      return;
    }
    if (this.#isTap && this.#pressedAt && distance(at, this.#pressedAt) < TAP_DISTANCE) return;
    const mayScroll = event.pointerType === 'touch' && this.#drag !== 'point' && this.#mode() !== 'free';
    if (this.#isTap && mayScroll && this.#pressedAt) {
      this.#isScroll = Math.abs(at.y - this.#pressedAt.y) > Math.abs(at.x - this.#pressedAt.x);
    }
    this.#isTap = false;
    if (this.#isScroll) return;
    if (this.#mode() === 'read') {
      if (event.pointerType !== 'touch') this.#target.onPoint(at);
      return;
    }
    const others = [...this.#pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    this.#pointers.set(event.pointerId, at);
    const other = others[0];
    if (other) {
      const middle = midpoint(at, other);
      const last = midpoint(before, other);
      this.#target.onPan(middle.x - last.x, middle.y - last.y);
      this.#target.onZoom(distance(at, other) / Math.max(1, distance(before, other)), middle);
    } else if (this.#drag === 'data') {
      this.#target.onMoveData(at.x - before.x, at.y - before.y);
    } else if (this.#drag === 'point') {
      this.#target.onMovePoint(at);
    } else {
      this.#target.onPan(at.x - before.x, at.y - before.y);
    }
    if (event.pointerType !== 'touch') this.#target.onPoint(at);
  };

  readonly #onUp = (event: PointerEvent): void => {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (this.#isTap) this.#target.onTap(this.locate(event), event.pointerType === 'touch');
    if (this.#pointers.size === 0) this.#endMove();
    this.#isTap = false;
  };

  readonly #onCancel = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
    this.#isTap = false;
    this.#endMove();
  };

  readonly #onLeave = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch' && this.#pointers.size === 0) this.#target.onPoint(null);
  };

  readonly #onWheel = (event: WheelEvent): void => {
    if (this.#isStill) return;
    if (this.#mode() === 'cooperative' && !event.ctrlKey && !event.metaKey) {
      this.#target.onPlainWheel();
      return;
    }
    event.preventDefault();
    const travel = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
    this.#target.onZoom(Math.exp(-travel * WHEEL_ZOOM), this.locate(event));
  };

  /** Two fingers belong to the picture, and so does one that holds a point; the browser would scroll with them. */
  readonly #onTouchMove = (event: TouchEvent): void => {
    if (this.#isStill) return;
    if ((event.touches.length > 1 || this.#drag === 'point') && event.cancelable) event.preventDefault();
  };

  /** Whether wheel and fingers are the page's. */
  get #isStill(): boolean {
    return ['none', 'read'].includes(this.#mode());
  }

  #endMove(): void {
    if (this.#drag === 'window') return;
    this.#drag = 'window';
    this.#target.onMoveEnd();
  }
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const midpoint = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
