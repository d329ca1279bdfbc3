import type { PictureRequest } from '../training/picture.js';

/** What a picture shows: when any of it changes, the picture is out of date. */
export interface PictureSubject {
  /** Of the folded layers. They hold what the request's statistics and transition made of the network. */
  readonly version: number;
  readonly request: PictureRequest;
}

export function isSameSubject(a: PictureSubject, b: PictureSubject): boolean {
  const [p, q] = [a.request, b.request];
  return (
    a.version === b.version &&
    p.view.x0 === q.view.x0 &&
    p.view.x1 === q.view.x1 &&
    p.view.y0 === q.view.y0 &&
    p.view.y1 === q.view.y1 &&
    p.widthPx === q.widthPx &&
    p.heightPx === q.heightPx &&
    p.pixelRatio === q.pixelRatio &&
    p.theme === q.theme &&
    p.layers.fill === q.layers.fill &&
    p.layers.decisionBoundary === q.layers.decisionBoundary &&
    p.layers.walls.length === q.layers.walls.length &&
    p.layers.walls.every((isDrawn, layer) => isDrawn === q.layers.walls[layer])
  );
}
