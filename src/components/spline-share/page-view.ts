import type { FigureView } from '../../io/figure-fields.js';
import { isNumberFill } from '../../geometry/cell-fills.js';
import { fillOf, type PictureState } from '../picture-store.js';

/** What links say of pictures. */
export function viewOf(state: PictureState): FigureView {
  const { window, layers, points, exactLines } = state;
  const { walls, decisionBoundary } = layers;
  return { window, fill: fillOf(state), walls, decisionBoundary, points, exactLines };
}

/** What pictures take over from a link; nothing that was read or edited in them stays. */
export function pictureOf(view: FigureView): Partial<PictureState> {
  const { window, fill, walls, decisionBoundary, points, exactLines } = view;
  const isNumber = isNumberFill(fill);
  return {
    window,
    layers: { fill: isNumber ? 'confidence' : fill, walls, decisionBoundary },
    numberFill: isNumber ? fill : null,
    points,
    exactLines,
    probe: null,
    unit: null,
    movingData: false,
    draft: null,
  };
}
