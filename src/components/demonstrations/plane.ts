import { html, type TemplateResult } from 'lit';
import type { ViewWindow } from '../../training/picture.js';
import { styled } from '../style/styled.js';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A square of the plane as a picture: SVG units are CSS pixels of a picture that is 300 wide, y downwards. */
export class Plane {
  static readonly size = 300;
  readonly window: ViewWindow;

  /** @param window as wide as high */
  constructor(window: ViewWindow) {
    this.window = window;
  }

  get viewBox(): string {
    return `0 0 ${Plane.size} ${Plane.size}`;
  }

  x(x: number): number {
    return (Plane.size * (x - this.window.x0)) / (this.window.x1 - this.window.x0);
  }

  y(y: number): number {
    return (Plane.size * (this.window.y1 - y)) / (this.window.y1 - this.window.y0);
  }

  /** SVG path of line segments, [count, 4]: x, y, x, y. */
  path(segments: ArrayLike<number>): string {
    let path = '';
    for (let i = 0; i < segments.length; i += 4) {
      const [x0, y0, x1, y1] = [segments[i]!, segments[i + 1]!, segments[i + 2]!, segments[i + 3]!];
      path += `M${short(this.x(x0))} ${short(this.y(y0))}L${short(this.x(x1))} ${short(this.y(y1))}`;
    }
    return path;
  }

  /** SVG path of a line of no length at every point, [count, 2], which round ends make a dot. */
  dots(positions: ArrayLike<number>): string {
    let path = '';
    for (let i = 0; i < positions.length; i += 2) {
      path += `M${short(this.x(positions[i]!))} ${short(this.y(positions[i + 1]!))}h0`;
    }
    return path;
  }

  /** A whole line, far beyond the picture, which is clipped. @param angle of its normal, radians */
  linePath(angle: number, offset: number): string {
    const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
    const { x0, x1, y0, y1 } = this.window;
    const centre = { x: (x0 + x1) / 2, y: (y0 + y1) / 2 };
    const height = offset - nx * centre.x - ny * centre.y;
    const foot = { x: centre.x + height * nx, y: centre.y + height * ny };
    const reach = 2 * (x1 - x0);
    return this.path([foot.x - reach * ny, foot.y + reach * nx, foot.x + reach * ny, foot.y - reach * nx]);
  }

  /** SVG path of the strip between two parallel lines. @param angle of their normal, radians */
  bandPath(angle: number, low: number, high: number): string {
    return `${this.linePath(angle, low)}L${this.linePath(angle + Math.PI, -high).slice(1)}Z`;
  }

  /** Where a pointer is. @param picture the element that shows the plane */
  at({ clientX, clientY }: PointerEvent, picture: Element): Place {
    const box = picture.getBoundingClientRect();
    const { x0, x1, y0, y1 } = this.window;
    return {
      x: x0 + ((x1 - x0) * (clientX - box.left)) / box.width,
      y: y1 - ((y1 - y0) * (clientY - box.top)) / box.height,
    };
  }
}

const short = (value: number): string => String(Math.round(100 * value) / 100);

export interface Handle {
  readonly label: string;
  readonly kind: string;
  readonly at: Place;
  /** A drag has begun. */
  readonly grasp?: () => void;
  /** The pointer drags the handle there. */
  readonly drag: (to: Place) => void;
  /** An arrow key: one step to the right or left, up or down. */
  readonly nudge: (right: number, up: number) => void;
}

const arrows: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/**
 * A button over a picture that can be dragged and moved by arrow keys. It stands within the picture's `.plane`. Touch drags
 * it sideways; an upright swipe scrolls the page, and a slider beside the picture does what that cannot.
 */
export function handleTemplate(plane: Plane, { label, kind, at, grasp, drag, nudge }: Handle): TemplateResult {
  const place = {
    left: `${(100 * plane.x(at.x)) / Plane.size}%`,
    top: `${(100 * plane.y(at.y)) / Plane.size}%`,
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    grasp?.();
  };
  const onPointerMove = (event: PointerEvent): void => {
    const button = event.currentTarget as Element;
    if (button.hasPointerCapture(event.pointerId)) drag(plane.at(event, button.parentElement!));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = arrows[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const factor = event.shiftKey ? 5 : 1;
    nudge(factor * step[0], factor * step[1]);
  };
  return html`<button
    type="button"
    class="handle ${kind}"
    ${styled(place)}
    aria-label=${label}
    title=${label}
    @pointerdown=${onPointerDown}
    @pointermove=${onPointerMove}
    @keydown=${onKeyDown}
  ></button>`;
}
