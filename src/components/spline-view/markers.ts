/** Data points as small marks: a shape and a colour for each class, so that neither alone has to carry it. */
import type { Palette, Rgb } from '../../training/palette.js';

/** SVG paths by class, drawn within the unit circle. */
export const markerPaths: readonly string[] = [
  'M-0.9 0A0.9 0.9 0 1 1 0.9 0A0.9 0.9 0 1 1 -0.9 0Z',
  'M0 -1.12L1.12 0L0 1.12L-1.12 0Z',
  'M0 -1.1L1.05 0.8L-1.05 0.8Z',
  'M-0.82 -0.82H0.82V0.82H-0.82Z',
  'M-0.36 -1.05H0.36V-0.36H1.05V0.36H0.36V1.05H-0.36V0.36H-1.05V-0.36H-0.36Z',
  'M0 1.1L1.05 -0.8L-1.05 -0.8Z',
  'M0 -1.15L0.33 -0.4L1.12 -0.33L0.5 0.18L0.7 0.98L0 0.55L-0.7 0.98L-0.5 0.18L-1.12 -0.33L-0.33 -0.4Z',
  'M-0.5 -0.95H0.5L1.05 0L0.5 0.95H-0.5L-1.05 0Z',
  'M-1.1 -0.5H1.1V0.5H-1.1Z',
  'M-0.5 -1.1H0.5V1.1H-0.5Z',
];

export type MarkerVariant = 'train' | 'test';

/** Radius of a mark in CSS pixels. */
export const MARKER_RADIUS = 3;
/** Radius of the ring around a misclassified point. */
export const RING_RADIUS = 5.4;
export const RING_WIDTH = 1.1;

const SPRITE_EDGE = 2 * (RING_RADIUS + 2);

export const rgb = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`;

/** The marks of one palette at one pixel ratio, drawn once each and then copied: thousands of points stay cheap. */
export class MarkerSprites {
  readonly #palette: Palette;
  readonly #ratio: number;
  readonly #sprites = new Map<string, HTMLCanvasElement>();

  /** @param ratio device pixels per CSS pixel */
  constructor(palette: Palette, ratio: number) {
    this.#palette = palette;
    this.#ratio = ratio;
  }

  /** Draws the mark of a class centred on (x, y), in device pixels. */
  draw(
    context: CanvasRenderingContext2D,
    label: number,
    variant: MarkerVariant,
    wrong: boolean,
    x: number,
    y: number,
  ): void {
    const sprite = this.#sprite(label, variant, wrong);
    context.drawImage(sprite, Math.round(x - sprite.width / 2), Math.round(y - sprite.height / 2));
  }

  #sprite(label: number, variant: MarkerVariant, wrong: boolean): HTMLCanvasElement {
    const key = `${label} ${variant} ${wrong}`;
    const known = this.#sprites.get(key);
    if (known) return known;
    const sprite = document.createElement('canvas');
    sprite.width = sprite.height = Math.ceil(SPRITE_EDGE * this.#ratio);
    const context = sprite.getContext('2d');
    if (context) {
      context.translate(sprite.width / 2, sprite.height / 2);
      context.scale(this.#ratio, this.#ratio);
      this.#paint(context, label, variant, wrong);
    }
    this.#sprites.set(key, sprite);
    return sprite;
  }

  #paint(context: CanvasRenderingContext2D, label: number, variant: MarkerVariant, wrong: boolean): void {
    const { casing, classMarks, decisionBoundary } = this.#palette;
    const shape = new Path2D();
    const path = new Path2D(markerPaths[label % markerPaths.length]);
    shape.addPath(path, new DOMMatrix().scale(MARKER_RADIUS));
    context.lineJoin = 'round';
    if (wrong) {
      const ring = new Path2D();
      ring.arc(0, 0, RING_RADIUS, 0, 2 * Math.PI);
      stroke(context, ring, casing, 2.6);
      stroke(context, ring, decisionBoundary, RING_WIDTH);
    }
    const color = classMarks[label % classMarks.length] ?? decisionBoundary;
    stroke(context, shape, casing, 2.2);
    if (variant === 'train') {
      context.fillStyle = rgb(color);
      context.fill(shape);
    } else {
      context.fillStyle = rgb(casing);
      context.fill(shape);
      stroke(context, shape, color, 1.3);
    }
  }
}

function stroke(context: CanvasRenderingContext2D, path: Path2D, color: Rgb, width: number): void {
  context.strokeStyle = rgb(color);
  context.lineWidth = width;
  context.stroke(path);
}
