import { drawPartition } from '../../geometry/draw-partition.js';
import type { PartitionAnswer } from '../../geometry/partition-engine.js';
import { accuracyOf, predictClasses } from '../../analysis/notebook/predicted-classes.js';
import type { DataSet } from '../../training/data-set.js';
import type { ModelState, NormalizationStatistics } from '../../training/model-state.js';
import { palettes } from '../../training/palette.js';
import type { PictureTheme, ViewWindow } from '../../training/picture.js';
import { MarkerSprites } from '../spline-view/markers.js';

/** What a picture is of: the same parts give the same one. */
export interface TileSubject {
  readonly model: ModelState;
  readonly data: DataSet;
  readonly statistics: NormalizationStatistics;
  readonly window: ViewWindow;
  readonly theme: PictureTheme;
  /** Edge in device pixels. */
  readonly edgePx: number;
}

export interface DrawnTile {
  readonly subject: TileSubject;
  readonly answer: PartitionAnswer;
  /** Predicted class of every training point. */
  readonly classes: ArrayLike<number>;
  /** Share of the training points that are classified right. */
  readonly accuracy: number;
}

export function drawnTile(subject: TileSubject, answer: PartitionAnswer): DrawnTile {
  const { train } = subject.data;
  const classes = predictClasses(answer.folded, train.positions, train.count);
  return { subject, answer, classes, accuracy: accuracyOf(classes, train) };
}

/** The same in light colours, and `edgePx` pixels wide, at once. */
export function tileForPaper(drawn: DrawnTile, edgePx: number): DrawnTile {
  const { subject, answer } = drawn;
  if (!answer.picture) return drawn;
  const { style } = answer.picture;
  const pixelRatio = (style.pixelRatio * edgePx) / subject.edgePx;
  const paper = { theme: 'light', edgePx } as const;
  const picture = drawPartition(answer.partition, {
    ...style,
    ...paper,
    widthPx: edgePx,
    heightPx: edgePx,
    pixelRatio,
  });
  return { ...drawn, subject: { ...subject, ...paper }, answer: { ...answer, picture } };
}

/** So that hundreds of points leave lines to be seen. */
const MARKER_SCALE = 0.6;

/** The cells and the training points, those that are classified wrongly with a ring. */
export function paintTile(canvas: HTMLCanvasElement, { subject, answer, classes }: DrawnTile): void {
  const { edgePx, window, theme, data } = subject;
  canvas.width = canvas.height = edgePx;
  const context = canvas.getContext('2d');
  if (!context || !answer.picture) return;
  context.putImageData(new ImageData(answer.picture.rgba, edgePx, edgePx), 0, 0);
  const sprites = new MarkerSprites(palettes[theme], MARKER_SCALE * answer.picture.style.pixelRatio);
  const { positions, labels, count } = data.train;
  for (let row = 0; row < count; row++) {
    const x = (edgePx * (positions[2 * row]! - window.x0)) / (window.x1 - window.x0);
    const y = (edgePx * (window.y1 - positions[2 * row + 1]!)) / (window.y1 - window.y0);
    sprites.draw(context, labels[row]!, 'train', classes[row] !== labels[row], x, y);
  }
}
