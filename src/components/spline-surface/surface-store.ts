import type { Lift } from '../../geometry/lifted-surface.js';
import { Store } from '../store.js';
import { homeOrbit, type Orbit } from './orbit.js';

/** What linked surfaces share: where they are seen from, and what is taken as height. */
export interface SurfaceState {
  readonly orbit: Orbit;
  readonly lift: Lift;
}

const defaultSurface: SurfaceState = { orbit: homeOrbit, lift: { of: 'difference', class: 1, other: 0 } };

/** The state of linked surfaces. */
export class SurfaceStore extends Store<SurfaceState> {
  constructor(state = defaultSurface) {
    super(state);
  }
}
