/** What gestures and keys do to a flat picture. */
import type { ProbeController } from '../controllers/probe-controller.js';
import type { PointEditing } from '../edit-points/point-editing.js';
import type { Language } from '../language.js';
import type { PictureStore } from '../picture-store.js';
import type { ShiftPad } from '../shift-pad.js';
import type { CloudRing, DataMover } from './data-mover.js';
import type { GestureTarget } from './gestures.js';
import type { PictureKeyActions, ShiftKey } from './picture-keys.js';
import type { Point } from './view-transform.js';
import type { WindowMover } from './window-mover.js';
import { pictureStrings } from './picture-strings.js';

/** What they act on. */
export interface ViewInput {
  readonly window: WindowMover;
  readonly probe: ProbeController;
  readonly picture: () => PictureStore;
  /** Null without a session, and so is `editing`. */
  readonly mover: () => DataMover | null;
  readonly editing: () => PointEditing | null;
  /** Reads a place of the picture, in CSS pixels; null: none. */
  readonly read: (at: Point | null) => void;
  /** Ends reading and moving. */
  readonly leave: () => void;
  readonly hint: () => void;
  readonly language: () => Language;
}

/** Share of the window that an arrow moves it by, on a key or on a button. */
const WINDOW_STEP = 0.08;
/** The same of a selected point; who wants to go far can delete it and click at the other end. */
const POINT_STEP = 0.02;

/** Drags move the window, the data while that is being moved, or a point that is being edited. */
export function viewGestures({ window, picture, mover, editing, read, hint }: ViewInput): GestureTarget {
  return {
    dragOf: (at, isTouch) => {
      const place = window.toWorld(at);
      if (editing()?.press(place, isTouch)) return 'point';
      const ring = picture().state.movingData ? mover()?.ring : null;
      return ring && isWithin(ring, place) ? 'data' : 'window';
    },
    onPan: (dx, dy) => window.drag(dx, dy),
    onZoom: (factor, anchor) => window.zoom(factor, window.toWorld(anchor)),
    onMoveData: (dx, dy) => {
      const from = window.toWorld({ x: 0, y: 0 });
      const to = window.toWorld({ x: dx, y: dy });
      mover()?.move(to.x - from.x, to.y - from.y);
    },
    onMovePoint: (to) => editing()?.drag(window.toWorld(to)),
    onMoveEnd: () => {
      mover()?.finish();
      editing()?.drop();
    },
    onTap: (at, isTouch) => {
      if (picture().state.draft) editing()?.tap(window.toWorld(at), isTouch);
      else if (isTouch) read(at);
    },
    onPoint: (at) => !picture().state.draft && read(at),
    onPlainWheel: hint,
  };
}

const isWithin = ({ center, radius }: CloudRing, { x, y }: Point): boolean =>
  Math.hypot(x - center.x, y - center.y) <= radius;

/** Arrow keys move the data while that is being moved, the point that is read, or else the window. */
export function viewKeys({ window, probe, picture, mover, leave }: ViewInput): PictureKeyActions {
  return {
    shift: (key) => {
      if (picture().state.movingData) mover()?.shiftByKey(key);
      else if (probe.isByKeys) probe.walk(key);
      else panBy(window, key);
    },
    zoom: (factor) => window.zoom(factor, (probe.isByKeys && picture().state.probe) || undefined),
    fit: () => window.fit(),
    read: () => probe.read(),
    leave: () => {
      const { movingData, probe: point } = picture().state;
      const isBusy = probe.isByKeys || movingData || point !== null;
      if (isBusy) leave();
      return isBusy;
    },
  };
}

/** Buttons move the point that is selected, the data while that is being moved, or else the window: what a drag would move. */
export function viewPad({ window, picture, mover, editing, language }: ViewInput): ShiftPad {
  const { movingData, draft } = picture().state;
  const words = language().of('picture', pictureStrings).shift;
  if (draft && draft.selected !== null) {
    const shift = ({ dx, dy }: ShiftKey): void => editing()?.nudge(dx * POINT_STEP, dy * POINT_STEP);
    return { label: words.point, turns: false, shift };
  }
  if (movingData) return { label: words.data, turns: true, shift: (key) => mover()?.shiftByKey(key) };
  return { label: words.window, turns: false, shift: (key) => panBy(window, key) };
}

const panBy = (window: WindowMover, { dx, dy }: ShiftKey): void => window.pan(-dx * WINDOW_STEP, dy * WINDOW_STEP);
