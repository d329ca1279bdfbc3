/**
 * Saved pictures in pixels. They are drawn on a canvas of the page rather than from an SVG: a page may forbid all images, those
 * of addresses that a script has made among them.
 */
import { drawPartitionInPieces } from '../../geometry/draw-partition.js';
import {
  FONT_FAMILY,
  fonts,
  inkOf,
  layOutPictures,
  LINE_SCALE,
  type PartitionPicture,
  type PictureLayout,
  type PictureOptions,
  type PlacedBox,
  type PlacedText,
} from '../../io/picture-layout.js';
import { palettes } from '../../training/palette.js';
import type { PictureTheme } from '../../training/picture.js';
import { TimeSlices } from '../../training/workers/time-slices.js';
import { rgb } from '../spline-view/markers.js';
import { PointsPainter } from '../spline-view/points-painter.js';
import { transformPoint, worldToPixel } from '../spline-view/view-transform.js';
import type { SavedPicture } from './save-picture.js';

/** The page goes on meanwhile. */
const slices = new TimeSlices({ sliceMs: 12 });

/**
 * @param ratio pixels per unit of the SVG
 * @returns null where the browser has no canvas of that size
 */
export async function paintPng({ pictures, options }: SavedPicture, ratio: number): Promise<Blob | null> {
  const { theme, language } = options;
  const layout = layOutPictures(pictures, options);
  const { width, height, boxes, headings, caption, bar } = layout;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return null;
  for (const [index, picture] of pictures.entries()) {
    await paintNetwork(context, picture, options, layout.scale, boxes[index]!, ratio);
  }
  context.scale(ratio, ratio);
  context.direction = language.dir;
  if (bar) paintBar(context, theme, bar, language.dir === 'rtl');
  context.fillStyle = rgb(inkOf(theme));
  for (const text of [...headings, ...caption]) paintText(context, text);
  // Below all, also where cells were broken off.
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = rgb(palettes[theme].paper);
  context.fillRect(0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

async function paintNetwork(
  context: CanvasRenderingContext2D,
  { partition, lines, points, testPoints, predictions }: PartitionPicture,
  { theme, fill }: PictureOptions,
  scale: PictureLayout['scale'],
  box: PlacedBox,
  ratio: number,
): Promise<void> {
  const [left, top, widthPx, heightPx] = [box.x, box.y, box.width, box.height].map((length) =>
    Math.round(length * ratio),
  ) as [number, number, number, number];
  const pixelRatio = LINE_SCALE * ratio;
  const style = { widthPx, heightPx, pixelRatio, theme, fill, scale, lines };
  const { rgba } = await slices.run(drawPartitionInPieces(partition, style));
  context.putImageData(new ImageData(rgba, widthPx, heightPx), left, top);
  if (!points) return;
  const { x0, x1, y0, y1 } = partition.window;
  const toPixel = worldToPixel(partition.window, { width: widthPx, height: heightPx });
  const data = { train: points, test: testPoints ?? points, dimension: points.positions.length / points.count };
  new PointsPainter().paint(
    context,
    { theme, data, points: testPoints ? 'all' : 'train', predictions: predictions ?? null },
    (point) => {
      if (point.x < x0 || point.x > x1 || point.y < y0 || point.y > y1) return null;
      const { x, y } = transformPoint(toPixel, point);
      return { x: left + x, y: top + y };
    },
    pixelRatio,
  );
}

function paintBar(
  context: CanvasRenderingContext2D,
  theme: PictureTheme,
  { x, y, width, height }: PlacedBox,
  isToLeft: boolean,
): void {
  const ends: [number, number] = isToLeft ? [x + width, x] : [x, x + width];
  const gradient = context.createLinearGradient(ends[0], 0, ends[1], 0);
  const fills = palettes[theme].sequentialFills;
  fills.forEach((colour, index) => gradient.addColorStop(index / (fills.length - 1), rgb(colour)));
  context.fillStyle = gradient;
  context.fillRect(x, y, width, height);
}

function paintText(context: CanvasRenderingContext2D, { kind, x, y, text }: PlacedText): void {
  const { size, weight } = fonts[kind];
  context.font = `${weight} ${size}px ${FONT_FAMILY}`;
  context.fillText(text, x, y);
}
