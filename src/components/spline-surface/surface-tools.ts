import { html, type TemplateResult } from 'lit';
import { shiftPad } from '../shift-pad.js';
import { KEY_ZOOM } from '../spline-view/picture-keys.js';
import { stopEvent } from '../spline-view/view-tools.js';
import { icon } from '../style/icons.js';
import type { SurfaceSight } from './surface-sight.js';
import { surfaceStrings as words } from './surface-strings.js';

/** Degrees per press of an arrow, on a key or on a button. */
export const ARROW_TURN = 6;

/** Buttons for everything that gestures do. */
export const surfaceTools = (sight: SurfaceSight): TemplateResult => html`
  <div class="tools" role="group" aria-label=${words.tools} @pointerdown=${stopEvent}>
    ${shiftPad({
      label: words.turn,
      turns: false,
      shift: ({ dx, dy }) => sight.turn(ARROW_TURN * dx, ARROW_TURN * dy),
    })}
    <button type="button" aria-label=${words.fromAbove} title=${words.fromAbove} @click=${() => sight.fromAbove()}>
      ${icon('above')}
    </button>
    <button type="button" aria-label=${words.zoomIn} @click=${() => sight.zoom(KEY_ZOOM)}>${icon('plus')}</button>
    <button type="button" aria-label=${words.zoomOut} @click=${() => sight.zoom(1 / KEY_ZOOM)}>${icon('minus')}</button>
    <button type="button" aria-label=${words.home} @click=${() => sight.home()}>${icon('fit')}</button>
  </div>
`;
