/** Data points as small marks: a shape and a colour for each class, so that neither alone has to carry it. */
import { MARKER_RADIUS, markerPaths, RING_CASING_WIDTH, RING_RADIUS, RING_WIDTH } from '../../training/markers.js';
import type { Palette, Rgb } from '../../training/palette.js';

export type MarkerVariant = 'train' | 'test';

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
      stroke(context, ring, casing, RING_CASING_WIDTH);
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
