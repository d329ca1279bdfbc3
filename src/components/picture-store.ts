import { isNumberFill, type ExactFill, type NumberFill } from '../geometry/cell-fills.js';
import type { UnitPlace } from '../geometry/unit-place.js';
import type { DataSet } from '../training/data-set.js';
import { pictureWindow } from '../training/datasets/data-window.js';
import type { Fill, PictureLayers, PictureTheme, PointSet, ViewWindow } from '../training/picture.js';
import type { PointDraft } from './edit-points/point-draft.js';
import { emptyWindow, type Point } from './spline-view/view-transform.js';
import { Store } from './store.js';

/** What all pictures of one page share, so that they always show the same place in the same way. */
export interface PictureState {
  /** Null: the default window around the data. */
  readonly window: ViewWindow | null;
  readonly layers: PictureLayers;
  /** A fill by a number, which only exact cells have, in place of that of `layers`; null: none. */
  readonly numberFill: NumberFill | null;
  /** Whether exact lines are drawn over the GPU's picture, in place of its own. */
  readonly exactLines: boolean;
  readonly points: PointSet;
  readonly theme: PictureTheme;
  /** Point of the input plane that is being read, in every picture. */
  readonly probe: Point | null;
  /** Hidden unit that is lit up: its boundary in every picture, its place in every diagram. */
  readonly unit: UnitPlace | null;
  /** Whether the disc up to the nearest wall is drawn about the point that is read. */
  readonly nearestWallDisc: boolean;
  /** Whether the diagrams of the networks are open. */
  readonly diagrams: boolean;
  /** Whether drags and arrow keys move the data rather than the window. */
  readonly movingData: boolean;
  /** Points that are being edited, in every picture; null: none are. */
  readonly draft: PointDraft | null;
  /** True: at most two drawings a second while training. */
  readonly reducedMotion: boolean;
}

export const defaultPicture: PictureState = {
  window: null,
  layers: { fill: 'confidence' satisfies Fill, walls: [], decisionBoundary: true },
  numberFill: null,
  exactLines: false,
  points: 'train',
  theme: 'light',
  probe: null,
  unit: null,
  nearestWallDisc: true,
  diagrams: false,
  movingData: false,
  draft: null,
  reducedMotion: false,
};

/** What cells are filled by. */
export const fillOf = ({ layers, numberFill }: PictureState): ExactFill => numberFill ?? layers.fill;

/** Layers with another fill. */
export const withFill = (layers: PictureLayers, fill: ExactFill): Pick<PictureState, 'layers' | 'numberFill'> =>
  isNumberFill(fill) ? { layers, numberFill: fill } : { layers: { ...layers, fill }, numberFill: null };

/** The window that pictures of the data show. */
export const shownWindow = ({ window }: Pick<PictureState, 'window'>, data: DataSet | null): ViewWindow =>
  window ?? (data ? pictureWindow(data) : emptyWindow);

/** The state of linked pictures. */
export class PictureStore extends Store<PictureState> {
  constructor(state = defaultPicture) {
    super(state);
  }
}
