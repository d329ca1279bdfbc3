/** What reading adds to the marks over a picture: the cell's outline, the disc up to the nearest wall, a unit's boundary. */
import type { UnitPlace } from '../../geometry/unit-place.js';
import { palettes, type Rgb } from '../../training/palette.js';
import type { PictureTheme } from '../../training/picture.js';
import { rgb } from '../spline-view/markers.js';
import type { Point } from '../spline-view/view-transform.js';
import type { Reading } from './reading.js';

export interface ReadingScene {
  readonly reading: Reading | null;
  readonly showsDisc: boolean;
  /** The unit that is lit up, with its boundary: [count, 4], x, y, x, y. */
  readonly lit: (UnitPlace & { readonly boundary: Float64Array }) | null;
}

/** In CSS pixels: a thin line between wide bands, as no decision boundary looks. */
const OUTLINE_WIDTH = 1.5;
const OUTLINE_CASING = 2.5;
const BOUNDARY_WIDTH = 3;
const DISC_WIDTH = 1;
/** Smaller discs are left out: they would be a dot. */
const SMALLEST_DISC = 3;

/** @param ratio device pixels per CSS pixel */
export function paintReading(
  context: CanvasRenderingContext2D,
  { reading, showsDisc, lit }: ReadingScene,
  theme: PictureTheme,
  place: (point: Point) => Point,
  ratio: number,
): void {
  const { walls, decisionBoundary } = palettes[theme];
  context.lineJoin = 'round';
  context.lineCap = 'round';
  if (lit) {
    const path = segmentsPath(lit.boundary, place);
    strokeCased(context, path, walls[lit.layer] ?? decisionBoundary, theme, BOUNDARY_WIDTH * ratio);
  }
  if (reading?.cell) {
    const path = polygonPath(reading.cell.polygon, place);
    context.fillStyle = veil(decisionBoundary);
    context.fill(path);
    strokeCased(context, path, decisionBoundary, theme, OUTLINE_WIDTH * ratio, OUTLINE_CASING * ratio);
  }
  // Up to an estimated distance the disc might cross walls.
  if (reading?.isExactDistance && showsDisc && Number.isFinite(reading.nearest.distance)) {
    paintDisc(context, reading, theme, place, ratio);
  }
}

/** The line lies within the disc, so that it crosses no wall either. */
function paintDisc(
  context: CanvasRenderingContext2D,
  { point, nearest }: Reading,
  theme: PictureTheme,
  place: (point: Point) => Point,
  ratio: number,
): void {
  const center = place(point);
  const radius = Math.abs(place({ x: point.x + nearest.distance, y: point.y }).x - center.x);
  if (radius < SMALLEST_DISC * ratio) return;
  const disc = new Path2D();
  disc.arc(center.x, center.y, radius - (DISC_WIDTH * ratio) / 2, 0, 2 * Math.PI);
  const { decisionBoundary } = palettes[theme];
  context.fillStyle = veil(decisionBoundary);
  context.fill(disc);
  context.strokeStyle = rgb(decisionBoundary);
  context.lineWidth = DISC_WIDTH * ratio;
  context.stroke(disc);
}

const veil = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue} / 14%)`;

function segmentsPath(segments: Float64Array, place: (point: Point) => Point): Path2D {
  const path = new Path2D();
  for (let at = 0; at < segments.length; at += 4) {
    const from = place({ x: segments[at]!, y: segments[at + 1]! });
    const to = place({ x: segments[at + 2]!, y: segments[at + 3]! });
    path.moveTo(from.x, from.y);
    path.lineTo(to.x, to.y);
  }
  return path;
}

function polygonPath(corners: Float64Array, place: (point: Point) => Point): Path2D {
  const path = new Path2D();
  for (let at = 0; at < corners.length; at += 2) {
    const { x, y } = place({ x: corners[at]!, y: corners[at + 1]! });
    if (at === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  }
  path.closePath();
  return path;
}

/** A line that is seen on any fill: in the casing's colour first, `casing` wider on each side, then in its own. */
export function strokeCased(
  context: CanvasRenderingContext2D,
  path: Path2D,
  color: Rgb,
  theme: PictureTheme,
  width: number,
  casing = 0.7 * width,
): void {
  for (const [stroke, lineWidth] of [
    [palettes[theme].casing, width + 2 * casing],
    [color, width],
  ] as const) {
    context.strokeStyle = rgb(stroke);
    context.lineWidth = lineWidth;
    context.stroke(path);
  }
}
