import type { Fill, PictureLayers, PictureTheme, ViewWindow } from '../training/picture.js';
import type { Point } from './spline-view/view-transform.js';

export const pointSets = ['train', 'all', 'none'] as const;
/** Which data points a picture shows: training points, test points too (hollow), or none. */
export type PointSet = (typeof pointSets)[number];

/** What all pictures of one page share, so that they always show the same place in the same way. */
export interface PictureState {
  /** Null: the default window around the data. */
  readonly window: ViewWindow | null;
  readonly layers: PictureLayers;
  readonly points: PointSet;
  readonly theme: PictureTheme;
  /** Point of the input plane that is being read, in every picture. */
  readonly probe: Point | null;
  /** Whether drags and arrow keys move the data rather than the window. */
  readonly movingData: boolean;
  /** True: at most two drawings a second while training. */
  readonly reducedMotion: boolean;
}

export const defaultPicture: PictureState = {
  window: null,
  layers: { fill: 'confidence' satisfies Fill, walls: [], decisionBoundary: true },
  points: 'train',
  theme: 'light',
  probe: null,
  movingData: false,
  reducedMotion: false,
};

/** The shared state of linked pictures: one place to change it, and everybody who shows it is told. */
export class PictureStore {
  #state: PictureState;
  readonly #listeners = new Set<() => void>();

  constructor(state: PictureState = defaultPicture) {
    this.#state = state;
  }

  get state(): PictureState {
    return this.#state;
  }

  update(change: Partial<PictureState>): void {
    const next = { ...this.#state, ...change };
    const keys = Object.keys(change) as (keyof PictureState)[];
    if (keys.every((key) => next[key] === this.#state[key])) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** Returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
