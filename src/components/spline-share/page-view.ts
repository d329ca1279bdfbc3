import type { FigureView } from '../../io/figure-fields.js';
import { fillOf, withFill, type PictureState } from '../picture-store.js';

/** What links say of pictures. */
export function viewOf(state: PictureState): FigureView {
  const { window, layers, points, exactLines } = state;
  const { walls, decisionBoundary } = layers;
  return { window, fill: fillOf(state), walls, decisionBoundary, points, exactLines };
}

/** What pictures take over from a link; nothing that was read or edited in them stays. */
export function pictureOf(view: FigureView): Partial<PictureState> {
  const { window, fill, walls, decisionBoundary, points, exactLines } = view;
  return {
    window,
    ...withFill({ fill: 'confidence', walls, decisionBoundary }, fill),
    points,
    exactLines,
    probe: null,
    unit: null,
    movingData: false,
    draft: null,
  };
}
