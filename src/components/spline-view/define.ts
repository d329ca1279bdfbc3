import { register } from '../register.js';
import { SplineView } from './spline-view.js';

register('spline-view', SplineView);

declare global {
  interface HTMLElementTagNameMap {
    'spline-view': SplineView;
  }
}
