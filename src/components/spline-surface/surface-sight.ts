import type { PictureBoxController } from '../controllers/picture-box-controller.js';
import type { Point } from '../spline-view/view-transform.js';
import {
  homeOrbit,
  project,
  rayThrough,
  turnOrbit,
  viewProjection,
  zoomOrbit,
  type BoxPoint,
  type Matrix4,
  type Orbit,
} from './orbit.js';
import type { SurfaceModel } from './surface-model.js';
import { standing } from './surface-overlay.js';
import type { SurfaceStore } from './surface-store.js';

/** What is looked at, and from where. */
export interface LookedAt {
  readonly model: () => SurfaceModel | null;
  readonly view: () => SurfaceStore;
}

/** Turns and zooms linked surfaces, and tells which point of this one is seen where; places are in CSS pixels of the frame. */
export class SurfaceSight {
  readonly #at: LookedAt;
  readonly #box: PictureBoxController;

  constructor(at: LookedAt, box: PictureBoxController) {
    this.#at = at;
    this.#box = box;
  }

  /** From the surface's box to clip space. */
  get matrix(): Matrix4 {
    const { cssWidth, cssHeight } = this.#box.size;
    return viewProjection(this.#orbit, cssHeight > 0 ? cssWidth / cssHeight : 1);
  }

  /** The point of the input plane whose lifted point is seen at a place; null beside the surface. */
  inputAt(place: Point): Point | null {
    const hit = this.#pick(place);
    const model = this.#at.model();
    return hit && model ? { x: model.box.x(hit[0]), y: model.box.y(hit[1]) } : null;
  }

  /** Where a point of the input plane is seen; null outside the window or before there is one. */
  placeOf(point: Point): Point | null {
    const model = this.#at.model();
    const foot = model && standing(model, point);
    const at = foot && project(this.matrix, foot);
    const { cssWidth, cssHeight } = this.#box.size;
    return at && { x: at.x * cssWidth, y: at.y * cssHeight };
  }

  /** By degrees. */
  turn(right: number, up: number): void {
    this.#look(turnOrbit(this.#orbit, right, up));
  }

  /** @param place stays where it is, if there is some of the surface */
  zoom(factor: number, place?: Point): void {
    this.#look(zoomOrbit(this.#orbit, factor, place && this.#pick(place)));
  }

  fromAbove(): void {
    this.#look({ ...this.#orbit, azimuth: 0, elevation: 90 });
  }

  home(): void {
    this.#look(homeOrbit);
  }

  get #orbit(): Orbit {
    return this.#at.view().state.orbit;
  }

  #look(orbit: Orbit): void {
    this.#at.view().update({ orbit });
  }

  #pick(place: Point): BoxPoint | undefined {
    const { cssWidth, cssHeight } = this.#box.size;
    const model = this.#at.model();
    if (!model || cssWidth === 0) return undefined;
    const hit = model.picker.pick(rayThrough(this.matrix, { x: place.x / cssWidth, y: place.y / cssHeight }));
    return hit ? [hit.u, hit.v, hit.z] : undefined;
  }
}
