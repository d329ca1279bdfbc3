import type { Placement } from '../../training/data-set.js';
import { pictureWindow } from '../../training/datasets/data-window.js';
import { InvalidSettingError } from '../../training/invalid-setting-error.js';
import type { Session } from '../../training/session.js';
import { shownWindow, type PictureStore } from '../picture-store.js';
import type { ShiftKey } from './picture-keys.js';
import { cloudCircle, growWindow, movePlacement, turnPlacement, type Point } from './view-transform.js';

export interface CloudRing {
  readonly center: Point;
  readonly radius: number;
  /** Where the handle sits that turns and scales. */
  readonly handle: Point;
}

/** Radius of the ring over that of the cloud. */
const RING_FACTOR = 1.15;
/** Of an arrow key: share of the window's width, degrees, factor. */
const KEY_STEP = 0.04;
const KEY_TURN = 5;
const KEY_SCALE = 1.05;

/** Moves the cloud of a session by gestures; many small ones make at most one change per frame. */
export class DataMover {
  readonly #session: Session;
  readonly #picture: PictureStore;
  readonly #onRefused: (message: string) => void;
  #wanted: Placement | null = null;
  /** Whether all of the data was in sight when the gesture began; null between gestures. */
  #wasAllInSight: boolean | null = null;
  #frame = 0;

  constructor(session: Session, picture: PictureStore, onRefused: (message: string) => void) {
    this.#session = session;
    this.#picture = picture;
    this.#onRefused = onRefused;
  }

  /** Circle around the cloud, null without data. */
  get ring(): CloudRing | null {
    const { data } = this.#session.snapshot;
    if (!data || data.train.count === 0) return null;
    const { center, radius } = cloudCircle(data.dimension, data.train);
    const angle = (this.#placement.rotation * Math.PI) / 180;
    const reach = radius * RING_FACTOR;
    const handle = { x: center.x + reach * Math.cos(angle), y: center.y + reach * Math.sin(angle) };
    return { center, radius: reach, handle };
  }

  move(dx: number, dy: number): void {
    this.#want(movePlacement(this.#placement, dx, dy));
  }

  /** @param from and `to` in the input plane */
  pull(from: Point, to: Point): void {
    const center = this.ring?.center;
    if (!center) return;
    const relative = (point: Point): Point => ({ x: point.x - center.x, y: point.y - center.y });
    this.#want(turnPlacement(this.#placement, relative(from), relative(to)));
  }

  turn(degrees: number, factor: number): void {
    const angle = (degrees * Math.PI) / 180;
    this.#want(
      turnPlacement(this.#placement, { x: 1, y: 0 }, { x: factor * Math.cos(angle), y: factor * Math.sin(angle) }),
    );
  }

  /** By an arrow key: moves, or turns and scales with Shift. */
  shiftByKey(key: ShiftKey): void {
    if (key.modified) return this.turnByKey(key);
    const { x0, x1 } = shownWindow(this.#picture.state, this.#session.snapshot.data);
    const step = KEY_STEP * (x1 - x0);
    this.move(key.dx * step, key.dy * step);
    this.finish();
  }

  turnByKey({ dx, dy }: ShiftKey): void {
    this.turn(-KEY_TURN * dx, KEY_SCALE ** dy);
    this.finish();
  }

  /**
   * Ends a gesture, at a placement of no more digits than can be seen. Data that was all in sight stays so, with what was in
   * sight before; who had zoomed in stays there.
   */
  finish(): void {
    const { window } = this.#picture.state;
    if (this.#wasAllInSight === null || !window) return;
    this.#wanted = rounded(this.#placement, window.x1 - window.x0);
    this.#apply();
    const { data } = this.#session.snapshot;
    if (data && this.#wasAllInSight) this.#picture.update({ window: growWindow(window, pictureWindow(data)) });
    this.#wasAllInSight = null;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#wanted = null;
  }

  get #placement(): Placement {
    return this.#wanted ?? this.#session.snapshot.config.data.placement;
  }

  /** The default window follows the data, so that the data would seem to stay: from now on the window stays. */
  #keepWindow(): void {
    const { data } = this.#session.snapshot;
    if (!data) return;
    if (!this.#picture.state.window) this.#picture.update({ window: pictureWindow(data) });
    const { window } = this.#picture.state;
    this.#wasAllInSight ??= window !== null && growWindow(window, pictureWindow(data)) === window;
  }

  #want(placement: Placement): void {
    this.#wanted = placement;
    this.#keepWindow();
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#apply());
  }

  #apply(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const placement = this.#wanted;
    this.#wanted = null;
    if (!placement) return;
    try {
      this.#session.placeData(placement);
    } catch (error) {
      if (!(error instanceof InvalidSettingError)) throw error;
      this.#onRefused(error.message);
    }
  }
}

/** @param extent of the window; a thousandth of it is less than what a picture shows */
function rounded({ dx, dy, scale, rotation }: Placement, extent: number): Placement {
  const digits = Math.max(0, Math.ceil(-Math.log10(extent / 1000)));
  const round = (value: number, decimals: number): number => Number(value.toFixed(Math.min(decimals, 12)));
  return { dx: round(dx, digits), dy: round(dy, digits), scale: round(scale, 3), rotation: round(rotation, 1) };
}
