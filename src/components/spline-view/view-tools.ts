import { html, nothing, type TemplateResult } from 'lit';
import type { ViewWindow } from '../../training/picture.js';
import type { PictureStore } from '../picture-store.js';
import { editStrings } from '../edit-points/edit-strings.js';
import type { Language } from '../language.js';
import { shiftPad, type ShiftPad } from '../shift-pad.js';
import { icon } from '../style/icons.js';
import { styled } from '../style/styled.js';
import type { DataMover } from './data-mover.js';
import { KEY_ZOOM, pictureKey } from './picture-keys.js';
import { transformPoint, worldToPixel, type Point } from './view-transform.js';
import { pictureStrings } from './picture-strings.js';

/** What lies on the picture keeps its gestures to itself. */
export const stopEvent = (event: Event): void => event.stopPropagation();

/** all: buttons for everything that gestures do, and to edit points; view: for panning and zooming; none: keys remain. */
export type ViewTools = 'all' | 'view' | 'none';

export function toolsTemplate(
  language: Language,
  picture: PictureStore,
  tools: ViewTools,
  pad: ShiftPad,
  zoom: (factor: number) => void,
  toggleEditing: () => void,
): TemplateResult | typeof nothing {
  if (tools === 'none') return nothing;
  const { movingData, draft } = picture.state;
  const words = language.of('picture', pictureStrings);
  const { edit } = language.of('edit', editStrings);
  const acts = html`
      <button
        type="button"
        class="worded"
        title=${edit}
        aria-pressed=${draft ? 'true' : 'false'}
        @click=${toggleEditing}
      >
        ${icon('edit')}<span>${edit}</span>
      </button>
      <button
        type="button"
        class="worded"
        title=${words.move}
        aria-pressed=${movingData ? 'true' : 'false'}
        ?disabled=${draft !== null}
        @click=${() => picture.update({ movingData: !movingData })}
      >
        ${icon('move')}<span>${words.move}</span>
      </button>
  `;
  return html`
    <div class="tools ${tools}" role="group" aria-label=${words.tools} @pointerdown=${stopEvent}>
      ${tools === 'all' ? acts : nothing} ${shiftPad(pad, language)}
      <div class="zoom">
        <button type="button" aria-label=${words.zoomIn} @click=${() => zoom(KEY_ZOOM)}>${icon('plus')}</button>
        <button type="button" aria-label=${words.zoomOut} @click=${() => zoom(1 / KEY_ZOOM)}>${icon('minus')}</button>
        <button type="button" aria-label=${words.fit} @click=${() => picture.update({ window: null })}>
          ${icon('fit')}
        </button>
      </div>
    </div>
  `;
}

/** Where an event is in the input plane. */
type Locate = (event: PointerEvent) => Point;
type Drag = (from: Point, to: Point) => void;

/** Grips on the data that is being moved: one in its middle, one on the ring around it that turns and scales. */
export function handlesTemplate(
  mover: DataMover,
  window: ViewWindow,
  locate: Locate,
  language: Language,
): TemplateResult | null {
  const { ring } = mover;
  if (!ring) return null;
  const toPercent = worldToPixel(window, { width: 100, height: 100 });
  const placed = (point: Point): ReturnType<typeof styled> => {
    const { x, y } = transformPoint(toPercent, point);
    return styled({ left: `${clampPercent(x)}%`, top: `${clampPercent(y)}%` });
  };
  const grip = (drag: Drag) => (down: PointerEvent) => followDrag(down, mover, locate, drag);
  return html`
    <button
      type="button"
      class="handle"
      ${placed(ring.center)}
      aria-label=${language.of('picture', pictureStrings).moveHandle}
      @pointerdown=${grip((from, to) => mover.move(to.x - from.x, to.y - from.y))}
    >
      ${icon('move')}
    </button>
    <button
      type="button"
      class="handle turn"
      ${placed(ring.handle)}
      aria-label=${language.of('picture', pictureStrings).turnHandle}
      @keydown=${(event: KeyboardEvent) => onTurnKey(event, mover)}
      @pointerdown=${grip((from, to) => mover.pull(from, to))}
    >
      ${icon('turn')}
    </button>
  `;
}

/** Grips stay within reach even where the data is out of sight. */
const clampPercent = (value: number): number => Math.min(97, Math.max(3, value));

function onTurnKey(event: KeyboardEvent, mover: DataMover): void {
  const key = pictureKey(event);
  if (key?.act !== 'shift') return;
  event.preventDefault();
  event.stopPropagation();
  mover.turnByKey(key);
}

function followDrag(down: PointerEvent, mover: DataMover, locate: Locate, drag: Drag): void {
  down.stopPropagation();
  const handle = down.currentTarget as HTMLElement;
  let last = locate(down);
  const onMove = (event: PointerEvent): void => {
    event.stopPropagation();
    const next = locate(event);
    drag(last, next);
    last = next;
  };
  const onEnd = (): void => {
    handle.removeEventListener('pointermove', onMove);
    handle.removeEventListener('pointerup', onEnd);
    handle.removeEventListener('pointercancel', onEnd);
    mover.finish();
  };
  handle.addEventListener('pointermove', onMove);
  handle.addEventListener('pointerup', onEnd);
  handle.addEventListener('pointercancel', onEnd);
  if (down.isTrusted) handle.setPointerCapture(down.pointerId);
}
