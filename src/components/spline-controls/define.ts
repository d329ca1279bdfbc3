import { register } from '../register.js';
import { SplineControls } from './spline-controls.js';

register('spline-controls', SplineControls);

declare global {
  interface HTMLElementTagNameMap {
    'spline-controls': SplineControls;
  }
}
