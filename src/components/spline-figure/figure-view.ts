import type { FigureView } from '../../io/figure-fields.js';
import { withFill, type PictureState } from '../picture-store.js';

/** What pictures take over from attributes; what is being read or edited in them stays. */
export function shownAs(view: FigureView, { layers }: PictureState): Partial<PictureState> {
  const { window, fill, walls, decisionBoundary, points, exactLines } = view;
  return { window, points, exactLines, ...withFill({ ...layers, walls, decisionBoundary }, fill) };
}
