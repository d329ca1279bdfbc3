import { register } from '../register.js';
import { SplineScrubber } from './spline-scrubber.js';

register('spline-scrubber', SplineScrubber);

declare global {
  interface HTMLElementTagNameMap {
    'spline-scrubber': SplineScrubber;
  }
}
