import type { UnitPlace } from '../../geometry/unit-place.js';
import type { PictureStore } from '../picture-store.js';
import type { Reading } from './reading.js';

/** A pointer that sweeps over the walls lights up nothing; one that rests on a wall for so long lights up its unit. */
const REST_MS = 90;

/** Lights up the unit of the wall that a pointer rests on. */
export class WallHover {
  readonly #picture: () => PictureStore;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lit: UnitPlace | null = null;

  constructor(picture: () => PictureStore) {
    this.#picture = picture;
  }

  /** To be called when the pointer has moved. @param reach in input units */
  follow(reading: Reading | null, reach: number): void {
    clearTimeout(this.#timer);
    const wall = reading && reading.nearest.distance <= reach ? reading.nearest : null;
    const { unit } = this.#picture().state;
    if (wall && unit?.layer === wall.layer && unit.unit === wall.unit) return;
    this.#clear();
    if (!wall) return;
    this.#timer = setTimeout(() => {
      this.#lit = { layer: wall.layer, unit: wall.unit };
      this.#picture().update({ unit: this.#lit });
    }, REST_MS);
  }

  leave(): void {
    clearTimeout(this.#timer);
    this.#clear();
  }

  /** A unit that something else has lit up since stays. */
  #clear(): void {
    if (this.#lit && this.#picture().state.unit === this.#lit) this.#picture().update({ unit: null });
    this.#lit = null;
  }
}
