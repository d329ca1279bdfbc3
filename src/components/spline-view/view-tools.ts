import { html, type TemplateResult } from 'lit';
import type { ViewWindow } from '../../training/picture.js';
import type { PictureStore } from '../picture-store.js';
import { strings } from '../strings.js';
import { icon } from '../style/icons.js';
import type { CloudRing } from './data-mover.js';
import { KEY_ZOOM } from './picture-keys.js';
import { transformPoint, worldToPixel, type Point } from './view-transform.js';

/** What lies on the picture keeps its gestures to itself. */
export const stopEvent = (event: Event): void => event.stopPropagation();

/** Buttons for everything that gestures do. */
export function toolsTemplate(picture: PictureStore, zoom: (factor: number) => void): TemplateResult {
  const { movingData } = picture.state;
  const words = strings.picture;
  return html`
    <div class="tools" role="group" aria-label=${words.tools} @pointerdown=${stopEvent}>
      <button
        type="button"
        class="move"
        aria-pressed=${movingData ? 'true' : 'false'}
        @click=${() => picture.update({ movingData: !movingData })}
      >
        ${icon('move')}${words.move}
      </button>
      <button type="button" aria-label=${words.zoomIn} @click=${() => zoom(KEY_ZOOM)}>${icon('plus')}</button>
      <button type="button" aria-label=${words.zoomOut} @click=${() => zoom(1 / KEY_ZOOM)}>${icon('minus')}</button>
      <button type="button" aria-label=${words.fit} @click=${() => picture.update({ window: null })}>
        ${icon('fit')}
      </button>
    </div>
  `;
}

export interface HandleActions {
  /** Moves of a pointer on a handle, in the input plane. */
  move(from: Point, to: Point): void;
  turn(from: Point, to: Point): void;
  end(): void;
  onTurnKey(event: KeyboardEvent): void;
  locate(event: PointerEvent): Point;
}

/** Grips on the data that is being moved: one in its middle, one on the ring around it that turns and scales. */
export function handlesTemplate(ring: CloudRing, window: ViewWindow, actions: HandleActions): TemplateResult {
  const toPercent = worldToPixel(window, { width: 100, height: 100 });
  const place = (point: Point): string => {
    const { x, y } = transformPoint(toPercent, point);
    return `left:${clampPercent(x)}%;top:${clampPercent(y)}%`;
  };
  return html`
    <button
      type="button"
      class="handle"
      style=${place(ring.center)}
      aria-label=${strings.picture.moveHandle}
      @pointerdown=${(event: PointerEvent) => followDrag(event, actions, (from, to) => actions.move(from, to))}
    >
      ${icon('move')}
    </button>
    <button
      type="button"
      class="handle turn"
      style=${place(ring.handle)}
      aria-label=${strings.picture.turnHandle}
      @keydown=${(event: KeyboardEvent) => actions.onTurnKey(event)}
      @pointerdown=${(event: PointerEvent) => followDrag(event, actions, (from, to) => actions.turn(from, to))}
    >
      ${icon('turn')}
    </button>
  `;
}

/** Grips stay within reach even where the data is out of sight. */
const clampPercent = (value: number): number => Math.min(97, Math.max(3, value));

function followDrag(down: PointerEvent, actions: HandleActions, drag: (from: Point, to: Point) => void): void {
  down.stopPropagation();
  const handle = down.currentTarget as HTMLElement;
  let last = actions.locate(down);
  const onMove = (event: PointerEvent): void => {
    event.stopPropagation();
    const next = actions.locate(event);
    drag(last, next);
    last = next;
  };
  const onEnd = (): void => {
    handle.removeEventListener('pointermove', onMove);
    handle.removeEventListener('pointerup', onEnd);
    handle.removeEventListener('pointercancel', onEnd);
    actions.end();
  };
  handle.addEventListener('pointermove', onMove);
  handle.addEventListener('pointerup', onEnd);
  handle.addEventListener('pointercancel', onEnd);
  if (down.isTrusted) handle.setPointerCapture(down.pointerId);
}
