import type { OverlayScene } from '../spline-view/overlay-painter.js';
import type { PointDraft } from './point-draft.js';

/** What a picture shows of a draft in place of the session's data; networks have not seen these points. */
export function draftScene(
  draft: PointDraft,
): Pick<OverlayScene, 'data' | 'points' | 'predictions' | 'probe' | 'selected'> {
  const { data, cursor, selected, points } = draft;
  const point = selected === null ? null : (points[selected] ?? null);
  return { data, points: 'train', predictions: null, probe: cursor, selected: point };
}
