import { html, type TemplateResult } from 'lit';
import { KEY_ZOOM } from '../spline-view/picture-keys.js';
import { stopEvent } from '../spline-view/view-tools.js';
import { icon } from '../style/icons.js';
import type { SurfaceSight } from './surface-sight.js';
import { surfaceStrings as words } from './surface-strings.js';

/** Buttons for everything that gestures do. */
export const surfaceTools = (sight: SurfaceSight): TemplateResult => html`
  <div class="tools" role="group" aria-label=${words.tools} @pointerdown=${stopEvent}>
    <button type="button" aria-label=${words.fromAbove} title=${words.fromAbove} @click=${() => sight.fromAbove()}>
      ${icon('above')}
    </button>
    <button type="button" aria-label=${words.zoomIn} @click=${() => sight.zoom(KEY_ZOOM)}>${icon('plus')}</button>
    <button type="button" aria-label=${words.zoomOut} @click=${() => sight.zoom(1 / KEY_ZOOM)}>${icon('minus')}</button>
    <button type="button" aria-label=${words.home} @click=${() => sight.home()}>${icon('fit')}</button>
  </div>
`;
