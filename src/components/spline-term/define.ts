import { register } from '../register.js';
import { SplineTerm } from './spline-term.js';

register('spline-term', SplineTerm);

declare global {
  interface HTMLElementTagNameMap {
    'spline-term': SplineTerm;
  }
}
