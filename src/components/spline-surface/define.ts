import { register } from '../register.js';
import { SplineSurface } from './spline-surface.js';
import { SplineSurfacePanel } from './surface-panel.js';

register('spline-surface', SplineSurface);
register('spline-surface-panel', SplineSurfacePanel);

declare global {
  interface HTMLElementTagNameMap {
    'spline-surface': SplineSurface;
    'spline-surface-panel': SplineSurfacePanel;
  }
}
