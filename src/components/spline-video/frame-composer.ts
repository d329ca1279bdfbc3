import type { FilmSize } from '../../io/video/film-writer.js';
import type { FramePicture } from '../../io/video/frame-picture.js';
import type { FramePlan } from '../../io/video/frame-plan.js';
import type { Rgb } from '../../training/palette.js';
import type { PictureTheme, PointSet, ViewWindow } from '../../training/picture.js';
import type { SessionSnapshot } from '../../training/session.js';
import { formatCount, formatLoss, formatPercent } from '../format.js';
import { networkName } from '../network-names.js';
import { chartMarks } from '../spline-chart/chart-marks.js';
import { rgb } from '../spline-view/markers.js';
import { PointsPainter } from '../spline-view/points-painter.js';
import { transformPoint, worldToPixel } from '../spline-view/view-transform.js';
import { strings } from '../strings.js';
import { filmColors, type FilmFrameColors } from './film-colors.js';
import { videoStrings } from './video-strings.js';

/** How the frames of a film look. */
export interface FilmLook {
  readonly theme: PictureTheme;
  readonly points: PointSet;
  /** Width and height of a picture in pixels. */
  readonly edge: number;
  /** Networks that are shown side by side. */
  readonly subjects: readonly number[];
}

export interface ComposedFrame {
  readonly step: number;
  readonly snapshot: SessionSnapshot;
  readonly window: ViewWindow;
  /** One per network that is shown. */
  readonly pictures: readonly FramePicture[];
}

/** A picture of this many pixels has the widths of lines and letters that are given below. */
const UNIT_EDGE = 480;
const FONT = 'system-ui, sans-serif';
const words = videoStrings.caption;

/** Pixels of a film per unit of its layout; smaller letters could not be read. */
export const filmRatio = (edge: number): number => Math.max(1, edge / UNIT_EDGE);

/** In units, from the top: margin, names, pictures, numbers, step with what was done, line of time. */
const layout = { margin: 12, name: 24, numbers: 24, step: 22, line: 10 } as const;

export function filmSize({ edge, subjects }: Pick<FilmLook, 'edge' | 'subjects'>): Omit<FilmSize, 'framesPerSecond'> {
  const ratio = filmRatio(edge);
  const around = 2 * layout.margin + layout.name + layout.numbers + layout.step + layout.line;
  return {
    width: even(subjects.length * edge + (subjects.length + 1) * Math.round(layout.margin * ratio)),
    height: even(edge + around * ratio),
  };
}

const even = (value: number): number => 2 * Math.ceil(value / 2);

/** Puts the pictures of a step together with their points, names, numbers and a line of time. */
export class FrameComposer {
  readonly #look: FilmLook;
  readonly #plan: FramePlan;
  readonly #context: CanvasRenderingContext2D;
  readonly #points = new PointsPainter();
  readonly #ratio: number;
  readonly #colors: FilmFrameColors;

  /** @throws Error where the browser has no canvas of that size */
  constructor(look: FilmLook, plan: FramePlan) {
    this.#look = look;
    this.#plan = plan;
    this.#ratio = filmRatio(look.edge);
    this.#colors = filmColors[look.theme];
    const canvas = document.createElement('canvas');
    const { width, height } = filmSize(look);
    canvas.width = width;
    canvas.height = height;
    // Without the GPU the same strokes give the same pixels every time.
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!context) throw new Error('this browser has no canvas of that size');
    this.#context = context;
  }

  /** RGBA, row by row from the top, opaque. */
  compose(frame: ComposedFrame): Uint8ClampedArray<ArrayBuffer> {
    const { width, height } = this.#context.canvas;
    this.#context.fillStyle = rgb(this.#colors.paper);
    this.#context.fillRect(0, 0, width, height);
    const top = this.#px(layout.margin + layout.name);
    this.#look.subjects.forEach((model, index) => {
      const left = index * this.#look.edge + (index + 1) * this.#px(layout.margin);
      this.#network(frame, index, model, left, top);
    });
    this.#foot(frame, top + this.#look.edge + this.#px(layout.numbers));
    return this.#context.getImageData(0, 0, width, height).data;
  }

  #px(units: number): number {
    return Math.round(units * this.#ratio);
  }

  #network(
    { snapshot, pictures, window }: ComposedFrame,
    index: number,
    model: number,
    left: number,
    top: number,
  ): void {
    const { rgba, evaluation } = pictures[index]!;
    const { edge, points, theme } = this.#look;
    const context = this.#context;
    const { config, data, models } = snapshot;
    const color = this.#colors.networks[model] ?? this.#colors.ink;
    const nameWidth = this.#text(networkName(snapshot, model), left, top - this.#px(8), {
      size: 15,
      weight: 600,
      color,
    });
    if (models[model]?.normalization === 'batch') {
      this.#text(words.statistics(strings.statisticsNames[config.statistics]), left + edge, top - this.#px(8), {
        align: 'right',
        most: edge - nameWidth - this.#px(12),
      });
    }
    context.putImageData(new ImageData(rgba, edge, edge), left, top);
    context.save();
    context.beginPath();
    context.rect(left, top, edge, edge);
    context.clip();
    const toPixel = worldToPixel(window, { width: edge, height: edge });
    const { predictions } = evaluation;
    this.#points.paint(
      context,
      { theme, data, points, predictions },
      (point) => {
        const { x, y } = transformPoint(toPixel, point);
        return { x: left + x, y: top + y };
      },
      this.#ratio,
    );
    context.restore();
    const numbers = words.numbers(formatLoss(evaluation.trainLoss), formatPercent(evaluation.trainAccuracy));
    this.#text(numbers, left, top + edge + this.#px(17), { size: 13, most: edge, color: this.#colors.ink });
  }

  /** The step with what was done last, and where it is among all steps of the film. */
  #foot({ step, snapshot }: ComposedFrame, top: number): void {
    const { ink, hairline, networks } = this.#colors;
    const left = this.#px(layout.margin);
    const right = this.#context.canvas.width - left;
    const baseline = top + this.#px(15);
    const stepWidth = this.#text(words.step(formatCount(step)), left, baseline, { size: 15, weight: 600, color: ink });
    const marks = chartMarks(snapshot).filter(
      (mark) => mark.step <= step && (mark.model === null || this.#look.subjects.includes(mark.model)),
    );
    const last = marks.at(-1);
    if (last) {
      const network = last.model === null ? null : strings.nthNetwork(last.model);
      this.#text(words.mark(network, last.word, formatCount(last.step)), right, baseline, {
        align: 'right',
        most: right - left - stepWidth - this.#px(12),
      });
    }
    const first = this.#plan.frames[0]?.step ?? 0;
    const span = Math.max(1, (this.#plan.frames.at(-1)?.step ?? first) - first);
    const at = (one: number): number => left + Math.round(((right - left) * (one - first)) / span);
    const line = top + this.#px(layout.step + 4);
    const thickness = this.#px(2);
    this.#rect(hairline, left, line, right - left, thickness);
    this.#rect(ink, left, line, at(step) - left, thickness);
    for (const mark of marks.filter((one) => one.step >= first)) {
      const color = (mark.model === null ? null : networks[mark.model]) ?? ink;
      this.#rect(color, at(mark.step) - thickness, line - this.#px(3), thickness, thickness + this.#px(6));
    }
  }

  #rect(color: Rgb, x: number, y: number, width: number, height: number): void {
    this.#context.fillStyle = rgb(color);
    this.#context.fillRect(x, y, width, height);
  }

  /** Returns its width. @param most pixels that there are: longer words are condensed */
  #text(
    text: string,
    x: number,
    y: number,
    style: { size?: number; weight?: number; color?: Rgb; align?: 'left' | 'right'; most?: number },
  ): number {
    const { size = 12, weight = 400, color = this.#colors.soft, align = 'left', most = Infinity } = style;
    const context = this.#context;
    context.font = `${weight} ${size * this.#ratio}px ${FONT}`;
    context.fillStyle = rgb(color);
    context.textAlign = align;
    const { width } = context.measureText(text);
    context.fillText(text, x, y, Math.max(1, Math.min(width, most)));
    return width;
  }
}
