import { register } from '../register.js';
import { SplineShare } from './spline-share.js';

register('spline-share', SplineShare);

declare global {
  interface HTMLElementTagNameMap {
    'spline-share': SplineShare;
  }
}
